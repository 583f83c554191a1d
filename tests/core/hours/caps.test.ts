import { describe, expect, test } from 'vitest'
import { capRoom, type Credit, type HoursDefinition, judgeYear } from '#core/hours'
import { cap, credit, hours } from './sample.ts'

const judged = (credits: readonly Credit[], more: Partial<HoursDefinition> = {}) =>
  judgeYear({ ...hours, ...more }, 2018, credits)

describe('caps', () => {
  const online = cap({ id: 'online', of: 'category-year', kinds: ['online'], hours: 30 })
  const [early, late, other] = [
    credit({ kind: 'online', hours: 20, at: '2018-03-01T00:00:00.000Z', title: '早' }),
    credit({ kind: 'online', hours: 20, at: '2018-04-01T00:00:00.000Z', title: '晚' }),
    credit({ kind: 'training', hours: 20 }),
  ]
  const counts = (credits: readonly Credit[], caps: HoursDefinition['caps']) =>
    Object.fromEntries(judged(credits, { caps }).counted.map((it) => [it.credit.title, it.counted]))

  test('fill in order of approval, and say what was cut', () => {
    const { counted, total } = judged([late, other, early], { caps: [online] })
    expect(total).toBe(50)
    expect(counted.map((it) => it.counted)).toEqual([20, 10, 20])
    expect(counted[1]?.reasons).toEqual([
      {
        rule: 'online',
        text: '上限：最多计 30 学时，此前已计 20，本项 20 学时中计 10',
        facts: { limit: 30, before: 20, awarded: 20, counted: 10 },
        source: '示例值，非正式政策',
        status: 'demo',
      },
    ])
    expect(counted[0]?.reasons).toEqual([])
  })

  test('a revocation frees room for those after it', () => {
    const revoked = credit({ filing: early.filing, entry: 2, hours: -20 })
    expect(counts([early, late, revoked], [online])).toEqual({ 晚: 20 })
  })

  test('a number of items: the first so many', () => {
    const two = cap({ id: 'two', of: 'category-year', kinds: ['online'], count: 1 })
    expect(counts([early, late], [two])).toEqual({ 早: 20, 晚: 0 })
  })

  test('the whole year', () => {
    const whole = cap({ id: 'year', of: 'year', hours: 45 })
    expect(judged([early, late, other], { caps: [whole] }).total).toBe(45)
  })

  test('two caps at once: the narrower decides', () => {
    const whole = cap({ id: 'year', of: 'year', hours: 25 })
    expect(counts([early, late], [online, whole])).toEqual({ 早: 20, 晚: 5 })
  })

  test('of a subject, with those under it', () => {
    const professional = cap({ id: 'p', of: 'category-year', subject: 'professional', hours: 10 })
    const credits = [
      credit({ subject: 'online', hours: 8 }),
      credit({ hours: 8 }),
      credit({ subject: 'public', hours: 8 }),
    ]
    expect(judged(credits, { caps: [professional] }).subjects).toMatchObject({
      professional: 10,
      public: 8,
    })
  })

  test('of a subject, with whatever counts for it: hours that count for all are no way around', () => {
    const all = [credit({ subject: 'all', hours: 90 })]
    const public30 = cap({ id: 'public', of: 'category-year', subject: 'public', hours: 30 })
    expect(judged(all, { caps: [public30] }).subjects).toMatchObject({ public: 30, all: 30 })
    const max = { ...hours.requirements[0]!, shares: [], max: [{ subject: 'public', hours: 30 }] }
    expect(judged(all, { requirements: [max] })).toMatchObject({
      total: 30,
      verdict: 'failed',
      subjects: { public: 30, professional: 30 },
    })
  })

  test('an item of which nothing counts is none of the so many', () => {
    const full = cap({ id: 'full', of: 'category-year', kinds: ['online'], hours: 0 })
    const one = cap({ id: 'one', of: 'category-year', count: 1 })
    expect(judged([early, other], { caps: [full, one] }).counted.map((it) => it.counted)).toEqual([
      0, 20,
    ])
  })

  test('only in their years', () => {
    expect(judged([early, late], { caps: [{ ...online, years: { from: 2019 } }] }).total).toBe(40)
  })

  test('the best of the same achievement, the earliest of equals', () => {
    const best = cap({ id: 'best', of: 'best-only', same: ['paper'] })
    const paper = (title: string, awarded: number, at: string, name = '论桥') =>
      credit({ title, hours: awarded, at: `2018-0${at}-01T00:00:00.000Z`, same: { paper: name } })
    const [first, second, third] = [paper('a', 10, '1'), paper('b', 16, '2'), paper('c', 16, '3')]
    const alone = paper('d', 5, '4', '论路')
    expect(counts([first, second, third, alone, credit({ title: 'e', hours: 1 })], [best])).toEqual(
      {
        a: 0,
        b: 16,
        c: 0,
        d: 5,
        e: 1,
      },
    )
    expect(judged([first, second], { caps: [best] }).counted[0]?.reasons[0]?.text).toBe(
      '上限：与“b”重复，只计最高的一项，本项 10 学时不计',
    )
  })

  describe('best-only together with others', () => {
    const best = cap({ id: 'best', of: 'best-only', same: ['paper'] })
    const at = (day: number, awarded: number, paper = '') =>
      credit({ hours: awarded, at: `2018-03-0${day}T00:00:00.000Z`, same: { paper } })

    test('what is beaten takes no room of another cap', () => {
      const ten = cap({ id: 'ten', of: 'category-year', hours: 20 })
      const lines = [at(1, 10, '论桥'), at(2, 16, '论桥'), at(3, 8)]
      expect(judged(lines, { caps: [best, ten] }).counted.map((it) => it.counted)).toEqual([
        0, 16, 4,
      ])
    })

    test('the winner takes the earliest place of its group: a better one never lowers the year', () => {
      const one = cap({ id: 'one', of: 'category-year', count: 1 })
      const [first, other, better] = [at(1, 10, '论桥'), at(2, 8), at(3, 12, '论桥')]
      expect(judged([first, other], { caps: [best, one] }).total).toBe(10)
      const standing = judged([first, other, better], { caps: [best, one] })
      expect(standing.total).toBe(12)
      expect(standing.counted.map((it) => it.counted)).toEqual([0, 0, 12])
    })

    test('a place once won is kept for a still better one, whichever cap makes them the same', () => {
      const journal = cap({ id: 'journal', of: 'best-only', same: ['journal'] })
      const one = cap({ id: 'one', of: 'category-year', count: 1 })
      const same = (paper: string, name: string) => ({ paper, journal: name })
      const lines = [
        { ...at(1, 5), same: same('论桥', '学报') },
        at(2, 8),
        { ...at(3, 6), same: same('论桥', '通报') },
        { ...at(4, 7), same: same('论路', '通报') },
      ]
      expect(judged(lines, { caps: [best, journal, one] }).counted.map((it) => it.counted)).toEqual(
        [0, 0, 0, 7],
      )
    })
  })

  test('what a draft would bring now', () => {
    const wide = cap({ id: 'wide', of: 'category-year', kinds: ['online'], hours: 48 })
    const done = credit({ kind: 'online', hours: 12 })
    const room = capRoom({ ...hours, caps: [wide] }, 2018, [done], {
      kind: 'online',
      subject: 'professional',
      hours: 40,
    })
    expect(room.counted).toBe(36)
    expect(room.reasons[0]?.facts).toEqual({ limit: 48, before: 12, awarded: 40, counted: 36 })
    expect(room.after.total).toBe(48)
  })
})
