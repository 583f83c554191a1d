import { describe, expect, test } from 'vitest'
import {
  type Credit,
  type HoursDefinition,
  judgeYear,
  type RequirementDefinition,
} from '#core/hours'
import { cap, credit, demo, hours, year } from './sample.ts'

const judged = (credits: readonly Credit[], more: Partial<HoursDefinition> = {}) =>
  judgeYear({ ...hours, ...more }, 2018, credits)
const requirement = (more: Partial<RequirementDefinition>): RequirementDefinition => ({
  ...demo,
  id: 'yearly',
  title: '年度学时',
  years: {},
  ...more,
})
const ofEarned = requirement({
  total: 90,
  shares: [{ subject: 'professional', num: 2, den: 3, basis: 'earned' }],
})

describe('golden years (C12-5 to 11)', () => {
  test.each([
    ['24 + 66 = 90', 24, 66, '通过'],
    ['0 + 80 = 80', 0, 80, '不通过'],
    ['10 + 10 = 20', 10, 10, '不通过'],
    ['30 + 60, exactly two thirds', 30, 60, '通过'],
    ['31 + 59: total reached, share not', 31, 59, '不通过'],
    ['80 + 70, of the required total', 80, 70, '通过'],
    ['15 + 75', 15, 75, '通过'],
    ['nothing', 0, 0, '不通过'],
  ])('%s', (_, publicHours, professional, label) => {
    const standing = judged(year(publicHours, professional))
    expect(standing).toMatchObject({
      total: publicHours + professional,
      label,
      required: 90,
      requirement: 'yearly',
    })
  })

  test('80 + 70, of the earned total: 70 is no two thirds of 150, and 90 more would be needed', () => {
    const standing = judged(year(80, 70), { requirements: [ofEarned] })
    expect(standing.verdict).toBe('failed')
    expect(standing.checks[1]).toMatchObject({ have: 70, need: 160, missing: 90, held: false })
    expect(judged(year(80, 160), { requirements: [ofEarned] }).verdict).toBe('passed')
    expect(judged(year(80, 159), { requirements: [ofEarned] }).verdict).toBe('failed')
  })
})

describe('checks', () => {
  test('say what is there, what is needed and what is missing', () => {
    expect(judged(year(31, 59)).checks).toEqual([
      {
        rule: 'yearly',
        text: '累计 90 学时，要求不少于 90 学时，已达到',
        facts: { have: 90, need: 90, missing: 0 },
        source: '示例值，非正式政策',
        status: 'demo',
        held: true,
        have: 90,
        need: 90,
        missing: 0,
      },
      {
        rule: 'yearly',
        text: '专业科目 59 学时，不少于应达总学时 90 的 2/3，还差 1 学时',
        facts: { have: 59, need: 60, missing: 1 },
        source: '示例值，非正式政策',
        status: 'demo',
        subject: 'professional',
        held: false,
        have: 59,
        need: 60,
        missing: 1,
      },
    ])
  })

  test('the sentences count in the unit of the region', () => {
    const { checks } = judged(year(31, 59), { unit: '学分' })
    expect(checks.map((it) => it.text).join()).not.toContain('学时')
  })

  test('a soft share warns and fails nobody', () => {
    const soft = requirement({
      total: 90,
      shares: [{ subject: 'professional', num: 2, den: 3, basis: 'required', soft: true }],
    })
    const standing = judged(year(31, 59), { requirements: [soft] })
    expect(standing.verdict).toBe('passed')
    expect(standing.checks[1]).toMatchObject({ held: false, soft: true, missing: 1 })
  })

  test('a minimum per subject, with its own source', () => {
    const min = requirement({ total: 90, min: [{ subject: 'public', hours: 15, source: '通知' }] })
    expect(judged(year(14, 80), { requirements: [min] }).checks[1]).toMatchObject({
      held: false,
      have: 14,
      need: 15,
      missing: 1,
      subject: 'public',
      source: '通知',
    })
    expect(judged(year(15, 75), { requirements: [min] }).verdict).toBe('passed')
  })

  test('hours over a maximum do not count', () => {
    const max = requirement({ total: 90, max: [{ subject: 'online', hours: 30 }] })
    const online = [credit({ subject: 'online', hours: 50 }), credit({ hours: 60 })]
    const standing = judged(online, { requirements: [max] })
    expect(standing).toMatchObject({
      total: 90,
      verdict: 'passed',
      subjects: { online: 30, professional: 90 },
    })
    expect(standing.checks[1]?.text).toBe('网络课程最多计 30 学时，已计 30 学时')
  })

  test('a required course must be there, and a revoked one is not', () => {
    const course = requirement({ 'required-courses': [{ kind: 'course', title: '必修课程' }] })
    const done = credit({ kind: 'course', hours: 15, filing: 'c1' })
    const taken = credit({ kind: 'course', hours: -15, filing: 'c1', entry: 2 })
    expect(judged(year(15, 75), { requirements: [course] }).checks[0]?.text).toBe(
      '必修课程：尚未完成',
    )
    expect(judged([done], { requirements: [course] }).verdict).toBe('passed')
    expect(judged([done, taken], { requirements: [course] }).verdict).toBe('failed')
  })

  test('need and missing are claimable hours: multiples of the step', () => {
    const third = requirement({
      shares: [{ subject: 'public', num: 1, den: 3, basis: 'required' }],
      total: 100,
    })
    expect(judged(year(33, 67), { requirements: [third] }).checks[1]).toMatchObject({
      need: 34,
      missing: 1,
    })
    const fine = judged(year(33, 67), { requirements: [third], step: 0.25 })
    expect(fine.checks[1]).toMatchObject({ need: 33.5, missing: 0.5 })
  })
})

describe('which rules judge a year', () => {
  const old = requirement({ id: 'old', years: { to: 2017 }, total: 72 })
  const now = requirement({ id: 'now', years: { from: 2018 }, total: 90 })
  const young = requirement({ id: 'young', years: { from: 2018 }, when: 'first-year', total: 40 })
  const all = { ...hours, requirements: [old, young, now] }

  test.each([
    [2017, false, 'old'],
    [2018, false, 'now'],
    [2018, true, 'young'],
    [2030, false, 'now'],
  ])('%i, first year %s: %s', (of, isFirst, expected) => {
    expect(judgeYear(all, of, [], () => isFirst).requirement).toBe(expected)
  })

  test('a year without a requirement is not judged, and its hours still add up', () => {
    const standing = judgeYear({ ...hours, requirements: [now] }, 2016, [
      credit({ year: 2016, hours: 20 }),
    ])
    expect(standing).toMatchObject({
      verdict: 'none',
      label: '不作要求',
      total: 20,
      required: 0,
      checks: [],
    })
    expect(standing.requirement).toBeUndefined()
  })

  test('credits of other years are not looked at', () => {
    expect(judged([credit({ year: 2017, hours: 90 })]).total).toBe(0)
  })
})

describe('subjects', () => {
  test('hours that count for all subjects count once in the total', () => {
    const standing = judged([
      credit({ subject: 'all', hours: 20 }),
      credit({ subject: 'online', hours: 5 }),
    ])
    expect(standing.total).toBe(25)
    expect(standing.subjects).toEqual({ public: 20, professional: 25, online: 5, all: 20 })
  })

  test('hours are carried on: by what they count for to its parent, and to what that counts for', () => {
    const onward = [
      { id: 'aid', title: '支边', 'counts-for': ['skill'] },
      { id: 'skill', title: '技能', parent: 'professional' },
      { id: 'professional', title: '专业', 'counts-for': ['public'] },
      { id: 'public', title: '公需', parent: 'general' },
      { id: 'general', title: '一般' },
    ]
    const standing = judged([credit({ subject: 'aid', hours: 3 })], { subjects: onward })
    expect(standing.subjects).toEqual({ aid: 3, skill: 3, professional: 3, public: 3, general: 3 })
  })

  test('subjects that count for one another in a circle end', () => {
    const circle = [
      { id: 'a', title: 'A', 'counts-for': ['b'] },
      { id: 'b', title: 'B', 'counts-for': ['a'], parent: 'a' },
    ]
    const standing = judged([credit({ subject: 'a', hours: 3 })], { subjects: circle })
    expect(standing).toMatchObject({ total: 3, subjects: { a: 3, b: 3 } })
  })
})

describe('revocations', () => {
  const given = credit({ filing: 'r1', hours: 20 })
  const taken = credit({ filing: 'r1', entry: 2, hours: -20 })
  const again = credit({ filing: 'r1', entry: 5, hours: 16 })

  test('cancel what they revoke, wherever they stand in the list', () => {
    expect(judged([given, taken])).toMatchObject({ total: 0, counted: [] })
    expect(judged([taken, given])).toMatchObject({ total: 0, counted: [] })
  })
  test('leave what was credited again afterwards', () => {
    const standing = judged([again, taken, given])
    expect(standing.counted.map((it) => [it.credit.id, it.counted])).toEqual([[again.id, 16]])
  })
  test('never take more than there is', () => {
    expect(judged([given, taken, credit({ filing: 'r1', entry: 3, hours: -5 })]).total).toBe(0)
    expect(judged([credit({ hours: -5 }), credit({ hours: 8 })]).total).toBe(8)
  })
  test('take back only what stood before their own entry: a correction upward stays one credit', () => {
    const back = credit({ filing: 'r1', entry: 4, hours: -20, at: '2018-07-01T00:00:00.000Z' })
    const more = credit({ filing: 'r1', entry: 4, hours: 24, at: '2018-07-01T00:00:00.000Z' })
    const lines = [given, back, more]
    expect(judged(lines).counted.map((it) => [it.credit.id, it.counted])).toEqual([[more.id, 24]])
    const one = cap({ id: 'one', of: 'category-year', count: 1 })
    expect(judged(lines, { caps: [one] }).total).toBe(24)
    const best = cap({ id: 'best', of: 'best-only', same: ['paper'] })
    const papers = lines.map((it) => ({ ...it, same: { paper: '论桥' } }))
    expect(judged(papers, { caps: [best] }).total).toBe(24)
  })
  test('of a part leave the rest', () => {
    expect(judged([given, credit({ filing: 'r1', entry: 2, hours: -5 })]).total).toBe(15)
  })
})

describe('a requirement chosen by what the year already has', () => {
  const marked: Partial<HoursDefinition> = {
    subjects: [...hours.subjects, { id: 'exempt', title: '获准减免', 'in-total': false }],
    requirements: [
      requirement({ id: 'reduced', total: 45, when: 'is-exempt' }),
      requirement({ id: 'usual', total: 90 }),
    ],
  }
  const judge = (credits: readonly Credit[], kept?: string) =>
    judgeYear(
      { ...hours, ...marked },
      2018,
      credits,
      (_, { subjects }) => (subjects['exempt'] ?? 0) >= 1,
      kept,
    )
  const mark = credit({ id: 'mark', filing: 'mark', subject: 'exempt', hours: 1, claimed: 1 })

  test('asks less of a year with an approved exemption, whose mark is no hour of the total', () => {
    expect(judge(year(15, 35))).toMatchObject({ requirement: 'usual', verdict: 'failed' })
    expect(judge([...year(15, 35), mark])).toMatchObject({
      requirement: 'reduced',
      verdict: 'passed',
      total: 50,
      subjects: { exempt: 1 },
    })
  })
  test('and taken back, asks for all again', () => {
    const back = { ...mark, id: 'back', entry: 2, hours: -1, claimed: -1, at: '2018-12-01' }
    expect(judge([...year(15, 35), mark, back])).toMatchObject({ requirement: 'usual' })
  })
  test('a year that is over keeps the one it was judged by, as long as the rules have it', () => {
    expect(judge([...year(15, 35), mark], 'usual')).toMatchObject({ requirement: 'usual' })
    expect(judge([...year(15, 35), mark], 'gone')).toMatchObject({ requirement: 'reduced' })
  })
})
