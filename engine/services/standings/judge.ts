import { dayAt, type Instant, yearOf } from '#core/base'
import { personHolds } from '#core/filing'
import { type Credit, judgeYear, type Standing } from '#core/hours'
import type { OrgView, Person } from '#core/org'
import type { Pack } from '#core/pack'

/**
 * A person's year by the rules of the pack given. The one way a standing comes about: deciding,
 * showing, printing and the doctor all ask here, so they cannot differ. `kept` is the requirement of
 * a year that is over (see `keptOf`).
 */
export function judgeStanding(
  pack: Pack,
  person: Person | undefined,
  org: OrgView,
  year: number,
  credits: readonly Credit[],
  kept?: string,
): Standing {
  const holds = person ? yearHolds(pack, person, org, year) : undefined
  return judgeYear(pack.hours, year, credits, holds, kept)
}

/**
 * Judges named conditions by what is known of the person and their unit. Today is the last day of
 * the year judged, so that a standing is the same whenever it is asked for.
 */
export function yearHolds(pack: Pack, person: Person, org: OrgView, year: number) {
  return personHolds(pack, { org, person, now: `${year}-12-31T12:00:00.000Z` as Instant, year })
}

/**
 * The requirement a year was judged by, once it is over: whoever is promoted or moves later does not
 * change what the year asked for. While it runs it is chosen anew each time.
 */
export function keptOf(
  pack: Pack,
  kept: { readonly requirement?: string | null } | undefined,
  year: number,
  now: Instant,
): string | undefined {
  if (!kept?.requirement) return undefined
  return year < yearOf(dayAt(now, pack.offsetMinutes)) ? kept.requirement : undefined
}
