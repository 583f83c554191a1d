import { issue, type Issue, type OfficeId } from '#core/base'
import type { OrgDefinition, OrgView } from './definition.ts'
import { isWithin } from './ways.ts'

/**
 * Why an office may not stand under another by a relation: the region knows no such relation for its
 * type, allows other types there, or the tree would run in a circle.
 */
export function superiorIssue(
  definition: OrgDefinition,
  org: OrgView,
  given: { readonly office: OfficeId; readonly relation: string; readonly to: OfficeId },
): Issue | undefined {
  const office = org.office(given.office)
  const to = org.office(given.to)
  if (!office || !to) return issue('office-unknown', [], { office: given.to })
  const types = definition['office-types'].find((it) => it.id === office.type)?.superiors?.[
    given.relation
  ]?.types
  const relation =
    definition.relations.find((it) => it.id === given.relation)?.title ?? given.relation
  if (!types?.includes(to.type)) {
    const title = (id: string) => definition['office-types'].find((it) => it.id === id)?.title ?? id
    return issue('superior-type', [], {
      office: to.name,
      relation,
      types: (types ?? []).map(title),
    })
  }
  return isWithin(org, to.id, office.id)
    ? issue('superior-circle', [], { office: to.name })
    : undefined
}
