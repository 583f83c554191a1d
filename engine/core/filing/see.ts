import type { Pack } from '#core/pack'
import { coversDepartment, isWithin, roleMay } from '#core/org'
import { caseOf, departmentAt, unitOf, aboutOffice, type Case } from './case.ts'
import { isFiler } from './authority.ts'
import type { Actor, FilingState, World } from './definition.ts'
import { mayRescue } from './rescue.ts'

/**
 * Whether this actor may look at the filing: their own; for a post, what is submitted about people
 * and offices below it and within its department, what lies on its desk, and what it is to rescue.
 * Drafts are the filer's alone; what was deleted is nobody's, save that the person whose it was may
 * read by whom and why.
 */
export function maySee(pack: Pack, state: FilingState, actor: Actor, world: World): boolean {
  const it = caseOf(pack, state, world)
  const type = it.law.machine.states[state.state]?.type
  if (actor.kind === 'system') return true
  if (type === 'deleted' && !(actor.kind === 'person' && wasTakenAway(state))) return false
  if (isFiler(it, actor)) return true
  if (type === 'draft' && state.submittedAt === undefined) return false
  if (actor.kind === 'person') return state.person === actor.person
  if (actor.kind !== 'post' || type === 'draft') return false
  return (
    holdsIt(it, actor) ||
    isBelow(it, actor) ||
    (state.stuck && mayRescue(pack, state, actor, world))
  )
}

/** Deleted by an office once it was submitted, not by whoever was still writing it. */
export const wasTakenAway = ({ last, submittedAt }: FilingState): boolean =>
  last?.action === 'delete' && last.by.kind === 'post' && submittedAt !== undefined

type PostActor = Extract<Actor, { readonly kind: 'post' }>

function holdsIt(it: Case, actor: PostActor): boolean {
  const desk = it.state.desks.find((one) => one.office === actor.office)
  return (
    desk !== undefined &&
    (desk.wide || inDepartment(it, actor)) &&
    mayAny(it, actor, ['review', 'verify'])
  )
}

function isBelow(it: Case, actor: PostActor): boolean {
  if (!mayAny(it, actor, ['see-filings', 'review', 'verify'])) return false
  const { filedBy } = it.state
  const office =
    unitOf(it) ?? aboutOffice(it) ?? (filedBy.kind === 'post' ? filedBy.office : undefined)
  if (office === undefined || !isWithin(it.world.org, office, actor.office)) return false
  return office === actor.office ? inDepartment(it, actor) : actor.department === undefined
}

function inDepartment(it: Case, actor: PostActor): boolean {
  if (actor.department === undefined) return true
  const office = it.world.org.office(actor.office)
  return (
    office !== undefined &&
    coversDepartment(office, actor.department, departmentAt(it, actor.office))
  )
}

function mayAny(
  it: Case,
  actor: PostActor,
  wanted: readonly ('review' | 'verify' | 'see-filings')[],
): boolean {
  const role = it.world.roles.find((one) => one.id === actor.role)
  return wanted.some((one) => roleMay(role, one, it.law.chain.chain))
}
