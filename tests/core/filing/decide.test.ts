import { describe, expect, test } from 'vitest'
import type { PersonId } from '../../../engine/core/base/index.ts'
import { blank, decideBatch, openActions } from '../../../engine/core/filing/index.ts'
import type { Pack } from '../../../engine/core/pack/index.ts'
import type { StepDefinition } from '../../../engine/core/workflow/index.ts'
import { filled, headOf, now, worldOf } from '../../support/tiny-world.ts'
import { Filing, finalStep, li, unitStep } from '../../support/one-filing.ts'

describe('who comes too late, or out of turn', () => {
  test('is told who did what meanwhile, and what can be done', () => {
    const it = new Filing().submitted()
    const seen = it.state.seq
    it.do('approve', it.post('unit-admin'))
    expect(it.refusal('refuse', it.post('east-admin'), { seen, opinion: '不行' })).toEqual({
      code: 'changed-meanwhile',
      at: [],
      with: { by: '第一设计院 wang', did: 'approve', at: now, seq: 2, label: '待终审' },
      open: [],
    })
  })
  test('is told who holds it', () => {
    const it = new Filing().submitted()
    expect(it.refusal('approve', it.post('bureau-admin'))).toMatchObject({
      code: 'not-your-turn',
      with: { holders: ['第一设计院'], label: '待审核', did: 'submit' },
    })
    it.do('approve', it.post('unit-admin'))
    expect(it.refusal('approve', it.post('unit-admin'))).toMatchObject({
      code: 'not-your-turn',
      with: { holders: ['市人社局'], by: '第一设计院 wang', did: 'approve' },
    })
  })
  test('learns that what is finished stays finished', () => {
    const it = new Filing({ delete: [], resubmit: { from: [] } }).submitted()
    it.do('approve', it.post('unit-admin'))
    it.do('approve', it.post('hrss-chief'))
    for (const action of [
      'save',
      'submit',
      'approve',
      'refuse',
      'withdraw',
      'delete',
      'reassign',
    ] as const) {
      expect(it.refusal(action, it.post('hrss-chief'), { opinion: '再看' })).toMatchObject({
        code: 'not-possible-now',
        open: [],
      })
    }
  })
})

describe('who may not', () => {
  test('is told that the role has not got it, or that the person is not theirs', () => {
    const it = new Filing().submitted()
    it.do('approve', it.post('unit-admin'))
    expect(it.refusal('reassign', li)).toMatchObject({
      code: 'role-may-not',
      with: { role: '专业技术人员', action: '转交' },
    })
    expect(it.refusal('reassign', it.post('unit-admin'))).toMatchObject({
      code: 'role-may-not',
      with: { role: '管理员', action: '转交' },
    })
    it.do('approve', it.post('hrss-chief'))
    expect(it.refusal('delete', li)).toMatchObject({
      code: 'role-may-not',
      with: { action: '删除' },
    })
    const another = it.refusal('delete', it.post('east-admin'), {}, { person: 'zhao' })
    expect(another).toMatchObject({ code: 'not-in-reach' })
  })
})

describe('who decides', () => {
  test('the filer does not decide their own, unless the step allows it or hands it up', () => {
    const wang = (self?: 'allow' | 'up') => {
      const it = new Filing({
        steps: [
          { ...unitStep, ...(self && { self }) },
          { ...finalStep, return: { to: ['filer'] } },
        ],
      })
      it.state = blank(it.pack, headOf(it.post('unit-admin'), { person: 'li' as PersonId }))
      return it.submitted({ without: ['east-admin'] })
    }
    expect([wang().state.stuck, wang('allow').state.stuck, wang('up').held]).toEqual([
      true,
      false,
      ['bureau'],
    ])
    const forbidden = new Filing()
    forbidden.state = blank(
      forbidden.pack,
      headOf(forbidden.post('unit-admin'), { person: 'li' as PersonId }),
    )
    forbidden.submitted()
    expect(forbidden.refusal('approve', forbidden.post('unit-admin'))).toMatchObject({
      code: 'self-review',
    })
    expect(forbidden.refusal('approve', forbidden.post('east-admin'))).toBe('allowed')
    expect(
      openActions(
        forbidden.pack,
        forbidden.state,
        forbidden.post('unit-admin'),
        worldOf(forbidden.pack),
      ).find((it) => it.action === 'approve'),
    ).toMatchObject({ blocked: { code: 'self-review' } })
  })
  test('where nobody sits it goes up or waits loudly, as the step says', () => {
    const without = ['unit-admin', 'east-admin']
    const loud = new Filing().submitted({ without })
    expect([loud.state.state, loud.state.stuck, loud.state.desks[0]!.empty]).toEqual([
      'unit',
      true,
      true,
    ])
    const up = new Filing({
      steps: [
        { ...unitStep, nobody: 'up' },
        { ...finalStep, return: { to: ['filer'] } },
      ],
    })
    const { entry } = up.do('submit', li, { data: filled }, { without })
    expect([up.held, up.state.stuck, entry.passed]).toEqual([
      ['bureau'],
      false,
      [{ step: 'unit', office: 'unit', officeName: '第一设计院', why: 'nobody' }],
    ])
  })
  test('any of several: one decides for all', () => {
    const it = new Filing({
      steps: [
        { id: 'both', title: '会审', who: { any: [{ superior: 'upper' }, { nearest: 'hrss' }] } },
      ],
    }).submitted()
    expect(it.held).toEqual(['bureau', 'hrss'])
    it.do('approve', it.post('bureau-admin'))
    expect(it.state.state).toBe('approved')
  })
  test('all of several: each once, one refusal refuses, one missing is loud', () => {
    const steps: readonly StepDefinition[] = [
      { id: 'both', title: '会签', who: { all: [{ superior: 'upper' }, { nearest: 'hrss' }] } },
    ]
    const it = new Filing({ steps }).submitted()
    it.do('approve', it.post('bureau-admin'))
    expect([it.state.state, it.held]).toEqual(['both', ['hrss']])
    expect(it.refusal('approve', it.post('bureau-admin'))).toMatchObject({
      code: 'already-decided-here',
    })
    it.do('approve', it.post('hrss-chief'))
    expect(it.state.state).toBe('approved')
    const refused = new Filing({ steps }).submitted()
    refused.do('approve', refused.post('bureau-admin'))
    refused.do('refuse', refused.post('hrss-chief'), { opinion: '不同意' })
    expect(refused.state.state).toBe('refused')
    expect(new Filing({ steps }).submitted({ without: ['bureau-admin'] }).state.stuck).toBe(true)
  })
  test('level by level to the end; superiors in a circle never approve by themselves', () => {
    const steps: readonly StepDefinition[] = [
      { id: 'review', title: '逐级', who: { climb: 'any', until: 'hrss' } },
    ]
    const it = new Filing({ steps }).submitted()
    it.do('approve', it.post('unit-admin'))
    it.do('approve', it.post('bureau-admin'))
    expect([it.state.state, it.held, it.state.credited]).toEqual(['review', ['hrss'], false])
    it.do('approve', it.post('hrss-chief'))
    expect([it.state.state, it.state.credited]).toEqual(['approved', true])
    const circle = new Filing({ steps }).submitted()
    circle.do('approve', circle.post('unit-admin'))
    circle.do(
      'approve',
      circle.post('bureau-admin'),
      {},
      { superiors: { bureau: { upper: ['unit'] } } },
    )
    expect([circle.state.state, circle.state.desks, circle.state.stuck]).toEqual([
      'review',
      [],
      true,
    ])
  })
  test('what nobody was asked about is never approved for want of offices, only by a rule of the pack', () => {
    const missing = (id: string): StepDefinition => ({
      id,
      title: id,
      who: { nearest: 'nowhere' },
      skip: { when: 'no-such-office' },
    })
    const came = (...steps: StepDefinition[]) => {
      const short = { fact: 'filing.claimed', operator: 'lessThan', value: 100 } as const
      const { state } = new Filing({ steps }, { short: { test: short } }).submitted()
      return [state.state, state.stuck, state.credited]
    }
    expect(came(missing('first'), missing('last'))).toEqual(['last', true, false])
    const byRule = ['approved', false, true]
    expect(came({ ...finalStep, skip: { when: 'short' }, return: { to: ['filer'] } })).toEqual(
      byRule,
    )
    const auto = { ...finalStep, auto: { when: 'always' }, return: { to: ['filer'] } } as const
    expect(came(missing('first'), auto)).toEqual(byRule)
  })
  test('what was only recorded is not approved because an office is missing or closed', () => {
    const record: StepDefinition = {
      id: 'record',
      title: '备案',
      who: { office: 'subject-unit' },
      may: ['record'],
    }
    const missing = (when: string): StepDefinition => ({
      id: 'last',
      title: '终审',
      who: { nearest: when === 'no-such-office' ? 'nowhere' : 'hrss' },
      skip: { when },
    })
    for (const when of ['no-such-office', 'review-closed']) {
      const it = new Filing({ steps: [record, missing(when)] }).submitted()
      it.do('record', it.post('unit-admin'), {}, { closed: ['hrss'] })
      expect([it.state.state, it.state.desks, it.state.stuck, it.state.credited]).toEqual([
        'last',
        [],
        true,
        false,
      ])
    }
    const first: StepDefinition = {
      ...record,
      id: 'first',
      may: ['approve', 'return'],
      return: { to: ['filer'] },
    }
    const approved = new Filing({ steps: [first, record, missing('no-such-office')] }).submitted()
    approved.do('approve', approved.post('unit-admin'))
    approved.do('record', approved.post('unit-admin'))
    expect([approved.state.state, approved.state.credited]).toEqual(['approved', true])
  })
  test('a step decided one by one is not decided in a batch; the rest of the batch is', () => {
    const it = new Filing({
      steps: [
        { ...unitStep, batch: false },
        { ...finalStep, return: { to: ['filer'] } },
      ],
    }).submitted()
    const other = new Filing().submitted()
    const items = [it.state, other.state].map((state) => ({ state, world: worldOf(other.pack) }))
    const codes = (pack: Pack) =>
      decideBatch(pack, items, { action: 'approve', by: it.post('unit-admin'), at: now }).map(
        (one) => (one.ok ? one.value.entry.to : one.issue.code),
      )
    expect(codes(it.pack)).toEqual(['not-in-batch', 'not-in-batch'])
    expect(codes(other.pack)).toEqual(['final', 'final'])
  })
  test('an opinion of blanks is none, for one or for several at once', () => {
    const it = new Filing().submitted()
    const by = it.post('unit-admin')
    expect(it.refusal('refuse', by, { opinion: ' \t　' })).toMatchObject({
      code: 'opinion-required',
    })
    const items = [{ state: it.state, world: worldOf(it.pack) }]
    const refusing = { action: 'refuse', by, at: now } as const
    const outcomes = ['　', ' 不符 '].flatMap((opinion) =>
      decideBatch(it.pack, items, { ...refusing, opinion }),
    )
    expect(outcomes).toMatchObject([
      { ok: false, issue: { code: 'opinion-required' } },
      { ok: true, value: { entry: { opinion: '不符' } } },
    ])
  })
  test('taken back only while nobody has decided, where the chain says so', () => {
    const it = new Filing({
      withdraw: { while: ['waiting'], to: 'draft', before: 'first-decision' },
    }).submitted()
    expect(it.refusal('withdraw', li)).toBe('allowed')
    it.do('approve', it.post('unit-admin'))
    expect(it.refusal('withdraw', li)).toMatchObject({
      code: 'decided-already',
      with: { by: '第一设计院 wang' },
    })
  })
})
