import { type DepartmentId, issue, type OfficeId } from '#core/base'
import { type Capability, isWithin } from '#core/org'
import { findPerson, type PersonRecord } from '#storage/people'
import type { Context } from '../context.ts'
import { departmentsOf, reaches } from '../filings/scope.ts'
import { officesBelow } from '../filings/world.ts'
import { Refused } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'

/** Whom a post reaches: people of these offices, and of these departments where it is limited. */
export interface Reach {
  readonly offices: readonly OfficeId[]
  readonly departments?: readonly DepartmentId[]
}

/** The post's office and all below it; a second-level admin's departments only (GX-A:68-70). */
export function reachOf(viewer: Viewer): Reach {
  const office = viewer.post?.office as OfficeId | undefined
  if (office === undefined) return { offices: [] }
  const departments = departmentsOf(viewer)
  return departments
    ? { offices: [office], departments }
    : { offices: officesBelow(viewer.org, office) }
}

/** Of those in reach, whom the post may file this chain for. */
export function reachFor(viewer: Viewer, chain: string | undefined): Reach {
  const reach = reachOf(viewer)
  const { post } = viewer
  const ways = chain === undefined ? [] : (viewer.pack.chains[chain]?.['filed-by'] ?? [])
  const own = ways.filter(
    (it) =>
      typeof it === 'object' &&
      (it.post === post?.role || viewer.may.has(it.post as Capability)) &&
      it.for !== 'own-office',
  )
  const onlyOwn =
    own.length > 0 && own.every((it) => typeof it === 'object' && it.for === 'own-people')
  return onlyOwn && post ? { ...reach, offices: [post.office as OfficeId] } : reach
}

export function isInReach(viewer: Viewer, person: PersonRecord): boolean {
  if (!viewer.post || person.office === undefined) return false
  return (
    isWithin(viewer.org, person.office, viewer.post.office as OfficeId) && reaches(viewer, person)
  )
}

/** What lets a post look at somebody's years. */
export const maySeeYears: readonly Capability[] = [
  'see-people',
  'see-filings',
  'print-certificates',
  'review',
]

/**
 * The person meant: oneself, or somebody in reach of a post that has one of the capabilities. Who is
 * out of reach is not there.
 */
export async function personMeant(
  ctx: Context,
  viewer: Viewer,
  id: string | undefined,
  may: readonly Capability[],
): Promise<PersonRecord> {
  if (viewer.person && (id === undefined || id === viewer.person.id)) return viewer.person
  const person = id === undefined ? undefined : await findPerson(ctx.db, viewer.region, id)
  const isAllowed = person && may.some((it) => viewer.may.has(it)) && isInReach(viewer, person)
  if (!isAllowed) throw new Refused(issue('not-found'))
  return person
}

export function needsOneOf(viewer: Viewer, may: readonly Capability[]): void {
  if (!may.some((it) => viewer.may.has(it)))
    throw new Refused(issue('not-allowed', [], { capability: may[0] }))
}
