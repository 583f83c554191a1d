import type { Hours } from '#core/base'
import type {
  CapDefinition,
  CountedCredit,
  Credit,
  HoursDefinition,
  Reason,
  RequirementDefinition,
  YearSpan,
} from './definition.ts'
import { contest, inPlace } from './best-only.ts'
import { coveredBy } from './covered.ts'
import { say } from './exact.ts'
import type { Remaining } from './remaining.ts'
import { titleOf } from './subjects.ts'
import { reasonOf } from './suggest.ts'

export const fits = (years: YearSpan | undefined, year: number): boolean =>
  year >= (years?.from ?? -Infinity) && year <= (years?.to ?? Infinity)

/** A cap while it fills: room for hours, or for a number of items. */
interface Room {
  readonly rule: {
    readonly id: string
    readonly title: string
    readonly source: string
    readonly status: Reason['status']
  }
  readonly of: 'hours' | 'count'
  readonly limit: number
  used: number
  readonly covers: (credit: Credit) => boolean
}

/**
 * What counts of each credit, in order of approval. First `best-only`: of equal items the highest
 * (the earliest of equals) stays, at the earliest place of them all. Then every hour and count cap
 * that covers a credit at once, the narrowest room deciding, and the `max` of the year's requirement
 * as a cap of its subject.
 */
export function countCredits(
  hours: HoursDefinition,
  year: number,
  remaining: readonly Remaining[],
  requirement: RequirementDefinition | undefined,
): readonly CountedCredit[] {
  const caps = hours.caps.filter((it) => fits(it.years, year))
  const { beaten, places } = contest(hours, caps, remaining)
  const rooms = [...roomsOf(hours, caps), ...maxRooms(hours, requirement)]
  const counted = new Map<Credit, CountedCredit>()
  for (const { credit, awarded } of inPlace(remaining, places)) {
    const better = beaten.get(credit)
    const outcome = better && { credit, counted: 0, reasons: [better] }
    counted.set(credit, outcome ?? fill(hours, rooms, credit, awarded))
  }
  return remaining.map(({ credit }) => counted.get(credit)!)
}

function fill(
  hours: HoursDefinition,
  rooms: readonly Room[],
  credit: Credit,
  awarded: Hours,
): CountedCredit {
  const covering = rooms.filter((it) => it.covers(credit))
  let counted = awarded
  for (const room of covering) {
    if (room.of === 'count') counted = room.used >= room.limit ? 0 : counted
    else counted = Math.min(counted, Math.max(0, room.limit - room.used))
  }
  const reasons =
    counted < awarded ? covering.filter((it) => holdsBack(it, awarded)).map(reason) : []
  if (counted > 0) for (const room of covering) room.used += room.of === 'count' ? 1 : counted
  return { credit, counted, reasons }

  function reason(room: Room): Reason {
    const unit = room.of === 'count' ? '项' : hours.unit
    const text = `${room.rule.title}：最多计 ${say(room.limit)} ${unit}，此前已计 ${say(room.used)}，本项 ${say(awarded)} ${hours.unit}中计 ${say(counted)}`
    return reasonOf(room.rule, text, { limit: room.limit, before: room.used, awarded, counted })
  }
}
const holdsBack = (room: Room, awarded: Hours): boolean =>
  room.of === 'count' ? room.used >= room.limit : room.limit - room.used < awarded

function roomsOf(hours: HoursDefinition, caps: readonly CapDefinition[]): Room[] {
  return caps.flatMap((cap): Room[] => {
    if (cap.of === 'best-only') return []
    const isCount = 'count' in cap && cap.count !== undefined
    const limit = isCount ? cap.count : (cap as { readonly hours: Hours }).hours
    const of = isCount ? 'count' : 'hours'
    return [{ rule: cap, of, limit, used: 0, covers: coveredBy(hours, cap) }]
  })
}

function maxRooms(hours: HoursDefinition, requirement: RequirementDefinition | undefined): Room[] {
  return (requirement?.max ?? []).map((max) => ({
    rule: {
      id: requirement!.id,
      title: `${requirement!.title}（${titleOf(hours, max.subject)}）`,
      source: max.source ?? requirement!.source,
      status: requirement!.status,
    },
    of: 'hours' as const,
    limit: max.hours,
    used: 0,
    covers: coveredBy(hours, { subject: max.subject }),
  }))
}
