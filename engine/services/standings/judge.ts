import type { OfficeId } from '#core/base'
import { type Credit, judgeYear, type Standing } from '#core/hours'
import type { Office, OrgView, Person } from '#core/org'
import type { Pack } from '#core/pack'
import { compileConditions, type Facts, type FactValue, holds } from '#core/rules'

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
  return judgeYear(pack.hours, year, credits, personHolds(pack, person, org))
}

/**
 * Judges named conditions by what is known of the person and their unit. Facts of a filing are
 * unknown here: a condition that asks for one compares with nothing. Gathered when first asked for.
 */
export function personHolds(
  pack: Pack,
  person: Person | undefined,
  org: OrgView,
  more: Facts = {},
): (condition: string) => boolean {
  const conditions = compileConditions(pack.conditions)
  let facts: Facts | undefined
  return (name) => {
    facts ??= { ...personFacts(pack, person, org), ...more }
    return holds(conditions, name, facts)
  }
}

function personFacts(pack: Pack, person: Person | undefined, org: OrgView): Facts {
  const unit = person?.office === undefined ? undefined : org.office(person.office)
  return {
    'person.known': person !== undefined,
    'person.has-department': person?.department !== undefined,
    ...prefixed('person', person?.attributes),
    ...(unit && unitFacts(pack, unit)),
  }
}

function unitFacts(pack: Pack, unit: Office): Facts {
  return {
    ...prefixed('unit', unit.attributes),
    'unit.type': unit.type,
    'unit.code': unit.code,
    'unit.area': unit.area,
    'unit.review-closed': unit.closed === true,
    'unit.superiors': pack.org.relations
      .map((it) => it.id)
      .filter((it) => (unit.superiors[it] as readonly OfficeId[] | undefined)?.length),
  }
}

function prefixed(owner: string, attributes: Person['attributes'] = {}): Record<string, FactValue> {
  return Object.fromEntries(Object.entries(attributes).map(([id, it]) => [`${owner}.${id}`, it]))
}
