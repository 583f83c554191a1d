import { type DepartmentId, type Issue, issue, type OfficeId } from '#core/base'
import { type FilingState, mayRescue, nameOf, wasTakenAway } from '#core/filing'
import { coversDepartment, hasRescuer, isTopRescuer, isWithin } from '#core/org'
import { hasActed } from '#storage/filings'
import { findPerson, type PersonRecord } from '#storage/people'
import type { Context } from '../context.ts'
import type { Viewer } from '../viewer.ts'

/**
 * Whether the viewer may see a filing. Not in scope is not there: callers answer the same 404 for
 * both. Drafts are seen by whoever files them only (ZJ:52).
 */
export async function mayRead(
  ctx: Context,
  viewer: Viewer,
  fold: FilingState,
  known?: PersonRecord,
): Promise<boolean> {
  const person =
    known ?? (fold.person ? await findPerson(ctx.db, viewer.region, fold.person) : undefined)
  return mayReadOf(viewer, fold, person) || (await actedOn(ctx, viewer, fold))
}

/** The same with the person at hand, without asking who acted before. */
export function mayReadOf(
  viewer: Viewer,
  fold: FilingState,
  person: PersonRecord | undefined,
): boolean {
  if (fold.state === 'deleted' && !(viewer.person && wasTakenAway(fold))) return false
  const filer = fold.filedBy
  const isDraft = fold.submittedAt === undefined || fold.state === 'draft'
  if (viewer.person) {
    if (filer.kind === 'post') return fold.person === viewer.person.id && !isDraft
    return (
      fold.person === viewer.person.id || ('account' in filer && filer.account === viewer.account)
    )
  }
  const { post } = viewer
  if (!post) return false
  const office = post.office as OfficeId
  const isColleague = filer.kind === 'post' && filer.office === office
  if (!seesPeople(viewer) && !(isColleague && filer.role === post.role)) return false
  if (isColleague) return reaches(viewer, person)
  if (isDraft) return false
  const desk = fold.desks.find((it) => it.office === office)
  if (desk?.wide || (desk && reaches(viewer, person))) return true
  if (rescues(viewer, fold, person)) return true
  return !desk && isBelow(viewer, fold, person) && reaches(viewer, person)
}

/** Nobody can act on it, and the viewer is to see to that. */
function rescues(viewer: Viewer, fold: FilingState, person: PersonRecord | undefined): boolean {
  const { actor, org, pack } = viewer
  if (!fold.stuck || actor.kind !== 'post' || !pack.chains[fold.chain]) return false
  const world = { org, roles: pack.org.roles, ...(person?.state === 'open' && { person }) }
  return mayRescue(pack, fold, actor, world)
}

/** At the top of the tree, the offices no rescuer looks after: what concerns only these is seen to there. */
export function lostTo({ org, pack, actor }: Viewer): { readonly lost?: readonly OfficeId[] } {
  const { roles } = pack.org
  if (actor.kind !== 'post' || !isTopRescuer(org, roles, actor)) return {}
  const lost = org.all().filter((it) => !hasRescuer(org, roles, it.id))
  return { lost: lost.map((it) => it.id) }
}

/**
 * A filing taken back from the viewer's hands is a draft again and no longer theirs to see; that it
 * was taken back, and by whom, they are told.
 */
export function takenBack(
  viewer: Viewer,
  fold: FilingState,
  person: PersonRecord | undefined,
): Issue | undefined {
  const { last } = fold
  if (
    !viewer.post ||
    !seesPeople(viewer) ||
    last?.action !== 'withdraw' ||
    !isBelow(viewer, fold, person) ||
    !reaches(viewer, person)
  )
    return undefined
  return issue('changed-meanwhile', [], {
    by: nameOf(last.by),
    did: last.action,
    at: last.at,
    seq: fold.seq,
    label: fold.label,
  })
}

/** Whoever does none of this has no business with filings, whatever lies at their office. */
const seesPeople = ({ may }: Viewer): boolean =>
  may.has('see-filings') ||
  may.has('see-people') ||
  may.has('review') ||
  may.has('verify') ||
  may.has('rescue')

function isBelow(viewer: Viewer, fold: FilingState, person: PersonRecord | undefined): boolean {
  const office = viewer.post!.office as OfficeId
  const about = fold.office ?? person?.office
  return about !== undefined && isWithin(viewer.org, about, office)
}

/** A second-level admin reaches only people of its department in its own office (GX-A:68). */
export function reaches(viewer: Viewer, person: PersonRecord | undefined): boolean {
  const department = viewer.post?.department as DepartmentId | null | undefined
  if (!department) return true
  const office = viewer.org.office(viewer.post!.office as OfficeId)
  return (
    office !== undefined &&
    person !== undefined &&
    person.office === office.id &&
    coversDepartment(office, department, person.department)
  )
}

/** Who has decided over a filing may go on seeing it after the person moved away. */
async function actedOn(ctx: Context, viewer: Viewer, fold: FilingState): Promise<boolean> {
  if (!viewer.post || viewer.post.department || !seesPeople(viewer)) return false
  if (fold.state === 'deleted' || fold.state === 'draft') return false
  return hasActed(ctx.db, viewer.region, fold.id, viewer.post.office)
}

/** Departments a post is limited to: its own and those under it; undefined for the whole office. */
export function departmentsOf(viewer: Viewer): readonly DepartmentId[] | undefined {
  const own = viewer.post?.department as DepartmentId | null | undefined
  const office = viewer.post && viewer.org.office(viewer.post.office as OfficeId)
  if (!own || !office) return undefined
  return office.departments.filter((it) => coversDepartment(office, own, it.id)).map((it) => it.id)
}
