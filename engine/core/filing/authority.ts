import { issue, type Issue } from '#core/base'
import { reachesPlace, roleMay } from '#core/org'
import {
  transitionsFrom,
  type FilerDefinition,
  type StepDefinition,
  type Transition,
} from '#core/workflow'
import { isOwn, type Case } from './case.ts'
import type { Actor, Desk } from './definition.ts'
import { isTheirs, ownPlace } from './rescue.ts'
import { hasDecided, isClosedAt, postMay, seatsOf } from './seats.ts'
import { stepOf } from './law.ts'

type PostActor = Extract<Actor, { readonly kind: 'post' }>

/** Whether this actor may take this move at all; the desk they sit at when it takes one. */
export function standingOf(it: Case, move: Transition, actor: Actor): Issue | Desk | undefined {
  switch (move.by) {
    case 'filer':
      return isFiler(it, actor)
        ? undefined
        : issue('not-filer', [], { filedBy: nameOf(it.state.filedBy) })
    case 'holder':
      return deskOf(it, move, actor)
    case 'verifier':
      return isVerifier(it, move, actor) ? undefined : notYourTurn(it)
    case 'deleter':
      return overseerIssue(it, move, actor, move.capability ?? 'delete-filings')
    case 'rescuer':
      return actor.kind === 'system' ? undefined : overseerIssue(it, move, actor, 'rescue')
    case 'system':
      return actor.kind === 'system' ? undefined : notYourTurn(it)
  }
}
export const isIssue = (it: Issue | Desk | undefined): it is Issue =>
  it !== undefined && 'code' in it

/** Its role may not do this at all, or not about this person or office. */
function overseerIssue(
  it: Case,
  move: Transition,
  actor: Actor,
  capability: 'delete-filings' | 'rescue',
): Issue | undefined {
  const role = roleOf(it, actor)
  if (actor.kind !== 'post' || !roleMay(role, capability)) {
    const own = role?.title ?? it.pack.texts.terms['person'] ?? actor.name
    return issue('role-may-not', [], { role: own, action: move.label })
  }
  const place = ownPlace(it)
  const reaches =
    capability === 'rescue'
      ? isTheirs(it, actor)
      : place !== undefined && reachesPlace(it.world.org, actor, place)
  return reaches ? undefined : notInReach(actor)
}
const roleOf = (it: Case, actor: Actor) =>
  actor.kind === 'post' ? it.world.roles.find((one) => one.id === actor.role) : undefined

function notInReach(actor: Actor): Issue {
  return issue('not-in-reach', [], {
    office: actor.kind === 'post' ? actor.officeName : actor.name,
  })
}

/** Who holds it now, and who did what last. */
export function notYourTurn(it: Case): Issue {
  const { state } = it
  return issue('not-your-turn', [], { ...whereabouts(it), state: state.state })
}
export function whereabouts(it: Case): Readonly<Record<string, unknown>> {
  const { state } = it
  const open = state.desks.filter((desk) => !desk.done)
  return {
    label: state.label,
    holders: open.map((desk) => desk.officeName),
    ...(state.last && { by: nameOf(state.last.by), did: state.last.action, at: state.last.at }),
  }
}
export const nameOf = (actor: Actor): string =>
  actor.kind === 'post' ? `${actor.officeName} ${actor.name}` : actor.name

/** The filer, or for an office's filing a colleague who may file the same there. */
export function isFiler(it: Case, actor: Actor): boolean {
  const filer = it.state.filedBy
  if (filer.kind === 'system') return actor.kind === 'system'
  if (filer.kind === 'post') {
    if (actor.kind !== 'post' || actor.office !== filer.office) return false
    return actor.account === filer.account || mayFile(it, actor) === undefined
  }
  if (actor.kind === 'system' || actor.kind === 'post') return false
  if (filer.kind === 'person' && actor.kind === 'person') return actor.person === filer.person
  if (filer.account !== undefined) return actor.account === filer.account
  // A registration without an account yet: whoever has it at hand, nobody is signed in.
  return actor.kind === 'anyone'
}

/** A post files by its role, named itself or by what it may do. */
function files(it: Case, filer: FilerDefinition, actor: PostActor): boolean {
  if (typeof filer === 'string') return false
  if (actor.role === filer.post) return true
  return roleOf(it, actor)?.may.some((one) => one === filer.post) === true
}

/** Whether this actor may file this at all: on this chain, about this person or office. */
export function mayFile(it: Case, actor: Actor): Issue | undefined {
  const ways = it.law.chain['filed-by']
  const title = it.law.chain.title
  if (actor.kind === 'system') {
    return ways.includes('system') ? undefined : issue('may-not-file', [], { chain: title })
  }
  if (actor.kind !== 'post') {
    const own = actor.kind === 'person' && ways.includes('person')
    if (own && (it.state.person === undefined || it.state.person === actor.person)) return undefined
    return ways.includes('anyone') ? undefined : issue('may-not-file', [], { chain: title })
  }
  const fitting = ways.filter((way) => files(it, way, actor))
  if (fitting.length === 0) return issue('may-not-file', [], { chain: title })
  return fitting.some((way) => typeof way === 'object' && covers(it, way.for, actor))
    ? undefined
    : notInReach(actor)
}

function covers(
  it: Case,
  reach: 'people-below' | 'own-people' | 'own-office',
  actor: PostActor,
): boolean {
  if (reach === 'own-office')
    return it.state.office === undefined || it.state.office === actor.office
  const person = it.world.person
  if (!person) return it.state.person === undefined
  if (person.office === undefined) return false
  if (reach === 'own-people' && person.office !== actor.office) return false
  return reachesPlace(it.world.org, actor, { office: person.office, department: person.department })
}

/** The desk this actor decides at: their office holds it, their role and department reach it. */
function deskOf(it: Case, move: Transition, actor: Actor): Issue | Desk {
  const step = stepOf(it.law, move.from)
  if (!step || actor.kind !== 'post') return notYourTurn(it)
  const desk = it.state.desks.find((one) => one.office === actor.office)
  if (!desk || !postMay(it, actor, 'review', step['by-department'] !== false))
    return notYourTurn(it)
  if (desk.done) return issue('already-decided-here', [], whereabouts(it))
  if (isClosedAt(it, step, desk.office))
    return issue('review-closed', [], { office: desk.officeName })
  if (step.roles && !step.roles.includes(actor.role)) return otherRole(it, step, actor)
  if (step.repeat === 'forbid' && hasDecided(it, step, actor.account))
    return issue('decided-before', [], { name: actor.name, step: step.title })
  if (step.self !== 'allow' && isOwn(it, actor.account))
    return issue('self-review', [], { name: actor.name })
  return desk
}

/** Somebody else at the same office decides this step: who. */
function otherRole(it: Case, step: StepDefinition, actor: PostActor): Issue {
  const titles = step.roles!.map((id) => it.world.roles.find((one) => one.id === id)?.title ?? id)
  return issue('not-your-role', [], {
    step: step.title,
    roles: titles,
    own: roleOf(it, actor)?.title ?? actor.role,
  })
}

/** Of several verifications, one may be an office's to do and another not; each is done once. */
function isVerifier(it: Case, move: Transition, actor: Actor): boolean {
  if (actor.kind !== 'post' || !postMay(it, actor, 'verify')) return false
  if (move.after !== undefined && it.state.verified?.includes(move.after)) return false
  return (it.law.chain.after ?? []).some(
    (after) =>
      after.id === move.after &&
      seatsOf(it, after.who).seats.some((seat) => seat.office.id === actor.office),
  )
}

/** Moves out of the present state by this action, in the machine's order. */
export function movesBy(it: Case, action: Transition['action']): readonly Transition[] {
  return transitionsFrom(it.law.machine, it.state.state).filter((move) => move.action === action)
}
