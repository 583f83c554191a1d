import type { DepartmentId, OfficeId } from '#core/base'
import type { Capability, Department, Office, OrgView, Post, RoleDefinition } from './definition.ts'

/**
 * Whether a post reaches a person by department. A post without one reaches the whole office; a
 * person without one is reached only by such posts (GX-A:68-78). A disabled department has no
 * reviewers of its own: its people count for the nearest department above that is not disabled.
 */
export function coversDepartment(
  office: Office,
  post: DepartmentId | undefined,
  person: DepartmentId | undefined,
): boolean {
  if (post === undefined) return true
  if (person === undefined) return false
  const at = departmentOf(office, post)
  if (!at || at.disabled) return false
  const seen = new Set<DepartmentId>()
  let enabled = false
  let it = departmentOf(office, person)
  while (it && !seen.has(it.id)) {
    seen.add(it.id)
    if (!it.disabled) enabled = true
    if (enabled && it.id === post) return true
    it = it.parent === undefined ? undefined : departmentOf(office, it.parent)
  }
  return false
}

function departmentOf(office: Office, id: DepartmentId): Department | undefined {
  return office.departments.find((it) => it.id === id)
}

/** Whether the role carries the capability, for this chain if it is limited to some. */
export function roleMay(
  role: RoleDefinition | undefined,
  capability: Capability,
  chain?: string,
): boolean {
  if (!role?.may.includes(capability)) return false
  const limited = capability === 'review' || capability === 'verify'
  return !limited || chain === undefined || !role.chains || role.chains.includes(chain)
}

/**
 * Posts at the office that may do this. `department` is the person's; `null`: departments do not
 * matter here, everybody at the office may.
 */
export function whoCanAct(
  org: OrgView,
  roles: readonly RoleDefinition[],
  chain: string,
  capability: Capability,
  officeId: OfficeId,
  department: DepartmentId | null | undefined,
): readonly Post[] {
  const office = org.office(officeId)
  if (!office) return []
  return org.posts(officeId).filter((post) => {
    const role = roles.find((it) => it.id === post.role)
    if (!roleMay(role, capability, chain)) return false
    return department === null || coversDepartment(office, post.department, department)
  })
}
