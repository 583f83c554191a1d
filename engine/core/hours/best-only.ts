import type { CapDefinition, Credit, HoursDefinition, Reason } from './definition.ts'
import { coveredBy } from './covered.ts'
import { say } from './exact.ts'
import type { Remaining } from './remaining.ts'
import { reasonOf } from './suggest.ts'

/** What `best-only` caps decide among the credits of a year (K4). */
export interface Contest {
  /** Credits that a better one of the same achievement outdoes, and the reason. */
  readonly beaten: ReadonlyMap<Credit, Reason>
  /** Of each winner, the place of the earliest it outdid: a better one never costs the year hours. */
  readonly places: ReadonlyMap<Credit, number>
}

export function contest(
  hours: HoursDefinition,
  caps: readonly CapDefinition[],
  remaining: readonly Remaining[],
): Contest {
  const beaten = new Map<Credit, Reason>()
  const places = new Map<Credit, number>()
  const placeOf = (it: Remaining) => places.get(it.credit) ?? remaining.indexOf(it)
  for (const cap of caps) {
    if (cap.of !== 'best-only') continue
    const covers = coveredBy(hours, cap)
    const best = new Map<string, Remaining>()
    for (const it of remaining) {
      const key =
        covers(it.credit) && !beaten.has(it.credit) ? sameness(cap.same, it.credit) : undefined
      if (key === undefined) continue
      const before = best.get(key)
      const [winner, loser] = before && before.awarded >= it.awarded ? [before, it] : [it, before]
      best.set(key, winner)
      if (!loser) continue
      beaten.set(loser.credit, outdone(cap, winner.credit, loser, hours.unit))
      places.set(winner.credit, Math.min(placeOf(winner), placeOf(loser)))
    }
  }
  return { beaten, places }
}

/** The order in which rooms fill: that of approval, each winner where the first of its group stood. */
export function inPlace(
  remaining: readonly Remaining[],
  places: ReadonlyMap<Credit, number>,
): readonly Remaining[] {
  if (places.size === 0) return remaining
  return remaining
    .map((it, at) => ({ it, place: places.get(it.credit) ?? at }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ it }) => it)
}

function sameness(fields: readonly string[], credit: Credit): string | undefined {
  const values = fields.map((field) => plain(credit.same?.[field]))
  return values.some((it) => it === '') ? undefined : JSON.stringify(values)
}
/** Typed twice is typed twice, in whatever width. */
const plain = (value: string | undefined): string => (value ?? '').normalize('NFKC').trim()

function outdone(cap: CapDefinition, best: Credit, loser: Remaining, unit: string): Reason {
  const text = `${cap.title}：与“${best.title}”重复，只计最高的一项，本项 ${say(loser.awarded)} ${unit}不计`
  return reasonOf(cap, text, { best: best.title, awarded: loser.awarded, counted: 0 })
}
