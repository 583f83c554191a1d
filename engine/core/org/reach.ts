import type { DepartmentId, OfficeId } from '#core/base'
import type { OrgView, Post, RoleDefinition } from './definition.ts'
import { isWithin } from './ways.ts'
import { coversDepartment, roleMay } from './who.ts'

/** Somewhere somebody belongs or something lies: an office, and in it a department. */
export interface Place {
  readonly office: OfficeId
  readonly department?: DepartmentId | undefined
}
type At = Pick<Post, 'office'> & { readonly department?: DepartmentId | undefined }

/** Whether a post's reach takes the place in: in its own office its department, below it whole offices. */
export function reachesPlace(org: OrgView, post: At, place: Place): boolean {
  if (place.office !== post.office)
    return post.department === undefined && isWithin(org, place.office, post.office)
  const own = org.office(post.office)
  return own !== undefined && coversDepartment(own, post.department, place.department)
}

/** Whether a rescuer of whole offices sits at this office or somewhere above it. */
export function hasRescuer(
  org: OrgView,
  roles: readonly RoleDefinition[],
  office: OfficeId,
): boolean {
  const seen = new Set<OfficeId>([office])
  for (const id of seen) {
    if (org.posts(id).some((post) => rescuesWhole(roles, post))) return true
    for (const superiors of Object.values(org.office(id)?.superiors ?? {}))
      for (const superior of superiors) seen.add(superior)
  }
  return false
}
const rescuesWhole = (roles: readonly RoleDefinition[], post: Post): boolean =>
  post.department === undefined &&
  roleMay(
    roles.find((it) => it.id === post.role),
    'rescue',
  )

/** Whether a rescuer here has none above: at the top of the tree, what nobody else looks after is theirs. */
export function isTopRescuer(org: OrgView, roles: readonly RoleDefinition[], post: At): boolean {
  const superiors = Object.values(org.office(post.office)?.superiors ?? {}).flat()
  return post.department === undefined && !superiors.some((it) => hasRescuer(org, roles, it))
}
