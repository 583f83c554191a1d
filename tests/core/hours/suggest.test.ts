import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FieldValues } from '#core/base'
import { elapsedHalfDays, type Formula, inclusiveHalfDays, suggestHours } from '#core/hours'
import { formula, hours } from './sample.ts'

const suggested = (rule: Formula, values: FieldValues, step: 1 | 0.5 | 0.25 = 1) =>
  suggestHours({ ...hours, step, formulas: [rule] }, 'rule', values)

const halfDays = (count: 'elapsed' | 'inclusive', skip = false) =>
  formula({ shape: 'half-days', per: 4, count, from: 'start', to: 'end', 'skip-weekends': skip })

describe('half-days', () => {
  test.each([
    [
      'C12-1: 7 to 9 May, midnight to midnight',
      'elapsed',
      '2018-05-07T00:00',
      '2018-05-09T00:00',
      16,
    ],
    ['C12-1: the same days, inclusive', 'inclusive', '2018-05-07T00:00', '2018-05-09T00:00', 24],
    ['C12-2: 4 to 8 May', 'elapsed', '2020-05-04T00:00', '2020-05-08T00:00', 32],
    [
      'C12-3: reversed, where the old system gave 48',
      'elapsed',
      '2020-05-12T00:00',
      '2020-05-06T00:00',
      undefined,
    ],
    ['C12-3: reversed, inclusive', 'inclusive', '2020-05-12T00:00', '2020-05-06T00:00', undefined],
    [
      'the other way round, over a weekend that counts',
      'elapsed',
      '2020-05-06T00:00',
      '2020-05-12T00:00',
      48,
    ],
    ['C12-4: one morning', 'elapsed', '2020-05-12T08:00', '2020-05-12T12:00', 4],
    ['one afternoon', 'elapsed', '2020-05-12T14:00', '2020-05-12T17:30', 4],
    ['a working day', 'elapsed', '2020-05-12T08:30', '2020-05-12T17:30', 8],
    ['two working days', 'elapsed', '2020-05-12T08:30', '2020-05-13T17:30', 16],
    ['a half-day that is none', 'elapsed', '2020-05-12T08:00', '2020-05-12T08:00', undefined],
    ['days without times', 'elapsed', '2018-05-07', '2018-05-09', 16],
    ['one day, inclusive', 'inclusive', '2018-05-07', '2018-05-07', 8],
    ['over a leap day', 'inclusive', '2020-02-28', '2020-03-01', 24],
    ['over new year', 'elapsed', '2019-12-31T00:00', '2020-01-02T00:00', 16],
    ['a day that is none', 'elapsed', '2019-02-30', '2019-03-02', undefined],
    ['no end yet', 'elapsed', '2019-02-20', undefined, undefined],
  ] as const)('%s (%s)', (_, count, start, end, expected) => {
    expect(suggested(halfDays(count), { start, end })?.hours).toBe(expected)
  })

  test('weekends are left out when the pack says so', () => {
    // 2020-05-08 is a Friday.
    const values = { start: '2020-05-08', end: '2020-05-11' }
    expect(suggested(halfDays('inclusive'), values)?.hours).toBe(32)
    expect(suggested(halfDays('inclusive', true), values)?.hours).toBe(16)
    expect(
      suggested(halfDays('elapsed', true), { start: '2020-05-09', end: '2020-05-11' })?.hours,
    ).toBe(0)
  })

  test('one period field gives both ends', () => {
    const rule = formula({
      shape: 'half-days',
      per: 4,
      count: 'inclusive',
      from: 'period',
      to: 'period',
    })
    expect(suggested(rule, { period: ['2018-05-07', '2018-05-09'] })?.hours).toBe(24)
    expect(suggested(rule, { period: ['2018-05-07', ''] })).toBeUndefined()
  })

  test('adding a day later never gives less, and working days are those a calendar counts', () => {
    const day = fc
      .integer({ min: 0, max: 40_000 })
      .map((it) => new Date(it * 86_400_000).toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 60 }), (start, length) => {
        const dates = Array.from(
          { length: length + 1 },
          (_, at) => new Date(Date.parse(start) + at * 86_400_000),
        )
        const end = dates.at(-1)!.toISOString().slice(0, 10)
        const working = dates.filter((it) => it.getUTCDay() % 6 !== 0).length
        expect(inclusiveHalfDays(start, end)).toBe(dates.length * 2)
        expect(inclusiveHalfDays(start, end, true)).toBe(working * 2)
        expect(elapsedHalfDays(start, end)).toBe(length === 0 ? undefined : length * 2)
      }),
    )
  })
})

describe('every other shape', () => {
  const table = formula({
    shape: 'table',
    by: ['level', 'role'],
    rank: 'rank',
    rows: [
      { when: { level: 'national', role: ['chief', 'main'] }, ranks: [64, 56, 48, 40, 32] },
      { when: { level: 'province' }, hours: 24 },
    ],
  })
  const lastRank = { ...table, beyond: 'last' } as Formula
  const steps = formula({ shape: 'rank-steps', base: 30, step: 6, rank: 'rank', min: 3 })
  const words = (round?: 'down' | 'up' | 'nearest') =>
    formula({
      shape: 'per-unit',
      of: 'words',
      unit: 1000,
      per: 5,
      ...(round && { round }),
      max: 40,
    })
  const tiers = formula({
    shape: 'base-plus-tier',
    base: 12,
    of: 'words',
    tiers: [{ 'up-to': 2000, add: 6 }, { add: 8 }],
  })
  const minutes = (round?: 'down' | 'up' | 'nearest') =>
    formula({ shape: 'minutes', of: 'minutes', minutes: 45, ...(round && { round }) })
  const parts = formula({
    shape: 'parts',
    parts: [
      { when: 'course', hours: 10, title: '课程' },
      { when: 'exam', hours: 5, title: '考试' },
    ],
  })
  const share = formula({ shape: 'share', total: 30, first: 60, rank: 'rank', people: 'people' })
  const days = formula({ shape: 'days', per: 6, from: 'start', to: 'end', max: 30 })

  test.each<[string, Formula, FieldValues, number | undefined]>([
    [
      'nothing to compute where hours are entered',
      formula({ shape: 'entered', max: 20 }),
      {},
      undefined,
    ],
    ['fixed hours', formula({ shape: 'fixed', hours: 16 }), {}, 16],
    [
      'repeated rows, by their number',
      formula({ shape: 'per-unit', of: 'courses', unit: 1, per: 15 }),
      { courses: [{ name: '高等数学' }, { name: '统计学' }] },
      30,
    ],
    [
      'repeated rows, by the sum of a column',
      formula({ shape: 'minutes', of: 'lectures.minutes', minutes: 45, round: 'down' }),
      { lectures: [{ minutes: 90 }, { minutes: 60 }] },
      3,
    ],
    [
      'not of rows that lack what is summed',
      formula({ shape: 'minutes', of: 'lectures.minutes', minutes: 45 }),
      { lectures: [{ minutes: 90 }, {}] },
      undefined,
    ],
    [
      'no rows are what the pack says they are',
      formula({ shape: 'per-unit', of: 'courses', absent: 0, unit: 1, per: 15 }),
      { courses: [] },
      0,
    ],
    [
      'first author of a national project',
      table,
      { level: 'national', role: 'chief', rank: 1 },
      64,
    ],
    ['fifth author, rank from a choice', table, { level: 'national', role: 'main', rank: '5' }, 32],
    ['beyond the list: nothing', table, { level: 'national', role: 'main', rank: 6 }, 0],
    ['beyond the list: as the last', lastRank, { level: 'national', role: 'main', rank: 9 }, 32],
    ['a row without ranks', table, { level: 'province', role: 'x' }, 24],
    ['no such row', table, { level: 'city', role: 'chief', rank: 1 }, undefined],
    ['rank not given', table, { level: 'national', role: 'chief' }, undefined],
    ['rank 0 is none', table, { level: 'national', role: 'chief', rank: 0 }, undefined],
    ['third in line', steps, { rank: 3 }, 18],
    ['so far back that the least applies', steps, { rank: 9 }, 3],
    ['3500 字, whole thousands', words('down'), { words: 3500 }, 15],
    ['3500 字, begun thousands', words('up'), { words: 3500 }, 20],
    ['3500 字, to the nearest', words('nearest'), { words: 3500 }, 20],
    ['3499 字, to the nearest', words('nearest'), { words: 3499 }, 15],
    ['3500 字 exactly, down to the step', words(), { words: 3500 }, 17],
    ['capped', words('down'), { words: 99_000 }, 40],
    ['first tier', tiers, { words: 2000 }, 18],
    ['open tier', tiers, { words: 2001 }, 20],
    ['90 minutes', minutes(), { minutes: 90 }, 2],
    ['89 minutes', minutes('down'), { minutes: 89 }, 1],
    ['89 minutes, begun', minutes('up'), { minutes: 89 }, 2],
    ['course and exam', parts, { course: true, exam: true }, 15],
    ['course alone', parts, { course: true, exam: false }, 10],
    ['not answered', parts, {}, undefined],
    ['the first takes 60 %', share, { rank: 1, people: 4 }, 18],
    ['the others the rest', share, { rank: 3, people: 4 }, 4],
    ['alone: everything', share, { rank: 1, people: 1 }, 30],
    ['fifth of four', share, { rank: 5, people: 4 }, undefined],
    ['three days', days, { start: '2026-03-02', end: '2026-03-04' }, 18],
    ['at most thirty', days, { start: '2026-03-02', end: '2026-03-14' }, 30],
    ['a text where a number belongs', words(), { words: '3500' }, undefined],
    ['below zero', words(), { words: -1 }, undefined],
  ])('%s', (_, rule, values, expected) => {
    expect(suggested(rule, values)?.hours).toBe(expected)
  })

  test('fractions that binary cannot hold stay exact', () => {
    const rule = formula({ shape: 'per-unit', of: 'n', unit: 0.1, per: 1, round: 'down' })
    expect(suggested(rule, { n: 0.3 })?.hours).toBe(3)
    expect(suggested(words(), { words: 3500 }, 0.25)?.hours).toBe(17.5)
    expect(suggested(minutes(), { minutes: 100 }, 0.25)?.hours).toBe(2)
    expect(suggested(minutes(), { minutes: 102 }, 0.25)?.hours).toBe(2.25)
  })
})

test('a suggestion says how it came about, with rule, facts, clause and status', () => {
  const rule = { ...halfDays('elapsed'), title: '每半天4学时' }
  expect(suggested(rule, { start: '2018-05-07T00:00', end: '2018-05-09T00:00' })).toEqual({
    hours: 16,
    explanation: '每半天4学时：2018-05-07 至 2018-05-09 共 4 个半天，每半天 4 学时，计 16 学时',
    reasons: [
      {
        rule: 'rule',
        text: '每半天4学时：2018-05-07 至 2018-05-09 共 4 个半天，每半天 4 学时，计 16 学时',
        facts: { from: '2018-05-07T00:00', to: '2018-05-09T00:00', 'half-days': 4, per: 4 },
        source: '示例值，非正式政策',
        status: 'demo',
      },
    ],
  })
})

describe('what is not filled in counts as the pack says', () => {
  const tiers = formula({
    shape: 'base-plus-tier',
    base: 12,
    of: 'words',
    absent: 0,
    tiers: [{ 'up-to': 0, add: 0 }, { 'up-to': 2000, add: 6 }, { add: 8 }],
  })
  test.each<[string, Formula, FieldValues, number | undefined]>([
    ['a tier', tiers, {}, 12],
    ['a tier, emptied', tiers, { words: null }, 12],
    ['a tier, filled in', tiers, { words: 2001 }, 20],
    ['a tier, not a number', tiers, { words: 'many' }, undefined],
    ['units', formula({ shape: 'per-unit', of: 'n', unit: 1, per: 10, absent: 1 }), {}, 10],
    ['minutes', formula({ shape: 'minutes', of: 'n', minutes: 45, absent: 90 }), {}, 2],
    [
      'nothing said: nothing computed',
      formula({ shape: 'minutes', of: 'n', minutes: 45 }),
      {},
      undefined,
    ],
  ])('%s', (_, rule, values, expected) => {
    expect(suggested(rule, values)?.hours).toBe(expected)
  })
  test('the sentence does not speak of a value that is not there', () => {
    expect(suggested(tiers, {})?.explanation).toBe(
      '认定标准：基础 12 学时，另加 0 学时，计 12 学时',
    )
    const units = formula({ shape: 'per-unit', of: 'n', unit: 1, per: 10, absent: 1 })
    expect(suggested(units, {})?.explanation).toBe('认定标准：1，每 1 计 10 学时，计 10 学时')
  })
})

test('a cap for one item cuts the suggestion and says so', () => {
  const rule = { ...halfDays('elapsed'), 'max-per-item': 25 } as Formula
  const cut = suggested(rule, { start: '2018-05-07', end: '2018-05-14' })
  expect(cut?.hours).toBe(25)
  expect(cut?.explanation).toContain('每项最多 25 学时，计 25 学时')
})

test('a kind without a formula has no suggestion', () => {
  expect(suggestHours(hours, undefined, {})).toBeUndefined()
  expect(suggestHours(hours, 'no-such', {})).toBeUndefined()
})

test('what is suggested can be claimed: down to the step', () => {
  const rule = formula({ shape: 'rank-steps', base: 10, step: 1.5, rank: 'rank' })
  expect(suggested(rule, { rank: 2 })?.hours).toBe(8)
  expect(suggested(rule, { rank: 2 }, 0.5)?.hours).toBe(8.5)
})
