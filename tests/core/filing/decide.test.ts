import { describe, expect, test } from 'vitest'
import type { FilingId, Instant, OfficeId, PersonId } from '../../../engine/core/base/index.ts'
import {
  blank,
  decide,
  decideBatch,
  maySee,
  openActions,
  openFiling,
  previewRoute,
  type Actor,
  type Command,
  type Decision,
  type FilingState,
  type World,
} from '../../../engine/core/filing/index.ts'
import type { Pack } from '../../../engine/core/pack/index.ts'
import type { Conditions } from '../../../engine/core/rules/index.ts'
import type { ChainDefinition, StepDefinition } from '../../../engine/core/workflow/index.ts'
import { tinyChain, tinyHours, tinyPack } from '../../support/tiny-pack.ts'
import {
  filled,
  headOf,
  now,
  personActor,
  postActor,
  worldOf,
  type WorldChange,
} from '../../support/tiny-world.ts'

const li = personActor('li')
const [unitStep, finalStep] = tinyChain.steps as [StepDefinition, StepDefinition]
const system: Actor = { kind: 'system', name: '系统' }

/** The world with offices and people changed, or with anything else of it given. */
type Given = WorldChange & Pick<Partial<World>, 'referred' | 'now'>

/** One filing, acted on again and again; the world is as it is told for each act. */
class Filing {
  readonly pack: Pack
  state: FilingState
  constructor(
    chain: Partial<ChainDefinition> = {},
    conditions: Conditions = {},
    filer: Actor = li,
  ) {
    this.pack = tinyPack({ chains: [{ ...tinyChain, ...chain }], conditions })
    this.state = blank(this.pack, headOf(filer, { person: 'li' as PersonId }))
  }
  post(key: string): Actor {
    return postActor(this.pack, key)
  }
  try(action: Command['action'], by: Actor, more: Partial<Command> = {}, world: Given = {}) {
    const { referred, now: at } = world
    const loaded: World = {
      ...worldOf(this.pack, world),
      ...(referred && { referred }),
      ...(at && { now: at }),
    }
    return decide(
      this.pack,
      this.state,
      this.state,
      { action, by, at: loaded.now, ...more },
      loaded,
    )
  }
  do(...given: Parameters<Filing['try']>): Decision {
    const outcome = this.try(...given)
    if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.issue)}`)
    this.state = outcome.value.state
    return outcome.value
  }
  submitted(world: Given = {}): this {
    this.do('submit', this.state.filedBy, { data: filled }, world)
    return this
  }
  refusal(...given: Parameters<Filing['try']>) {
    const outcome = this.try(...given)
    return outcome.ok ? 'allowed' : outcome.issue
  }
  get held(): readonly string[] {
    return this.state.desks.filter((it) => !it.done).map((it) => it.office)
  }
}

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

describe('opening and submitting', () => {
  test('only who may file on the chain opens one, about people within reach', () => {
    const it = new Filing({ 'filed-by': ['person', { post: 'declare', for: 'own-people' }] })
    const open = (filer: Actor, person: string) => {
      const outcome = openFiling(
        it.pack,
        headOf(filer, { person: person as PersonId }),
        worldOf(it.pack, { person }),
      )
      return outcome.ok ? 'open' : outcome.issue.code
    }
    expect(open(li, 'li')).toBe('open')
    expect(open(personActor('zhao'), 'li')).toBe('may-not-file')
    expect(open(it.post('unit-admin'), 'li')).toBe('open')
    expect(open(it.post('east-admin'), 'zhao')).toBe('not-in-reach')
    expect(open(it.post('bureau-admin'), 'li')).toBe('not-in-reach')
    expect(open(it.post('hrss-chief'), 'li')).toBe('may-not-file')
    expect(open(system, 'li')).toBe('may-not-file')
  })
  test('a draft may be incomplete; what is submitted may not, and says all that is wrong at once', () => {
    const it = new Filing()
    it.do('save', li, { data: { kind: 'training', hours: 8 } })
    expect(it.refusal('submit', li)).toMatchObject({
      code: 'form-invalid',
      issues: [
        { code: 'required', at: ['name'] },
        { code: 'required', at: ['year'] },
        { code: 'required', at: ['promise'] },
      ],
    })
  })
  test('values of fields nobody sees are dropped', () => {
    const pack = tinyPack({
      conditions: { short: { test: { fact: 'field.hours', operator: 'lessThan', value: 10 } } },
      forms: [
        {
          ...new Filing().pack.forms.declaration!,
          fields: new Filing().pack.forms.declaration!.fields.map((it) =>
            it.id === 'to' ? { ...it, visible: { when: 'short' } } : it,
          ),
        },
      ],
    })
    const outcome = decide(
      pack,
      headOf(li),
      blank(pack, headOf(li)),
      { action: 'save', by: li, at: now, data: filled },
      worldOf(pack),
    )
    expect(outcome.ok && Object.keys(outcome.value.state.data)).toEqual([
      'kind',
      'name',
      'from',
      'hours',
      'year',
      'promise',
    ])
  })
  test.each([
    ['2026-12-31T15:59:00.000Z', 2025, 'window-closed'],
    ['2026-12-31T16:00:00.000Z', 2026, 'allowed'],
    ['2027-01-20T15:59:00.000Z', 2026, 'allowed'],
    ['2027-01-20T16:00:00.000Z', 2026, 'window-closed'],
    ['2027-01-05T01:00:00.000Z', 2025, 'window-year'],
  ])('the window of 1 to 20 January for last year, at %s for %i: %s', (at, year, expected) => {
    const it = new Filing({
      window: {
        from: '01-01',
        to: '01-20',
        counts: 'previous-year',
        says: '每年1月1日至20日',
        source: '示例',
        status: 'demo',
      },
    })
    const refusal = it.refusal('save', li, { data: { ...filled, year } }, { now: at as Instant })
    expect(typeof refusal === 'string' ? refusal : refusal.code).toBe(expected)
  })
  test.each([
    ['2026-12-20T01:00:00.000Z', 'previous-year', 2026],
    ['2027-01-10T01:00:00.000Z', 'previous-year', 2026],
    ['2026-12-20T01:00:00.000Z', 'same-year', 2027],
    ['2027-01-10T01:00:00.000Z', 'same-year', 2027],
  ] as const)('a window over New Year is of the year it closes in: at %s %s is %i', (at, counts, year) => {
    const window = { from: '12-16', to: '01-15', counts, says: '岁末年初', source: '示例', status: 'demo' } as const
    const it = new Filing({ window })
    const tried = (of: number) => {
      const refusal = it.refusal('save', li, { data: { ...filled, year: of } }, { now: at as Instant })
      return typeof refusal === 'string' ? refusal : refusal.code
    }
    expect([tried(year), tried(year - 1), tried(year + 1)]).toEqual(['allowed', 'window-year', 'window-year'])
  })
  test('a permit opens it once, and taking it back needs no other', () => {
    const it = new Filing({ permit: { needed: 'always' } })
    it.do('save', li, { data: filled })
    expect(it.refusal('submit', li)).toMatchObject({
      code: 'permit-needed',
      with: { kind: 'training', year: 2026 },
    })
    expect(it.do('submit', li, {}, { counts: { permit: true } }).entry.effects).toEqual([
      { do: 'use-permit', person: 'li', chain: 'declaration', year: 2026, kind: 'training' },
    ])
    it.do('withdraw', li)
    expect(it.do('submit', li).entry.effects).toEqual([])
    it.do('withdraw', li)
    expect(it.refusal('submit', li, { data: { ...filled, kind: 'paper' } })).toMatchObject({
      code: 'permit-needed',
    })
  })
  test('it refers to an earlier filing of the same person and kind, in the right state', () => {
    const it = new Filing({
      refers: { chain: 'declaration', states: ['approved'], same: ['kind', 'year'] },
    })
    const other = {
      ...blank(it.pack, headOf(li, { id: 'f-0' as FilingId })),
      state: 'approved',
      kind: 'training',
      year: 2026,
    }
    const code = (referred?: FilingState) => {
      const refusal = it.refusal('save', li, { data: filled }, referred ? { referred } : {})
      return typeof refusal === 'string' ? refusal : refusal.code
    }
    expect([
      code(),
      code(other),
      code({ ...other, state: 'refused' }),
      code({ ...other, kind: 'paper' }),
      code({ ...other, person: 'zhao' as PersonId }),
    ]).toEqual(['refers-missing', 'allowed', 'refers-state', 'refers-other', 'refers-other'])
  })
  test('the same certificate twice is refused where the pack says so', () => {
    const pack = tinyPack({
      hours: {
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
      },
    })
    const head = headOf(li)
    const others = [
      {
        filing: 'f-0',
        title: '另一个班',
        kind: 'training',
        from: '2026-05-05T00:00',
        to: '2026-05-06T00:00',
        values: {},
      },
    ]
    const outcome = decide(
      pack,
      head,
      blank(pack, head),
      { action: 'submit', by: li, at: now, data: filled },
      { ...worldOf(pack), others },
    )
    expect(outcome).toMatchObject({
      ok: false,
      issue: { code: 'duplicate', with: { rule: 'twice', title: '另一个班', says: '时间重叠' } },
    })
  })
  test('needs that do not hold say why', () => {
    const it = new Filing(
      { needs: ['owned'] },
      {
        owned: {
          says: '仅限省属企业',
          test: { fact: 'person.state-owned', operator: 'equal', value: true },
        },
      },
    )
    expect(it.refusal('save', li, { data: filled })).toMatchObject({
      code: 'needs-unmet',
      with: { condition: 'owned', says: '仅限省属企业' },
    })
  })
  test('of several ways one is chosen, with its office', () => {
    const it = new Filing(
      {
        submit: {
          routes: [
            { id: 'own', title: '本单位' },
            { id: 'upper', title: '主管部门', asks: 'to' },
          ],
        },
        steps: [
          {
            ...unitStep,
            who: {
              route: [
                { when: 'upper', who: { chosen: 'to' } },
                { who: { office: 'subject-unit' } },
              ],
            },
          },
          { ...finalStep, return: { to: ['filer'] } },
        ],
      },
      { upper: { test: { fact: 'submit.route', operator: 'equal', value: 'upper' } } },
    )
    it.do('save', li, { data: filled })
    const code = (route?: Command['route']) => {
      const refusal = it.refusal('submit', li, route ? { route } : {})
      return typeof refusal === 'string' ? refusal : refusal.code
    }
    expect([code(), code({ id: 'gone' }), code({ id: 'own' })]).toEqual([
      'route-missing',
      'route-unknown',
      'allowed',
    ])
    it.do('submit', li, {
      route: { id: 'upper', office: 'bureau' as OfficeId },
      data: { ...filled },
    })
    expect(it.held).toEqual(['bureau'])
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
    expect(route[1]!.offices[0]!.why).toMatchObject({
      way: [
        { from: 'unit', to: 'bureau', relation: 'upper' },
        { from: 'bureau', to: 'hrss', relation: 'upper' },
      ],
    })
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
