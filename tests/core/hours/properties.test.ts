import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Credit, type HoursDefinition, judgeYear } from '#core/hours'
import { cap, hours } from './sample.ts'

const kinds = ['training', 'online', 'paper']
const quarters = (max: number) => fc.integer({ min: 0, max: max * 4 }).map((it) => it / 4)

const credits: fc.Arbitrary<Credit[]> = fc
  .array(
    fc.record({
      hours: quarters(60),
      kind: fc.constantFrom(...kinds),
      subject: fc.constantFrom('public', 'professional', 'online', 'all'),
      day: fc.integer({ min: 1, max: 5 }),
      revoked: fc.boolean(),
      paper: fc.constantFrom('a', 'b', ''),
    }),
    { maxLength: 14 },
  )
  .map((rows) =>
    rows.flatMap(({ day, revoked, paper, ...row }, at) => {
      const filing = `f${String(at).padStart(3, '0')}`
      const line = {
        ...row,
        id: `${filing}-1`,
        filing,
        entry: 1,
        year: 2018,
        claimed: row.hours,
        title: filing,
        at: `2018-06-0${day}T00:00:00.000Z`,
        same: { paper },
      }
      const back = {
        ...line,
        id: `${filing}-2`,
        entry: 2,
        hours: -row.hours,
        at: '2018-07-01T00:00:00.000Z',
      }
      return revoked ? [line, back] : [line]
    }),
  )

const caps = fc.record({
  online: quarters(60),
  year: quarters(120),
  items: fc.integer({ min: 0, max: 3 }),
})
type Caps = { online: number; year: number; items: number }
/** A cap of a kind inside a cap of the year: every hour cap lies within another or beside it. */
const nested = ({ online, year }: Caps): HoursDefinition => ({
  ...hours,
  caps: [
    cap({ id: 'online', of: 'category-year', kinds: ['online'], hours: online }),
    cap({ id: 'year', of: 'year', hours: year }),
  ],
})
const every = (it: Caps): HoursDefinition => ({
  ...hours,
  caps: [
    ...nested(it).caps,
    cap({ id: 'items', of: 'category-year', kinds: ['paper'], count: it.items }),
    cap({ id: 'best', of: 'best-only', same: ['paper'] }),
  ],
})

describe('always', () => {
  test('counted is never more than awarded, never below zero, and its sum is the total', () => {
    fc.assert(
      fc.property(credits, caps, (lines, limits) => {
        const standing = judgeYear(every(limits), 2018, lines)
        for (const { credit, counted } of standing.counted) {
          expect(counted).toBeGreaterThanOrEqual(0)
          expect(counted).toBeLessThanOrEqual(credit.hours)
        }
        expect(standing.counted.reduce((sum, it) => sum + it.counted, 0)).toBe(standing.total)
        expect(standing.total).toBeLessThanOrEqual(limits.year)
      }),
    )
  })

  test('whatever counts for less than was awarded says why', () => {
    fc.assert(
      fc.property(credits, caps, (lines, limits) => {
        const { counted } = judgeYear(every(limits), 2018, lines)
        for (const it of counted) expect(it.reasons.length > 0).toBe(it.counted < it.credit.hours)
      }),
    )
  })

  test('caps hold for each kind', () => {
    fc.assert(
      fc.property(credits, caps, (lines, limits) => {
        const { counted } = judgeYear(every(limits), 2018, lines)
        const online = counted.filter((it) => it.credit.kind === 'online')
        const papers = counted.filter((it) => it.credit.kind === 'paper' && it.counted > 0)
        expect(online.reduce((sum, it) => sum + it.counted, 0)).toBeLessThanOrEqual(limits.online)
        expect(papers.length).toBeLessThanOrEqual(limits.items)
      }),
    )
  })

  test('the order of the input is no matter, equal instants included', () => {
    const shuffled = credits.chain((lines) =>
      fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })),
    )
    fc.assert(
      fc.property(shuffled, caps, ([lines, mixed], limits) => {
        expect(judgeYear(every(limits), 2018, mixed)).toEqual(judgeYear(every(limits), 2018, lines))
      }),
    )
  })

  test('a revoked filing leaves the year as if it had never been', () => {
    fc.assert(
      fc.property(credits, caps, (lines, limits) => {
        const gone = new Set(lines.filter((it) => it.entry === 2).map((it) => it.filing))
        const without = lines.filter((it) => !gone.has(it.filing))
        expect(judgeYear(every(limits), 2018, lines)).toEqual(
          judgeYear(every(limits), 2018, without),
        )
      }),
    )
  })

  test('taking one filing away never takes hours from another, under nested hour caps', () => {
    const withOne = credits
      .filter((it) => it.length > 0)
      .chain((lines) => fc.tuple(fc.constant(lines), fc.nat(lines.length - 1)))
    fc.assert(
      fc.property(withOne, caps, ([lines, at], limits) => {
        const { filing } = lines[at]!
        const before = judgeYear(nested(limits), 2018, lines).counted
        const after = judgeYear(
          nested(limits),
          2018,
          lines.filter((it) => it.filing !== filing),
        ).counted
        const left = new Map(after.map((it) => [it.credit.id, it.counted]))
        for (const it of before) {
          if (it.credit.filing === filing) continue
          expect(left.get(it.credit.id)).toBeGreaterThanOrEqual(it.counted)
        }
      }),
    )
  })

  test('a better one of the same achievement, of its kind, never lowers the year', () => {
    const isPaper = (it: Credit) => it.kind === 'paper' && it.same?.paper === 'a'
    const withPaper = credits
      .map((lines) => lines.filter((it) => it.entry === 1 && it.hours > 0))
      .filter((lines) => lines.some(isPaper))
    fc.assert(
      fc.property(withPaper, fc.nat(), quarters(30), caps, (lines, at, more, limits) => {
        const papers = lines.filter(isPaper)
        const one = papers[at % papers.length]!
        const better: Credit = {
          ...one,
          id: 'z',
          filing: 'z',
          hours: one.hours + more,
          at: '2018-08-01T00:00:00.000Z',
        }
        const rules = every(limits)
        const best = cap({ id: 'best', of: 'best-only', kinds: ['paper'], same: ['paper'] })
        const ofKind = { ...rules, caps: [...rules.caps.slice(0, -1), best] }
        const before = judgeYear(ofKind, 2018, lines).total
        const after = judgeYear(ofKind, 2018, [...lines, better]).total
        expect(after).toBeGreaterThanOrEqual(before)
      }),
    )
  })

  test('more hours never fail a year that was passed, where the share is of the required total', () => {
    fc.assert(
      fc.property(credits, quarters(60), (lines, more) => {
        const passed = judgeYear(hours, 2018, lines).verdict === 'passed'
        const added: Credit = {
          id: 'z',
          filing: 'z',
          entry: 1,
          year: 2018,
          subject: 'public',
          kind: 'training',
          hours: more,
          claimed: more,
          at: '2018-08-01T00:00:00.000Z',
          title: 'z',
        }
        if (passed) expect(judgeYear(hours, 2018, [...lines, added]).verdict).toBe('passed')
      }),
    )
  })

  test('what is said to be missing is enough, and one step less is not', () => {
    fc.assert(
      fc.property(
        quarters(200),
        quarters(200),
        fc.constantFrom('required', 'earned'),
        (publicHours, professional, basis) => {
          const rules: HoursDefinition = {
            ...hours,
            step: 0.25,
            requirements: [
              {
                ...hours.requirements[0]!,
                shares: [{ subject: 'professional', num: 2, den: 3, basis }],
              },
            ],
          }
          const held = (more: number) => shareHeld(rules, publicHours, professional + more)
          const { missing } = shareOf(rules, publicHours, professional)
          expect(held(missing)).toBe(true)
          if (missing > 0) expect(held(missing - 0.25)).toBe(false)
        },
      ),
    )
  })
})

const shareOf = (rules: HoursDefinition, publicHours: number, professional: number) =>
  judgeYear(rules, 2018, [
    line('a', 'public', publicHours),
    line('b', 'professional', professional),
  ]).checks[1]!
const shareHeld = (rules: HoursDefinition, publicHours: number, professional: number) =>
  shareOf(rules, publicHours, professional).held
const line = (id: string, subject: string, amount: number): Credit => ({
  id,
  filing: id,
  entry: 1,
  year: 2018,
  subject,
  kind: 'training',
  hours: amount,
  claimed: amount,
  at: '2018-06-01T00:00:00.000Z',
  title: id,
})
