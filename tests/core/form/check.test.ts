import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FieldValues } from '#core/base'
import {
  checkForm,
  type FieldDefinition,
  fieldsFor,
  fixedFields,
  type FormContext,
  type FormDefinition,
  visibleFields,
  yearSpan,
} from '#core/form'
import { context, declaration, filled, formOf } from './sample.ts'

const check = (given: unknown, more: Partial<FormContext> = {}) =>
  checkForm(declaration, given, { ...context, ...more })
const codes = (given: unknown, more: Partial<FormContext> = {}) =>
  check(given, more).issues.map((it) => `${it.at.join('.')} ${it.code}`)

test('a form filled well has typed values and no issues', () => {
  expect(check({ ...filled, content: ' 桥梁检测 ', claimed: '24' })).toEqual({
    values: filled,
    issues: [],
  })
})

test('everything wrong is said at once, in the order of the form', () => {
  const given = {
    kind: 'class',
    content: '字'.repeat(21),
    score: 101,
    period: ['2026-02-02', '2026-02-01'],
    year: 1999,
    stranger: 1,
  }
  expect(codes(given)).toEqual([
    'content too-long',
    'score too-large',
    'period end-before-start',
    'claimed required',
    'year year-out-of-range',
    'promise required',
    'stranger unknown-field',
  ])
})

test('an issue carries the label and the figures of its sentence', () => {
  expect(check({ ...filled, content: '字'.repeat(21) }).issues).toEqual([
    { code: 'too-long', at: ['content'], with: { label: '内容', max: 20, length: 21 } },
  ])
})

describe('fields of kinds', () => {
  const idsOf = (kind?: string) => fieldsFor(declaration, kind).map((it) => it.id)

  test('stand at the mark, the group’s before the leaf’s', () => {
    expect(idsOf()).toEqual([
      'kind',
      'content',
      'period',
      'claimed',
      'year',
      'subject',
      'number',
      'files',
      'promise',
    ])
    expect(idsOf('class').slice(0, 5)).toEqual(['kind', 'content', 'place', 'score', 'period'])
    expect(idsOf('no-such')).toEqual(idsOf())
  })
  test('change common fields', () => {
    const [content] = fieldsFor(declaration, 'visit').filter((it) => it.id === 'content')
    expect(content).toMatchObject({
      label: '进修内容',
      'max-length': 4,
      required: true,
      kind: 'text',
    })
    expect(codes({ ...filled, kind: 'paper', period: undefined })).toEqual([])
    expect(codes({ ...filled, kind: 'visit', content: '一二三四五' })).toEqual(['content too-long'])
  })
  test('left over from another kind are dropped without a word', () => {
    expect(check({ ...filled, kind: 'paper' }).values).not.toHaveProperty('score')
  })
  test('a group is no kind, and neither is a stranger', () => {
    expect(codes({ ...filled, kind: 'training', score: undefined })).toEqual(['kind not-an-option'])
    expect(codes({ ...filled, kind: 'x', score: undefined })).toEqual(['kind not-an-option'])
  })
  test('of a form without a kind field are those of the kind handed in', () => {
    const { kind: _, ...means } = declaration.means
    const form = { ...declaration, means, fields: declaration.fields.slice(1) }
    const { kind: __, ...values } = filled
    expect(checkForm(form, values, { ...context, kind: 'class' }).issues).toEqual([])
    expect(
      checkForm(form, { ...values, score: 101 }, { ...context, kind: 'class' }).issues,
    ).toHaveLength(1)
  })
})

describe('visibility', () => {
  test('a hidden field has no value, no issue and need not be filled', () => {
    expect(check({ ...filled, number: 'X1' }).values).not.toHaveProperty('number')
    expect(codes({ ...filled, number: { a: 1 } })).toEqual([])
    expect(codes(filled, { holds: () => true })).toEqual(['number required'])
    expect(visibleFields(declaration, filled, () => true).map((it) => it.id)).toContain('number')
  })
  test('what a hidden field says shows nothing else', () => {
    const form = formOf(
      { id: 'a', kind: 'yes-no', label: '甲' },
      { id: 'b', kind: 'text', label: '乙', visible: { when: 'a' } },
      { id: 'c', kind: 'text', label: '丙', visible: { when: 'b' } },
    )
    const holds = (name: string, values: FieldValues) => Boolean(values[name])
    const values = (given: object) => checkForm(form, given, { ...context, holds }).values
    expect(values({ a: false, b: 'x', c: 'y' })).toEqual({ a: false })
    expect(values({ a: true, b: 'x', c: 'y' })).toEqual({ a: true, b: 'x', c: 'y' })
  })
  test('a column of a table may hang on a field beside the table', () => {
    const form = formOf(
      {
        id: 'jobs',
        kind: 'rows',
        label: '经历',
        fields: [
          { id: 'at', kind: 'text', label: '单位' },
          { id: 'post', kind: 'text', label: '岗位', visible: { when: 'abroad' }, required: true },
        ],
      },
      { id: 'abroad', kind: 'yes-no', label: '国外' },
    )
    const holds = (name: string, values: FieldValues) => values[name] === true
    const outcome = (abroad: boolean) =>
      checkForm(form, { jobs: [{ at: 'x' }], abroad }, { ...context, holds }).issues.map(
        (it) => it.at,
      )
    expect([outcome(true), outcome(false)]).toEqual([[['jobs', 0, 'post']], []])
  })
  test('fields that hide one another settle', () => {
    const form = formOf(
      { id: 'a', kind: 'text', label: '甲', visible: { when: 'no b' } },
      { id: 'b', kind: 'text', label: '乙', visible: { when: 'no a' } },
    )
    const holds = (name: string, values: FieldValues) => values[name.slice(3)] === undefined
    const once = checkForm(form, { a: 'x', b: 'y' }, { ...context, holds })
    expect(checkForm(form, { a: 'x', b: 'y' }, { ...context, holds })).toEqual(once)
  })
})

test('required when a condition holds', () => {
  const form = formOf({ id: 'it', kind: 'text', label: '此项', required: { when: 'needed' } })
  const issuesIf = (held: boolean) => checkForm(form, {}, { ...context, holds: () => held }).issues
  expect(issuesIf(false)).toEqual([])
  expect(issuesIf(true)).toEqual([{ code: 'required', at: ['it'], with: { label: '此项' } }])
})

describe('fields that may not change', () => {
  const form = formOf(
    { id: 'id', kind: 'text', label: '证件号', immutable: 'always' },
    { id: 'unit', kind: 'text', label: '单位', immutable: 'after-approval' },
    { id: 'phone', kind: 'text', label: '电话' },
  )
  const previous = { id: 'A', unit: 'U', phone: '1' }
  const outcome = (given: object, approvedOnce = true) => {
    const { values, issues } = checkForm(form, given, { ...context, previous, approvedOnce })
    return issues.length > 0 ? issues.map((it) => `${it.at[0]} ${it.code}`) : values
  }
  test('are refused when they do', () => {
    expect(outcome({ id: 'B', unit: 'V', phone: '2' })).toEqual(['id immutable', 'unit immutable'])
    expect(outcome({ id: null, unit: 'U' })).toEqual(['id immutable'])
    expect(outcome({ id: 'A', unit: 'V', phone: '2' }, false)).toEqual({
      id: 'A',
      unit: 'V',
      phone: '2',
    })
  })
  test('are kept when they are not sent', () => {
    expect(outcome({ phone: '2' })).toEqual({ id: 'A', unit: 'U', phone: '2' })
  })
  test('are named for the page, and may be filled while empty', () => {
    expect(fixedFields(form, { previous, approvedOnce: true })).toEqual(['id', 'unit'])
    expect(fixedFields(form, { previous, approvedOnce: false })).toEqual(['id'])
    expect(fixedFields(form, { approvedOnce: true })).toEqual([])
  })
})

describe('a year is bounded by the year of a date of the form', () => {
  const years = { from: -1, to: 0, of: 'end' }
  const ended = (kind: 'date' | 'date-time' | 'period') =>
    formOf({ id: 'end', kind, label: '结束' }, { id: 'year', kind: 'year', label: '年度', years })
  const issues = (form: FormDefinition, given: object) => checkForm(form, given, context).issues

  test.each([
    ['date', '2020-05-12'],
    ['date-time', '2020-05-12T00:00'],
    ['period', ['2018-12-30', '2020-01-02']],
  ] as const)('a %s', (kind, end) => {
    const form = ended(kind)
    expect(issues(form, { year: 2019, end })).toEqual([])
    expect(issues(form, { year: 2020, end })).toEqual([])
    for (const year of [2018, 2021])
      expect(issues(form, { year, end })).toEqual([
        {
          code: 'year-not-of-date',
          at: ['year'],
          with: { label: '年度', of: '结束', date: 2020, from: 2019, to: 2020, value: year },
        },
      ])
    expect(issues(form, { year: 2021, end: '' })).toEqual([])
  })

  test('of a period begun in a draft by its beginning', () => {
    const half = { year: 2021, end: ['2018-12-30', ''] }
    expect(checkForm(ended('period'), half, { ...context, mode: 'draft' }).issues[0]).toMatchObject(
      { code: 'year-not-of-date', with: { date: 2018 } },
    )
  })

  test('by several at once: each must let it through, and a date that is not given says nothing', () => {
    const form = formOf(
      { id: 'end', kind: 'date', label: '结束' },
      { id: 'got', kind: 'date', label: '取得', visible: { when: 'got' } },
      {
        id: 'year',
        kind: 'year',
        label: '年度',
        years: [
          { from: -1, to: 0 },
          { from: -1, to: 1, of: 'end' },
          { from: -1, to: 1, of: 'got' },
        ],
      },
    )
    const found = (given: object, isGot = false) =>
      checkForm(form, given, { ...context, holds: () => isGot }).issues.map((it) => it.code)
    expect(found({ year: 2026 })).toEqual([])
    expect(found({ year: 2026, end: '2025-12-31' })).toEqual([])
    expect(found({ year: 2027, end: '2026-01-31' })).toEqual(['year-out-of-range'])
    expect(found({ year: 2026, end: '1999-03-01' })).toEqual(['year-not-of-date'])
    expect(found({ year: 1999, end: '1999-03-01' })).toEqual(['year-out-of-range'])
    // What a hidden date says bounds nothing.
    expect(found({ year: 2026, got: '1999-03-01' })).toEqual([])
    expect(found({ year: 2026, got: '1999-03-01' }, true)).toEqual(['year-not-of-date'])
  })

  test('for one kind otherwise than for the others', () => {
    const form: FormDefinition = {
      ...formOf(
        { id: 'kind', kind: 'kind', label: '类型' },
        { id: 'got', kind: 'date', label: '取得' },
        { id: 'year', kind: 'year', label: '年度', years: { from: -1, to: 0 } },
      ),
      means: { kind: 'kind' },
      kinds: [
        { id: 'class', title: '培训' },
        { id: 'paper', title: '论文', with: { year: { years: { from: 0, to: 0, of: 'got' } } } },
      ],
    }
    const found = (kind: string) =>
      issues(form, { kind, got: '2024-01-01', year: 2025 }).map((it) => it.code)
    expect([found('class'), found('paper')]).toEqual([[], ['year-not-of-date']])
  })
})

test('the years a field offers are those every rule lets through', () => {
  const offered = (years: FieldDefinition['years'], raw: object) =>
    yearSpan(
      { id: 'year', kind: 'year', label: '年度', ...(years && { years }) },
      {
        today: context.today,
        raw: raw as Record<string, unknown>,
      },
    )
  const both = [
    { from: -1, to: 0 },
    { from: -1, to: 1, of: 'end' },
  ]
  expect(offered(undefined, {})).toBeUndefined()
  expect(offered({ from: -1, to: 0, of: 'end' }, {})).toBeUndefined()
  expect(offered(both, {})).toEqual({ from: 2025, to: 2026 })
  expect(offered(both, { end: '2024-05-01' })).toEqual({ from: 2025, to: 2025 })
  expect(offered(both, { end: ['2023-12-01', '2027-01-05'] })).toEqual({ from: 2026, to: 2026 })
})

test('an end before its start is refused, days and times mixed', () => {
  const form = formOf(
    { id: 'start', kind: 'date-time', label: '开始' },
    { id: 'end', kind: 'date-time', label: '结束', 'not-before': 'start' },
    { id: 'day', kind: 'date', label: '公布', 'not-before': 'start' },
  )
  const issues = (given: object) => checkForm(form, given, context).issues.map((it) => it.at[0])
  expect(issues({ start: '2020-05-12T00:00', end: '2020-05-06T00:00' })).toEqual(['end'])
  expect(issues({ start: '2020-05-12T08:00', end: '2020-05-12T08:00', day: '2020-05-12' })).toEqual(
    [],
  )
  expect(issues({ start: '2020-05-12T08:00', day: '2020-05-11' })).toEqual(['day'])
  expect(issues({ end: '2020-05-06T00:00' })).toEqual([])
})

describe('hostile input', () => {
  test('keys that touch prototypes are refused by name', () => {
    const given: unknown = JSON.parse(
      `{"__proto__":{"polluted":true},"constructor":1,${JSON.stringify(filled).slice(1)}`,
    )
    expect(codes(given)).toEqual(['__proto__ unsafe-key', 'constructor unsafe-key'])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
  test.each([[null], [[]], ['x'], [5], [undefined]])('%j is no form', (given) => {
    expect(check(given).issues).toEqual([
      { code: 'wrong-type', at: [], with: { expected: 'form' } },
    ])
  })
  test('a thousand strangers are answered with twenty', () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`x${at}`, at]))
    expect(check({ ...filled, ...many }).issues).toHaveLength(20)
  })
  test('whatever is sent, the answer is values of the form or issues, never a crash', () => {
    const ids = [...fieldsFor(declaration, 'class').map((it) => it.id), 'x']
    const anything = fc.dictionary(fc.constantFrom(...ids), fc.jsonValue())
    fc.assert(
      fc.property(anything, fc.boolean(), (given, draft) => {
        const { values } = check(given, { mode: draft ? 'draft' : 'submit' })
        for (const id of Object.keys(values)) expect(ids).toContain(id)
      }),
      { numRuns: 2000 },
    )
  })
  test('what was accepted is accepted again, unchanged', () => {
    const good = fc.record({
      kind: fc.constantFrom('class', 'visit', 'paper'),
      content: fc.string({ unit: 'grapheme', maxLength: 4 }),
      score: fc.integer({ min: 0, max: 100 }),
      period: fc.constantFrom(['2026-1-5', '2026/1/7'], ['2026年1月5日', '2026.1.5']),
      claimed: fc.integer({ min: 0, max: 90 }).map(String),
      year: fc.constantFrom('2025', 2026),
      promise: fc.boolean(),
    })
    fc.assert(
      fc.property(good, (given) => {
        const { values } = check(given, { mode: 'draft' })
        expect(check(values, { mode: 'draft' })).toEqual({ values, issues: [] })
      }),
    )
  })
})

test.each([
  ['choice', 'choose'],
  ['yes-no', 'choose'],
  ['office', 'choose'],
  ['attachments', 'upload'],
  ['promise', 'tick'],
  ['date', undefined],
] as const)('a missing %s is asked for as people give it: %s', (kind, asked) => {
  const form = formOf({ id: 'it', kind, label: '此项', required: true, options: [] })
  const [missing] = checkForm(form, {}, context).issues
  expect(missing).toMatchObject({ code: 'required' })
  expect(missing?.with?.['asked']).toBe(asked)
})
