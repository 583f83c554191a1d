import type { OfficeId } from '#core/base'
import type { Office, OrgView } from './definition.ts'

/** How an office was found: from where, by which relation. A way is a list of these. */
export interface Leg {
  readonly from: OfficeId
  readonly relation: string
  readonly to: OfficeId
}
export interface Found {
  readonly office: Office
  /** Empty when it is the office one started from. */
  readonly way: readonly Leg[]
}

/**
 * Relations in the order they count: the first an office has a superior by is its way up. Without
 * `via`, the order the office lists them in.
 */
function relationsOf(office: Office, via: readonly string[] | undefined): readonly string[] {
  return via ?? Object.keys(office.superiors)
}

/** The direct superior. */
export function wayUp(org: OrgView, office: Office, via?: readonly string[]): Found | undefined {
  for (const relation of relationsOf(office, via)) {
    for (const id of office.superiors[relation] ?? []) {
      const superior = org.office(id)
      if (superior) return { office: superior, way: [{ from: office.id, relation, to: id }] }
    }
  }
  return undefined
}

/**
 * The nearest office of a type: fewest steps up, relations in their order when several are as near.
 * The start itself counts unless `above`. Superiors in a circle are walked once.
 */
export function nearest(
  org: OrgView,
  start: Office,
  type: string,
  options: { readonly above?: boolean; readonly via?: readonly string[] } = {},
): Found | undefined {
  if (!options.above && start.type === type) return { office: start, way: [] }
  const seen = new Set<OfficeId>([start.id])
  let level: readonly Found[] = [{ office: start, way: [] }]
  while (level.length > 0) {
    const next: Found[] = []
    for (const { office, way } of level) {
      for (const relation of relationsOf(office, options.via)) {
        for (const id of office.superiors[relation] ?? []) {
          const superior = seen.has(id) ? undefined : org.office(id)
          if (!superior) continue
          seen.add(id)
          const found = { office: superior, way: [...way, { from: office.id, relation, to: id }] }
          if (superior.type === type) return found
          next.push(found)
        }
      }
    }
    level = next
  }
  return undefined
}

export interface Climb {
  readonly path: readonly Found[]
  /** The way ends with an office of the wanted type; else it ran out, or into a circle. */
  readonly complete: boolean
}

/** Level by level: the start, then each superior in turn, ending with the first of type `until`. */
export function climb(
  org: OrgView,
  start: Office,
  until: string,
  options: { readonly via?: readonly string[]; readonly above?: boolean } = {},
): Climb {
  const path: Found[] = []
  const seen = new Set<OfficeId>()
  let at: Found | undefined = { office: start, way: [] }
  while (at && !seen.has(at.office.id)) {
    seen.add(at.office.id)
    const isStart = at.office === start
    if (!(isStart && options.above)) {
      path.push(at)
      if (at.office.type === until) return { path, complete: true }
    }
    at = wayUp(org, at.office, options.via)
  }
  return { path, complete: false }
}

/** Whether the office is `root` or stands under it, by any relation. */
export function isWithin(org: OrgView, office: OfficeId, root: OfficeId): boolean {
  if (office === root) return true
  const seen = new Set<OfficeId>([office])
  const todo: OfficeId[] = [office]
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    for (const superiors of Object.values(org.office(id)?.superiors ?? {})) {
      for (const superior of superiors) {
        if (superior === root) return true
        if (seen.has(superior)) continue
        seen.add(superior)
        todo.push(superior)
      }
    }
  }
  return false
}
