import { expect, test } from 'vitest'
import {
  compileChain,
  transitionsFrom,
  transitionTo,
  type ChainDefinition,
  type Transition,
} from '../../../engine/core/workflow/index.ts'
import { actionWords, tinyChain } from '../../support/tiny-pack.ts'

const machineOf = (change: Partial<ChainDefinition>) =>
  compileChain({ ...tinyChain, ...change }, actionWords)
const arrow = (it: Transition) =>
  [
    `${it.from} -${it.action}-> ${it.to}`,
    it.guard && `(${it.guard})`,
    it.effects.length > 0 && `[${it.effects.map((one) => one.do).join(' ')}]`,
  ]
    .filter(Boolean)
    .join(' ')
const arrowsOf = (change: Partial<ChainDefinition>, ...actions: readonly string[]) =>
  machineOf(change)
    .transitions.filter((it) => actions.length === 0 || actions.includes(it.action))
    .map(arrow)

test('a chain of two steps becomes these states and these moves, in this order', () => {
  const machine = machineOf({})
  expect(
    Object.values(machine.states).map((it) => `${it.id} ${it.type} ${it.label} ${it.final}`),
  ).toEqual([
    'draft draft 待提交 false',
    'returned draft 已退回 false',
    'unit waiting 待审核 false',
    'final waiting 待终审 false',
    'approved approved 通过认定 false',
    'refused refused 不予认定 false',
    'deleted deleted 已删除 true',
  ])
  expect(machine.transitions.map(arrow)).toEqual([
    'draft -save-> draft',
    'draft -submit-> unit',
    'draft -submit-> final (passed-over)',
    'draft -delete-> deleted',
    'returned -save-> returned',
    'returned -submit-> final (straight-back)',
    'returned -submit-> unit',
    'returned -submit-> final (passed-over)',
    'unit -withdraw-> draft',
    'unit -approve-> final (straight-back)',
    'unit -approve-> final',
    'unit -refuse-> refused',
    'unit -return-> returned',
    'unit -reassign-> unit',
    'unit -reassign-> final (passed-over)',
    'final -withdraw-> draft',
    'final -approve-> approved [credit]',
    'final -refuse-> refused',
    'final -return-> returned',
    'final -return-> unit',
    'final -reassign-> final',
    'approved -delete-> deleted [revoke-credits void-certificates]',
    'refused -save-> draft',
    'refused -submit-> unit',
    'refused -submit-> final (passed-over)',
  ])
})

test('a climb loops to itself while there is more above', () => {
  const steps = [{ id: 'review', title: '逐级', who: { climb: 'any' as const, until: 'hrss' } }]
  expect(arrowsOf({ steps, resubmit: { from: [] } }, 'approve')).toEqual([
    'review -approve-> review (more-above)',
    'review -approve-> approved [credit]',
  ])
})

test('an all-of waits for the others', () => {
  const steps = [
    { id: 'both', title: '新旧上级', who: { all: [{ superior: 'upper' }, { chosen: 'to' }] } },
  ]
  expect(arrowsOf({ steps }, 'approve')).toEqual([
    'both -approve-> both (others-pending)',
    'both -approve-> approved [credit]',
  ])
  expect(arrowsOf({ steps }, 'reassign')).toEqual([
    'both -reassign-> both',
    'both -reassign-> approved (all-done) [credit]',
  ])
})

test('hours count at the step the chain names, and at the end if it was passed over', () => {
  const steps = [
    {
      id: 'unit',
      title: '单位',
      who: { office: 'subject-unit' as const },
      skip: { when: 'review-closed' },
    },
    { id: 'final', title: '终审', who: { nearest: 'hrss' } },
  ]
  expect(arrowsOf({ steps, credits: { at: 'unit' } }, 'approve')).toEqual([
    'unit -approve-> final [credit]',
    'final -approve-> approved [credit]',
  ])
})

test('nothing closed or missing leads a submission to the end; a rule of the pack may', () => {
  const only = (skip: string) => [
    { id: 'unit', title: '单位', who: { office: 'subject-unit' as const }, skip: { when: skip } },
  ]
  expect(arrowsOf({ steps: only('review-closed') }, 'submit')).not.toContain(
    'draft -submit-> approved (passed-over) [credit]',
  )
  expect(arrowsOf({ steps: only('no-such-office') }, 'submit')).not.toContain(
    'draft -submit-> approved (passed-over) [credit]',
  )
  expect(arrowsOf({ steps: only('small') }, 'submit')).toContain(
    'draft -submit-> approved (passed-over) [credit]',
  )
})

test('recording leads past missing offices to the end only where somebody may have approved before', () => {
  const record = {
    id: 'record',
    title: '备案',
    who: { office: 'subject-unit' as const },
    may: ['record' as const],
  }
  const last = {
    id: 'last',
    title: '终审',
    who: { nearest: 'hrss' },
    skip: { when: 'no-such-office' },
  }
  const toTheEnd = 'record -record-> approved (passed-over) [credit]'
  expect(arrowsOf({ steps: [record, last] }, 'record')).not.toContain(toTheEnd)
  expect(arrowsOf({ steps: [{ ...last, id: 'first' }, record, last] }, 'record')).toContain(
    toTheEnd,
  )
})

test('what the platform makes is approved at once', () => {
  expect(arrowsOf({ steps: [], resubmit: { from: [] } }, 'submit')).toEqual([
    'draft -submit-> approved [credit]',
  ])
  const auto = [
    {
      id: 'unit',
      title: '单位',
      who: { office: 'subject-unit' as const },
      auto: { when: 'always' as const },
    },
  ]
  expect(arrowsOf({ steps: auto, resubmit: { from: [] } }, 'submit')).toEqual([
    'draft -submit-> unit',
    'draft -submit-> approved (passed-over) [credit]',
  ])
})

test('what no filing can reach is not there', () => {
  const machine = machineOf({
    steps: [{ id: 'record', title: '备案', who: { nearest: 'hrss' }, may: ['record'] }],
    delete: [],
    resubmit: { from: ['refused'] },
  })
  expect(Object.keys(machine.states)).toEqual(['draft', 'record', 'approved'])
  expect(machine.states.approved!.final).toBe(true)
  expect(transitionsFrom(machine, 'record').map((it) => it.action)).toEqual([
    'withdraw',
    'record',
    'reassign',
  ])
  expect(transitionsFrom(machine, 'nowhere')).toEqual([])
})

test('two verifications that lead to the same state stay two, each with its own word and consequences', () => {
  const after: ChainDefinition['after'] = [
    {
      id: 'unit',
      title: '复核',
      who: { office: 'subject-unit' },
      pass: false,
      fail: { label: '复核有误', state: 'revoked', effects: [] },
    },
    {
      id: 'hrss',
      title: '审验',
      who: { nearest: 'hrss' },
      pass: false,
      fail: { label: '审验不通过', state: 'revoked', effects: [{ do: 'revoke-credits' }] },
    },
  ]
  const machine = machineOf({ after, labels: { ...tinyChain.labels, revoked: '已撤销' } })
  const moves = transitionsFrom(machine, 'approved').filter((it) => it.by === 'verifier')
  expect(moves.map((it) => [it.after, it.label, it.effects.length])).toEqual([
    ['unit', '复核有误', 0],
    ['hrss', '审验不通过', 1],
  ])
})

test('verification comes after the end: each verifier from approved, and from what the other passed', () => {
  const after: ChainDefinition['after'] = [
    {
      id: 'verify',
      title: '审验',
      who: { nearest: 'hrss' },
      pass: { label: '审验通过' },
      fail: { label: '审验不通过', state: 'revoked', effects: [{ do: 'revoke-credits' }] },
    },
    {
      id: 'industry',
      title: '行业审验',
      who: { superior: 'upper' },
      pass: false,
      fail: { label: '行业不通过', state: 'revoked-too', effects: [] },
    },
  ]
  const machine = machineOf({
    after,
    resubmit: { from: ['revoked'] },
    labels: { ...tinyChain.labels, verified: '已审验', revoked: '审验不通过' },
  })
  expect(transitionsFrom(machine, 'approved').map(arrow)).toEqual([
    'approved -verify-> verified',
    'approved -reject-verification-> revoked [revoke-credits]',
    'approved -reject-verification-> revoked-too',
    'approved -delete-> deleted [revoke-credits void-certificates]',
  ])
  expect(transitionsFrom(machine, 'verified').map(arrow)).toEqual([
    'verified -reject-verification-> revoked-too',
  ])
  expect(transitionsFrom(machine, 'revoked-too').map(arrow)[0]).toBe('revoked-too -save-> draft')
  expect(machine.states['revoked-too']).toMatchObject({ type: 'revoked', label: '行业不通过' })
})

test('opinions: refusing and returning need one unless told, approving does not', () => {
  const machine = machineOf({})
  const opinion = (action: 'approve' | 'refuse' | 'return' | 'withdraw', to: string) =>
    transitionTo(machine, 'unit', action, to)?.opinion
  expect([
    opinion('approve', 'final'),
    opinion('refuse', 'refused'),
    opinion('return', 'returned'),
    opinion('withdraw', 'draft'),
  ]).toEqual(['optional', 'required', 'required', 'none'])
  expect(
    machineOf({
      steps: [
        { ...tinyChain.steps[0]!, refuse: { opinion: 'optional', to: 'draft', label: '驳回' } },
      ],
    }).transitions.find((it) => it.action === 'refuse'),
  ).toMatchObject({ opinion: 'optional', to: 'draft', label: '驳回' })
})

test('while it waits further on, it is called what the step before called it', () => {
  const steps = [
    {
      id: 'unit',
      title: '企业',
      who: { office: 'subject-unit' as const },
      label: '个人上报',
      labels: { approved: '企业审核通过' },
    },
    { id: 'final', title: '省级', who: { nearest: 'hrss' } },
  ]
  expect(machineOf({ steps }).states.final!.label).toBe('企业审核通过')
})
