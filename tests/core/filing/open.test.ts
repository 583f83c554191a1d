import { describe, expect, test } from 'vitest'
import type { FilingId, Instant, OfficeId, PersonId } from '../../../engine/core/base/index.ts'
import {
  blank,
  decide,
  openFiling,
  previewRoute,
  startingValues,
  type Actor,
  type Command,
  type FilingState,
} from '../../../engine/core/filing/index.ts'
import { tinyForm, tinyHours, tinyPack } from '../../support/tiny-pack.ts'
import { filled, headOf, now, personActor, worldOf } from '../../support/tiny-world.ts'
import { Filing, finalStep, li, system, unitStep } from '../../support/one-filing.ts'

describe('what a form starts with', () => {
  test('of the person: an attribute, the name, the department they belong to', () => {
    const field = (id: string, kind: string, attribute: string) => ({
      id,
      kind,
      label: id,
      default: { from: 'person', attribute },
    })
    const form = {
      ...tinyForm,
      fields: [
        ...tinyForm.fields,
        field('dep', 'department', 'department'),
        field('who', 'text', 'name'),
      ],
      sections: [
        { ...tinyForm.sections[0]!, fields: [...tinyForm.sections[0]!.fields, 'dep', 'who'] },
      ],
    } as typeof tinyForm
    const pack = tinyPack({ forms: [form] })
    const state = blank(pack, headOf(li, { person: 'li' as PersonId }))
    const world = worldOf(pack)
    expect(startingValues(pack, state, world)).toMatchObject({
      dep: world.person!.department,
      who: world.person!.name,
    })
    expect(world.person!.department).toBeDefined()
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
  test('what may not change after an approval may not after it was revoked either', () => {
    const fields = tinyForm.fields.map((it) =>
      it.id === 'name' ? ({ ...it, immutable: 'after-approval' } as const) : it,
    )
    const it = new Filing(
      {
        after: [
          {
            id: 'verify',
            title: '审验',
            who: { nearest: 'hrss' },
            fail: { label: '审验不通过', state: 'revoked', effects: [{ do: 'revoke-credits' }] },
          },
        ],
        resubmit: { from: ['revoked', 'refused'] },
      },
      {},
      li,
      { forms: [{ ...tinyForm, fields }] },
    ).submitted()
    it.do('refuse', it.post('unit-admin'), { opinion: '名称不对' })
    it.do('submit', li, { data: { ...filled, name: '研修班' } })
    it.do('approve', it.post('unit-admin'))
    it.do('approve', it.post('hrss-chief'))
    it.do('reject-verification', it.post('hrss-chief'), { opinion: '不实' })
    expect(it.refusal('submit', li, { data: filled })).toMatchObject({
      code: 'form-invalid',
      issues: [{ code: 'immutable', at: ['name'] }],
    })
    expect(it.refusal('submit', li)).toBe('allowed')
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
    ['2026-11-24T01:00:00.000Z', '01-01', '01-20', ['2027-01-01', '2027-01-20', 2026]],
    ['2026-02-03T01:00:00.000Z', '03-01', '03-31', ['2026-03-01', '2026-03-31', 2025]],
    ['2026-11-24T01:00:00.000Z', '12-01', '01-20', ['2026-12-01', '2027-01-20', 2026]],
  ])('closed, it says when it opens next and for which year: at %s', (at, from, to, next) => {
    const words = { says: '未到时间', source: '示例', status: 'demo' } as const
    const it = new Filing({ window: { from, to, counts: 'previous-year', ...words } })
    const refusal = it.refusal('save', li, { data: filled }, { now: at as Instant })
    const { opens, closes, year } = typeof refusal === 'string' ? {} : (refusal.with ?? {})
    expect([opens, closes, year]).toEqual(next)
  })
  test.each([
    ['2026-12-20T01:00:00.000Z', 'previous-year', 2026],
    ['2027-01-10T01:00:00.000Z', 'previous-year', 2026],
    ['2026-12-20T01:00:00.000Z', 'same-year', 2027],
    ['2027-01-10T01:00:00.000Z', 'same-year', 2027],
  ] as const)(
    'a window over New Year is of the year it closes in: at %s %s is %i',
    (at, counts, year) => {
      const window = {
        from: '12-16',
        to: '01-15',
        counts,
        says: '岁末年初',
        source: '示例',
        status: 'demo',
      } as const
      const it = new Filing({ window })
      const tried = (of: number) => {
        const refusal = it.refusal(
          'save',
          li,
          { data: { ...filled, year: of } },
          { now: at as Instant },
        )
        return typeof refusal === 'string' ? refusal : refusal.code
      }
      expect([tried(year), tried(year - 1), tried(year + 1)]).toEqual([
        'allowed',
        'window-year',
        'window-year',
      ])
    },
  )
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
  test('what was let in without a permit needs none later, for the same thing', () => {
    const ordinary = new Filing(
      { permit: { needed: { when: 'late' } } },
      { late: { test: { fact: 'filing.years-back', operator: 'greaterThanInclusive', value: 1 } } },
    )
    ordinary.do('save', li, { data: filled })
    ordinary.do('submit', li)
    ordinary.do('withdraw', li)
    const later = { now: '2027-01-05T09:00:00Z' as Instant }
    expect(
      ordinary.refusal('submit', li, { data: { ...filled, kind: 'paper' } }, later),
    ).toMatchObject({ code: 'permit-needed' })
    expect(ordinary.do('submit', li, {}, later).entry.effects).toEqual([])
    expect(ordinary.state).not.toHaveProperty('permit')
  })
  test('what is changed into something else is by permit no longer, whatever step asks', () => {
    const only = (id: string) =>
      ({ id, title: '许可', who: { nearest: 'hrss' }, skip: { when: 'ordinary' } }) as const
    const late = { now: '2027-01-05T09:00:00Z' as Instant }
    const allowed = { ...late, counts: { permit: true } }
    const it = new Filing(
      { permit: { needed: { when: 'late' } }, steps: [only('before'), unitStep, only('later')] },
      {
        late: {
          test: { fact: 'filing.years-back', operator: 'greaterThanInclusive', value: 1 },
        },
        ordinary: { test: { fact: 'filing.by-permit', operator: 'equal', value: false } },
      },
    )
    it.do('submit', li, { data: filled }, allowed)
    expect([it.state.state, it.state.permit]).toEqual(['before', { kind: 'training', year: 2026 }])
    it.do('refuse', it.post('hrss-chief'), { opinion: '不符' }, late)
    it.do('save', li, { data: { ...filled, year: 2027 } }, late)
    const [first] = previewRoute(it.pack, it.state, { ...worldOf(it.pack), now: late.now })
    expect(first).toMatchObject({ step: 'before', state: 'passed' })
    it.do('submit', li, {}, late)
    expect([it.state.state, it.state.permit]).toEqual(['unit', undefined])
    it.do('approve', it.post('unit-admin'), {}, late)
    expect(it.state.state).toBe('approved')
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
