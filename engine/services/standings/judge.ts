import type { Instant } from '#core/base'
import { personHolds as holdsOf } from '#core/filing'
import { type Credit, judgeYear, type Standing } from '#core/hours'
import type { OrgView, Person } from '#core/org'
import type { Pack } from '#core/pack'

/**
 * A person's year by the rules of the pack given. The one way a standing comes about: deciding,
 * showing, printing and the doctor all ask here, so they cannot differ.
 */
export function judgeStanding(
  pack: Pack,
  person: Person | undefined,
  org: OrgView,
  year: number,
  credits: readonly Credit[],
): Standing {
  return judgeYear(pack.hours, year, credits, personHolds(pack, person, org, year))
}

/**
 * Judges named conditions by what is known of the person and their unit. Today is the last day of
 * the year judged, so that a standing is the same whenever it is asked for.
 */
export function personHolds(
  pack: Pack,
  person: Person | undefined,
  org: OrgView,
  year = 1970,
): (condition: string) => boolean {
  if (!person) return () => false
  const now = `${year}-12-31T12:00:00.000Z` as Instant
  return holdsOf(pack, { org, person, now, year })
}
