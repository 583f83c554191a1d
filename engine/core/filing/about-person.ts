import { dayAt, monthDayOf, yearOf, type Instant } from '#core/base'
import type { Standing, Sums } from '#core/hours'
import type { OrgView, Person } from '#core/org'
import type { Pack } from '#core/pack'
import { compileConditions, holds, type FactValue, type Facts } from '#core/rules'

export interface AboutPerson {
  readonly org: OrgView
  readonly person: Person
  readonly now: Instant
  readonly standing?: Standing
  readonly year?: number
}

/** Facts about a person without any filing: what requirements and certificates ask conditions with. */
export function personFacts(pack: Pack, about: AboutPerson): Facts {
  const { person, standing, year } = about
  const unit = person.office === undefined ? undefined : about.org.office(person.office)
  const day = dayAt(about.now, pack.offsetMinutes)
  const facts: Record<string, FactValue> = {
    'now.day': day,
    'now.year': yearOf(day),
    'now.month-day': monthDayOf(day),
    'person.known': true,
    'person.has-department': person.department !== undefined,
    'standing.passed': standing?.verdict === 'passed',
    'unit.type': unit?.type,
    'unit.code': unit?.code,
    'unit.area': unit?.area,
    'unit.review-closed': unit?.closed === true,
    'unit.superiors': Object.keys(unit?.superiors ?? {}),
  }
  if (year !== undefined) {
    facts['filing.year'] = year
    facts['filing.years-back'] = yearOf(day) - year
  }
  for (const [id, value] of Object.entries(person.attributes)) facts[`person.${id}`] = value
  for (const [id, value] of Object.entries(unit?.attributes ?? {})) facts[`unit.${id}`] = value
  return { ...facts, ...(standing && sumFacts(standing)) }
}

const sumFacts = ({ total, subjects }: Sums): Facts => ({
  'standing.total': total,
  ...Object.fromEntries(Object.entries(subjects).map(([id, hours]) => [`standing.${id}`, hours])),
})

/**
 * Named conditions about a person, for `judgeYear`, which hands in what the year has before it is
 * judged, and for `mayIssue`, which asks about a year that is.
 */
export function personHolds(
  pack: Pack,
  about: AboutPerson,
): (condition: string, earned?: Sums) => boolean {
  const conditions = compileConditions(pack.conditions)
  let plain: Facts | undefined
  return (name, earned) => {
    plain ??= personFacts(pack, about)
    return holds(conditions, name, earned ? { ...plain, ...sumFacts(earned) } : plain)
  }
}
