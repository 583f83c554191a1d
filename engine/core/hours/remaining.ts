import type { Hours } from '#core/base'
import type { Credit } from './definition.ts'

/** A credit that still stands, with what its revocations left of it. */
export interface Remaining {
  readonly credit: Credit
  readonly awarded: Hours
}

/**
 * The credits of a year after revocations, in order of approval: instant, then filing, then entry. A
 * negative line takes back the latest hours that earlier entries gave to its own filing and subject,
 * never more than there are. A line of no hours is no credit.
 */
export function remainingCredits(year: number, credits: readonly Credit[]): readonly Remaining[] {
  const groups = new Map<string, Credit[]>()
  for (const credit of credits) {
    if (credit.year !== year || credit.hours === 0) continue
    const key = `${credit.filing}\n${credit.subject}`
    const group = groups.get(key)
    if (group) group.push(credit)
    else groups.set(key, [credit])
  }
  return [...groups.values()].flatMap(afterRevocations).sort(byApproval)
}

function afterRevocations(lines: readonly Credit[]): readonly Remaining[] {
  const standing: Remaining[] = []
  for (const credit of lines.toSorted(byEntry)) {
    if (credit.hours > 0) standing.push({ credit, awarded: credit.hours })
    else takeBack(standing, -credit.hours)
  }
  return standing
}

function takeBack(standing: Remaining[], hours: Hours): void {
  let left = hours
  for (let last = standing.pop(); last !== undefined; last = standing.pop()) {
    if (last.awarded > left) {
      standing.push({ credit: last.credit, awarded: last.awarded - left })
      return
    }
    left -= last.awarded
    if (left === 0) return
  }
}

/** Within one entry what is taken comes before what is given: a correction leaves the new line whole. */
const byEntry = (one: Credit, other: Credit): number =>
  one.entry - other.entry ||
  Number(one.hours > 0) - Number(other.hours > 0) ||
  compare(one.at, other.at) ||
  compare(one.id, other.id)

const byApproval = ({ credit: one }: Remaining, { credit: other }: Remaining): number =>
  compare(one.at, other.at) ||
  compare(one.filing, other.filing) ||
  one.entry - other.entry ||
  compare(one.id, other.id)

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
