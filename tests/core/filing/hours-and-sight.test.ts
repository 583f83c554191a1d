import { describe, expect, test } from 'vitest'
import type { PersonId } from '../../../engine/core/base/index.ts'
import { blank, maySee, previewRoute, type World } from '../../../engine/core/filing/index.ts'
import type { ChainDefinition, StepDefinition } from '../../../engine/core/workflow/index.ts'
import { tinyHours } from '../../support/tiny-pack.ts'
import { filled, headOf, personActor, worldOf } from '../../support/tiny-world.ts'
import { Filing, finalStep, li, system, unitStep } from '../../support/one-filing.ts'

describe('hours', () => {
  test('count once the step the chain names has approved, and go when a later step refuses', () => {
    const it = new Filing({ credits: { at: 'unit' } }).submitted()
    expect(
      it.do('approve', it.post('unit-admin'), { awarded: 30, opinion: '两小时不算' }).entry.effects,
    ).toMatchObject([{ do: 'credit', hours: 30, claimed: 32, subject: 'professional', year: 2026 }])
    expect(
      it
        .do('refuse', it.post('hrss-chief'), { opinion: '不实' })
        .entry.effects.map((one) => one.do),
    ).toEqual(['revoke-credits', 'void-certificates'])
    expect(it.state.credited).toBe(false)
  })
  test('are taken back when it is returned to the step they count from, and count anew from there', () => {
    const it = new Filing({ credits: { at: 'unit' } }).submitted()
    it.do('approve', it.post('unit-admin'))
    const back = it.do('return', it.post('hrss-chief'), { to: 'unit', opinion: '请再核' })
    expect([it.state.credited, back.entry.effects.map((one) => one.do)]).toEqual([
      false,
      ['revoke-credits', 'void-certificates'],
    ])
    const again = it.do('approve', it.post('unit-admin'), { awarded: 20, opinion: '核减' })
    expect([it.state.credited, again.entry.effects]).toMatchObject([
      true,
      [{ do: 'credit', hours: 20 }],
    ])
  })
  test('stay when it is returned to a step behind the one they count from', () => {
    const between: StepDefinition = { id: 'between', title: '复审', who: { nearest: 'bureau' } }
    const last: StepDefinition = { ...finalStep, return: { to: ['between'] } }
    const it = new Filing({ credits: { at: 'unit' }, steps: [unitStep, between, last] }).submitted()
    it.do('approve', it.post('unit-admin'))
    it.do('approve', it.post('bureau-admin'))
    it.do('return', it.post('hrss-chief'), { opinion: '请再核' })
    expect([it.state.state, it.state.credited]).toEqual(['between', true])
  })
  test('changed after they counted, they are taken back and counted anew', () => {
    const it = new Filing({
      credits: { at: 'unit' },
      steps: [unitStep, { ...finalStep, edits: ['awarded'] }],
    }).submitted()
    it.do('approve', it.post('unit-admin'))
    const { entry, state } = it.do('approve', it.post('hrss-chief'), {
      awarded: 20,
      opinion: '核减',
    })
    expect(entry.effects.map((one) => (one.do === 'credit' ? one.hours : one.do))).toEqual([
      'revoke-credits',
      20,
      'void-certificates',
    ])
    expect([state.awarded, state.credited]).toEqual([20, true])
  })
  test.each(['lower', 'none'] as const)(
    'a rule with override %s that cannot be computed lets nothing through, and says what it lacks',
    (override) => {
      const hours = {
        ...tinyHours,
        formulas: [{ ...tinyHours.formulas[0]!, override }],
      }
      const it = new Filing({}, {}, li, { hours })
      const { to: _, ...open } = filled
      expect(it.refusal('submit', li, { data: { ...open, hours: 200 } })).toMatchObject({
        code: 'form-invalid',
        issues: [
          {
            code: 'claim-input-missing',
            at: ['to'],
            with: { label: '结束时间', rule: '半天计' },
          },
        ],
      })
      expect(it.refusal('submit', li, { data: { ...filled, to: filled.from } })).toMatchObject({
        issues: [{ code: 'claim-not-computable', at: ['hours'], with: { label: '学时' } }],
      })
      expect(it.refusal('save', li, { data: open })).toBe('allowed')
      expect(it.refusal('submit', li, { data: filled })).toBe('allowed')
    },
  )
  test.each([
    [-1, 'awarded-step'],
    [1.5, 'awarded-step'],
    [Number.NaN, 'awarded-step'],
    [33, 'awarded-too-high'],
    [20, 'reason-required'],
    [32, 'allowed'],
  ])('awarding %d without a reason: %s', (awarded, expected) => {
    const it = new Filing().submitted()
    const refusal = it.refusal('approve', it.post('unit-admin'), { awarded })
    expect(typeof refusal === 'string' ? refusal : refusal.code).toBe(expected)
  })
  test('a step that may not edit them refuses other hours', () => {
    const it = new Filing().submitted()
    it.do('approve', it.post('unit-admin'))
    expect(
      it.refusal('approve', it.post('hrss-chief'), { awarded: 31, opinion: '少一' }),
    ).toMatchObject({ code: 'awarded-not-allowed' })
  })
  test('made by the platform they count at once, with a line in the log', () => {
    const it = new Filing(
      { 'filed-by': ['system'], steps: [{ ...unitStep, auto: { when: 'always' } }] },
      {},
      system,
    )
    const { entry } = it.do('submit', system, { data: filled })
    expect([entry.to, entry.passed, entry.effects.map((one) => one.do)]).toEqual([
      'approved',
      [{ step: 'unit', why: 'auto' }],
      ['credit'],
    ])
  })
  test('verification revokes them; who filed may file anew', () => {
    const after: ChainDefinition['after'] = [
      {
        id: 'verify',
        title: '审验',
        who: { nearest: 'hrss' },
        fail: { label: '审验不通过', state: 'revoked', effects: [{ do: 'revoke-credits' }] },
      },
    ]
    const it = new Filing({ after, resubmit: { from: ['revoked'] } }).submitted()
    it.do('approve', it.post('unit-admin'))
    it.do('approve', it.post('hrss-chief'))
    expect(it.held).toEqual(['hrss'])
    expect(it.refusal('reject-verification', it.post('hrss-chief'))).toMatchObject({
      code: 'opinion-required',
    })
    expect(
      it.refusal('reject-verification', it.post('unit-admin'), { opinion: '不实' }),
    ).toMatchObject({ code: 'not-your-turn' })
    expect(
      it
        .do('reject-verification', it.post('hrss-chief'), { opinion: '不实' })
        .entry.effects.map((one) => one.do),
    ).toEqual(['revoke-credits', 'void-certificates'])
    expect(it.refusal('submit', li)).toBe('allowed')
  })
})

describe('what is seen, and where it will go', () => {
  test('drafts are the filer’s alone', () => {
    const it = new Filing()
    it.do('save', li, { data: filled })
    const seen = () =>
      ['unit-admin', 'east-admin', 'bureau-admin', 'hrss-chief'].filter((key) =>
        maySee(it.pack, it.state, it.post(key), worldOf(it.pack)),
      )
    expect(seen()).toEqual([])
    it.submitted()
    expect(seen()).toEqual(['unit-admin', 'east-admin', 'bureau-admin', 'hrss-chief'])
    expect(maySee(it.pack, it.state, personActor('zhao'), worldOf(it.pack))).toBe(false)
    it.do('withdraw', li)
    expect(seen()).toEqual([])
  })
  test('of units below, the whole office’s posts see them, those of a department none', () => {
    const world = { person: 'sun', superiors: { empty: { upper: ['unit'] } } }
    const it = new Filing({}, {}, personActor('sun'))
    it.state = blank(it.pack, headOf(personActor('sun'), { person: 'sun' as PersonId }))
    it.submitted(world)
    const seen = ['unit-admin', 'east-admin'].filter((key) =>
      maySee(it.pack, it.state, it.post(key), worldOf(it.pack, world)),
    )
    expect(seen).toEqual(['unit-admin'])
  })
  test('the whole way is shown before anything is submitted, with who sits there and why', () => {
    const it = new Filing()
    const route = previewRoute(it.pack, it.state, worldOf(it.pack), { draft: filled })
    expect(
      route.map((one) => [
        one.step,
        one.state,
        one.offices.map((at) => `${at.name} ${at.people}`),
        one.offices.map((at) => at.why.how),
        one.nobody,
      ]),
    ).toEqual([
      ['unit', 'planned', ['第一设计院 2'], ['anchor'], undefined],
      ['final', 'planned', ['市人社局 1'], ['nearest'], undefined],
    ])
    expect(route.map((one) => one.offices[0]!.departments)).toEqual([
      [{ people: 1 }, { id: 'east', people: 1 }],
      undefined,
    ])
    expect(route[1]!.offices[0]!.why).toMatchObject({
      way: [
        { from: 'unit', to: 'bureau', relation: 'upper' },
        { from: 'bureau', to: 'hrss', relation: 'upper' },
      ],
    })
  })
  test('an office still to be chosen is not known yet, which is not the same as nobody', () => {
    const it = new Filing({
      steps: [{ id: 'accept', title: '接收', who: { chosen: 'destination' } }],
    })
    const [line] = previewRoute(it.pack, it.state, worldOf(it.pack), { draft: filled })
    expect([line?.state, line?.offices, line?.nobody]).toEqual(['planned', [], undefined])
  })
  test('a closed office is shown as passed, an empty one as stuck, a climb office by office', () => {
    const closed = new Filing()
    expect(
      previewRoute(closed.pack, closed.state, worldOf(closed.pack, { closed: ['unit'] }), {
        draft: filled,
      }).map((one) => [one.state, one.passed.map((line) => line.why)]),
    ).toEqual([
      ['passed', ['review-closed']],
      ['planned', []],
    ])
    const climbing = new Filing({
      steps: [{ id: 'review', title: '逐级', who: { climb: 'any', until: 'hrss' } }],
    })
    const lines = (world: World) =>
      previewRoute(climbing.pack, climbing.state, world, { draft: filled }).map((one) => [
        one.offices.map((at) => at.id).join(),
        one.nobody,
      ])
    expect(lines(worldOf(climbing.pack, { without: ['bureau-admin'] }))).toEqual([
      ['unit', undefined],
      ['bureau', 'stuck'],
      ['hrss', undefined],
    ])
    expect(lines(worldOf(climbing.pack, { superiors: { bureau: {} } }))).toEqual([
      ['unit', undefined],
      ['bureau', undefined],
      ['', 'stuck'],
    ])
    climbing.submitted()
    climbing.do('approve', climbing.post('unit-admin'))
    expect(
      previewRoute(climbing.pack, climbing.state, worldOf(climbing.pack)).map((one) => [
        one.state,
        one.offices[0]?.id,
      ]),
    ).toEqual([
      ['now', 'bureau'],
      ['planned', 'hrss'],
    ])
  })
})
