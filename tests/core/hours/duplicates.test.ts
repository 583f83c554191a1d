import { expect, test } from 'vitest'
import { type Comparable, type DuplicateDefinition, findDuplicates } from '#core/hours'
import { demo } from './sample.ts'

const rule = (
  match: DuplicateDefinition['match'],
  more: Partial<DuplicateDefinition> = {},
): DuplicateDefinition => ({
  ...demo,
  id: match,
  title: match,
  match,
  do: 'block',
  says: '重复',
  ...more,
})
const filing = (more: Partial<Comparable>): Comparable => ({
  kind: 'training',
  values: {},
  ...more,
})
const isFound = (it: DuplicateDefinition, one: Comparable, other: Comparable) =>
  findDuplicates([it], one, [other]).length === 1

test.each([
  ['the same', '桂教2020001', '桂教2020001', true],
  ['blanks, dashes and full-width digits', '桂教 2020-001', '桂教２０２０００１', true],
  ['letters in either case', 'ab12', 'AB12', true],
  ['another', '桂教2020001', '桂教2020002', false],
  ['none on either side', undefined, undefined, false],
  ['blank on either side', ' ', '-', false],
])('certificate numbers: %s', (_, one, other, expected) => {
  const [left, right] = [one, other].map((it) =>
    filing(it === undefined ? {} : { certificateNumber: it }),
  )
  expect(isFound(rule('certificate-number'), left!, right!)).toBe(expected)
})

test.each([
  ['one day in common', ['2026-03-01', '2026-03-03'], ['2026-03-03', '2026-03-05'], true],
  ['next to one another', ['2026-03-01', '2026-03-02'], ['2026-03-03', '2026-03-05'], false],
  ['one inside the other', ['2026-03-01', '2026-03-09'], ['2026-03-03', '2026-03-03'], true],
  [
    'morning and afternoon',
    ['2026-03-01T08:00', '2026-03-01T12:00'],
    ['2026-03-01T12:00', '2026-03-01T17:00'],
    false,
  ],
  [
    'times that cross',
    ['2026-03-01T08:00', '2026-03-01T12:30'],
    ['2026-03-01T12:00', '2026-03-01T17:00'],
    true,
  ],
  [
    'a day and a time in it',
    ['2026-03-01', '2026-03-01'],
    ['2026-03-01T12:00', '2026-03-01T17:00'],
    true,
  ],
  ['one date alone is that day', ['2026-03-01', undefined], ['2026-03-01', '2026-03-02'], true],
  ['no dates', [undefined, undefined], ['2026-03-01', '2026-03-02'], false],
] as const)('dates: %s', (_, one, other, expected) => {
  const [left, right] = [one, other].map(([from, to]) =>
    filing({ ...(from && { from }), ...(to && { to }) }),
  )
  expect(isFound(rule('overlapping-dates'), left!, right!)).toBe(expected)
  expect(isFound(rule('overlapping-dates'), right!, left!)).toBe(expected)
})

test('same fields: all of them, and none of them empty', () => {
  const same = rule('same-fields', { same: ['paper', 'journal'] })
  const one = filing({ values: { paper: '论桥', journal: '桥梁' } })
  expect(isFound(same, one, filing({ values: { paper: ' 论桥', journal: '桥梁' } }))).toBe(true)
  expect(isFound(same, one, filing({ values: { paper: '论桥', journal: '道路' } }))).toBe(false)
  expect(isFound(same, filing({}), filing({}))).toBe(false)
  expect(isFound(rule('same-fields'), one, one)).toBe(false)
})

test('only kinds the rule names, and never the filing itself', () => {
  const number = rule('certificate-number', { kinds: ['training'] })
  const one = filing({ filing: 'f1', certificateNumber: 'X1' })
  expect(isFound(number, one, filing({ filing: 'f2', certificateNumber: 'X1' }))).toBe(true)
  expect(
    isFound(number, one, filing({ filing: 'f2', kind: 'paper', certificateNumber: 'X1' })),
  ).toBe(false)
  expect(isFound(number, one, one)).toBe(false)
})

test('each rule names each filing it found', () => {
  const one = filing({ filing: 'f1', certificateNumber: 'X1', from: '2026-03-01' })
  const others = [
    { ...filing({ filing: 'f2', certificateNumber: 'X1', from: '2026-03-01' }), title: '第一项' },
    { ...filing({ filing: 'f3', certificateNumber: 'X1' }), title: '第二项' },
  ]
  const found = findDuplicates([rule('certificate-number'), rule('overlapping-dates')], one, others)
  expect(found.map((it) => [it.rule.id, it.other.title])).toEqual([
    ['certificate-number', '第一项'],
    ['certificate-number', '第二项'],
    ['overlapping-dates', '第一项'],
  ])
})
