import { describe, expect, test } from 'vitest'
import { play, type ScenarioDefinition } from '../../../engine/core/simulate/index.ts'
import type { ChainDefinition } from '../../../engine/core/workflow/index.ts'
import { failuresOf, filled, story } from '../../support/stories.ts'
import { tinyChain, tinyHours, tinyPack } from '../../support/tiny-pack.ts'

test('a filing goes from draft over unit and bureau to its hours', () => {
  expect(
    failuresOf([
      {
        file: 'declaration',
        by: 'li',
        as: 'f',
        with: filled,
        expect: {
          state: 'draft',
          label: '待提交',
          suggested: 32,
          sees: { of: 'unit-admin', lacks: ['f'] },
        },
      },
      {
        submit: 'f',
        by: 'li',
        expect: {
          state: 'unit',
          label: '待审核',
          held: ['unit'],
          inbox: { of: 'unit-admin', has: ['f'] },
          sees: { of: 'unit-admin', has: ['f'] },
        },
      },
      { approve: 'f', by: 'wang', expect: { refused: 'not-your-turn' } },
      {
        approve: 'f',
        by: 'east-admin',
        expect: {
          state: 'final',
          label: '待终审',
          held: ['hrss'],
          standing: { person: 'li', year: 2026, total: 0 },
        },
      },
      { withdraw: 'f', by: 'unit-admin', expect: { refused: 'not-filer' } },
      {
        approve: 'f',
        by: 'hrss-chief',
        expect: {
          state: 'approved',
          label: '通过认定',
          awarded: 32,
          standing: {
            person: 'li',
            year: 2026,
            total: 32,
            verdict: 'failed',
            subjects: { professional: 32 },
            missing: { total: 8 },
          },
        },
      },
      { withdraw: 'f', by: 'li', expect: { refused: 'not-possible-now' } },
      {
        delete: 'f',
        by: 'unit-admin',
        expect: { state: 'deleted', standing: { person: 'li', year: 2026, total: 0 } },
      },
    ]),
  ).toEqual([])
})

test('a department admin sees only their own; who has no department is for the whole unit', () => {
  expect(
    failuresOf([
      { file: 'declaration', by: 'zhao', as: 'z', with: filled },
      { submit: 'z', expect: { inbox: { of: 'east-admin', lacks: ['z'] } } },
      { expect: { inbox: { of: 'unit-admin', has: ['z'] } } },
      { approve: 'z', by: 'east-admin', expect: { refused: 'not-your-turn' } },
      {
        world: { department: { zhao: 'east-1' } },
        expect: { inbox: { of: 'east-admin', has: ['z'] } },
      },
    ]),
  ).toEqual([])
})

test('refusing needs an opinion, alone and in a batch; the refused may be submitted again', () => {
  expect(
    failuresOf([
      { file: 'declaration', by: 'li', as: 'f', with: filled },
      { submit: 'f' },
      {
        refuse: 'f',
        by: 'unit-admin',
        expect: { refused: { code: 'opinion-required', at: 'opinion' } },
      },
      { refuse: ['f'], by: 'unit-admin', expect: { refused: 'opinion-required' } },
      {
        refuse: 'f',
        by: 'unit-admin',
        opinion: '缺证书',
        expect: { state: 'refused', label: '不予认定', actions: { li: ['save', 'submit'] } },
      },
      { submit: 'f', by: 'li', with: { hours: 30 }, expect: { state: 'unit', claimed: 30 } },
    ]),
  ).toEqual([])
})

test('a closed unit is passed over, before and while a filing waits there', () => {
  expect(
    failuresOf([
      { file: 'declaration', by: 'li', as: 'f', with: filled },
      { submit: 'f', expect: { held: ['unit'] } },
      {
        world: { close: ['unit'] },
        expect: { of: 'f', state: 'final', held: ['hrss'], passed: ['unit'] },
      },
      { file: 'declaration', by: 'zhao', as: 'g', with: filled },
      { submit: 'g', expect: { state: 'final', passed: ['review-closed'] } },
    ]),
  ).toEqual([])
})

test('where nobody sits it waits loudly, until it is given to somebody', () => {
  expect(
    failuresOf([
      { file: 'declaration', by: 'sun', as: 'f', with: filled },
      { submit: 'f', expect: { state: 'unit', stuck: true, hints: ['nobody-there'] } },
      { reassign: 'f', by: 'hrss-chief', to: 'empty', expect: { refused: 'nobody-there' } },
      {
        reassign: 'f',
        by: 'hrss-chief',
        to: 'bureau',
        expect: { state: 'unit', stuck: false, held: ['bureau'] },
      },
      { approve: 'f', by: 'bureau-admin', expect: { state: 'final' } },
    ]),
  ).toEqual([])
})

test('returned by the last step, it comes straight back', () => {
  expect(
    failuresOf([
      { file: 'declaration', by: 'li', as: 'f', with: filled },
      { submit: 'f' },
      {
        approve: 'f',
        by: 'unit-admin',
        awarded: 20,
        expect: { refused: { code: 'reason-required' } },
      },
      {
        approve: 'f',
        by: 'unit-admin',
        awarded: 40,
        opinion: '多给',
        expect: { refused: 'awarded-too-high' },
      },
      { approve: 'f', by: 'unit-admin', awarded: 20, opinion: '只认二十', expect: { awarded: 20 } },
      { return: 'f', by: 'hrss-chief', opinion: '补材料', expect: { refused: 'return-where' } },
      {
        return: 'f',
        by: 'hrss-chief',
        to: 'filer',
        opinion: '补材料',
        marks: ['files'],
        expect: { state: 'returned', label: '已退回' },
      },
      {
        submit: 'f',
        by: 'li',
        with: { files: [{ name: 'a.jpg' }] },
        expect: { state: 'final', held: ['hrss'] },
      },
      {
        return: 'f',
        by: 'hrss-chief',
        to: 'unit',
        opinion: '单位再看',
        expect: { state: 'unit', held: ['unit'] },
      },
      { approve: 'f', by: 'unit-admin', expect: { state: 'final' } },
      { approve: 'f', by: 'hrss-chief', expect: { state: 'approved', awarded: 20 } },
    ]),
  ).toEqual([])
})

test('a story that makes no sense fails and says why', () => {
  expect(
    failuresOf([
      { file: 'declaration', by: 'nobody', as: 'f', with: filled },
      { approve: 'g', by: 'unit-admin' },
      { file: 'declaration', by: 'li', as: 'h', with: { ...filled, colour: 'red' } },
      { file: 'declaration', by: 'li', as: 'f', with: filled, expect: { state: 'unit' } },
    ]),
  ).toEqual([
    '第 1 步：没有人员或岗位 “nobody”',
    '第 2 步：没有申报件 “g”',
    '第 3 步：应能办理，实被拒绝：form-invalid colour，unknown-field colour',
    '第 4 步：状态应为 “unit”，实为 “draft”',
  ])
})

test('a story is told beforehand that of one achievement only the best counts', () => {
  const best = tinyPack({
    hours: {
      ...tinyHours,
      caps: [
        {
          id: 'best',
          title: '同一成果',
          of: 'best-only',
          same: ['name'],
          source: '示例',
          status: 'demo',
        },
      ],
    },
  })
  const { failures } = play(
    best,
    story([
      { file: 'declaration', by: 'li', as: 'first', with: filled },
      { submit: 'first', by: 'li' },
      { approve: 'first', by: 'unit-admin' },
      { approve: 'first', by: 'hrss-chief' },
      {
        file: 'declaration',
        by: 'li',
        as: 'again',
        with: { ...filled, hours: 30 },
        expect: { hints: ['over-cap', 'best'] },
      },
    ]),
  )
  expect(failures.map((it) => it.text)).toEqual([])
})

const strictHours = {
  ...tinyHours,
  duplicates: [
    {
      id: 'twice',
      title: '重复',
      match: 'overlapping-dates',
      do: 'block',
      says: '时间重叠',
      source: '示例',
      status: 'demo',
    },
  ],
} as const

test('a draft is nobody’s registration: what is handed in beside it repeats nothing', () => {
  const strict = tinyPack({ hours: strictHours })
  const file = (as: string) => ({ file: 'declaration', by: 'li', as, with: filled })
  const { failures } = play(
    strict,
    story([
      { ...file('left-lying'), expect: { hints: [] } },
      { ...file('handed-in'), expect: { hints: [] } },
      { submit: 'handed-in', by: 'li', expect: { state: 'unit', hints: [] } },
      { submit: 'left-lying', by: 'li', expect: { refused: 'duplicate' } },
      { withdraw: 'handed-in', by: 'li', expect: { state: 'draft' } },
      { submit: 'left-lying', by: 'li', expect: { state: 'unit' } },
    ]),
  )
  expect(failures.map((it) => it.text)).toEqual([])
})

describe('what does not stand any more registers nothing: the same may be filed again', () => {
  const after: ChainDefinition['after'] = [
    {
      id: 'verify',
      title: '审验',
      who: { nearest: 'hrss' },
      fail: { label: '审验不通过', state: 'revoked', effects: [{ do: 'revoke-credits' }] },
    },
  ]
  const strict = tinyPack({ hours: strictHours, chains: [{ ...tinyChain, after }] })
  const approved = [
    { approve: 'first', by: 'unit-admin' },
    { approve: 'first', by: 'hrss-chief' },
  ] as const
  const ends: readonly [string, ScenarioDefinition['steps']][] = [
    ['refused', [{ refuse: 'first', by: 'unit-admin', opinion: '不实' }]],
    ['returned', [{ return: 'first', by: 'unit-admin', opinion: '补材料', to: 'filer' }]],
    ['deleted', [...approved, { delete: 'first', by: 'unit-admin' }]],
    [
      'revoked',
      [...approved, { 'reject-verification': 'first', by: 'hrss-chief', opinion: '不实' }],
    ],
  ]
  test.each(ends)('%s', (state, steps) => {
    const last = steps.at(-1)!
    const { failures } = play(
      strict,
      story([
        { file: 'declaration', by: 'li', as: 'first', with: filled },
        { submit: 'first', by: 'li' },
        { file: 'declaration', by: 'li', as: 'again', with: filled },
        { submit: 'again', by: 'li', expect: { refused: 'duplicate' } },
        ...steps.slice(0, -1),
        { ...last, expect: { state } },
        { submit: 'again', by: 'li', expect: { state: 'unit', hints: [] } },
      ]),
    )
    expect(failures.map((it) => it.text)).toEqual([])
  })
})
