import type { DepartmentId, OfficeId } from '#core/base'
import type { Department, Office, OrgView, Post } from './definition.ts'

const none: readonly never[] = Object.freeze([])

/** The offices of a region, indexed once; 28,000 of them in tens of milliseconds. */
export function orgView(
  offices: readonly Office[],
  posts: readonly Post[],
  version: number,
): OrgView {
  const byId = new Map<OfficeId, Office>()
  const byType = new Map<string, Office[]>()
  const below = new Map<OfficeId, Office[]>()
  const holders = new Map<OfficeId, Post[]>()
  const departments = new Map<
    DepartmentId,
    { readonly office: Office; readonly department: Department }
  >()
  for (const office of offices) {
    byId.set(office.id, office)
    push(byType, office.type, office)
    for (const department of office.departments)
      departments.set(department.id, { office, department })
    for (const superior of superiorsOf(office)) push(below, superior, office)
  }
  for (const post of posts) push(holders, post.office, post)
  return Object.freeze({
    version,
    office: (id: OfficeId) => byId.get(id),
    posts: (id: OfficeId) => holders.get(id) ?? none,
    below: (id: OfficeId) => below.get(id) ?? none,
    ofType: (type: string) => byType.get(type) ?? none,
    all: () => offices,
    department: (id: DepartmentId) => departments.get(id),
  })
}

function superiorsOf(office: Office): ReadonlySet<OfficeId> {
  const all = new Set<OfficeId>()
  for (const ids of Object.values(office.superiors)) for (const id of ids) all.add(id)
  return all
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
