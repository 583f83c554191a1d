import type { OfficeId } from '#core/base'
import {
  climb,
  coversDepartment,
  nearest,
  roleMay,
  wayUp,
  whoCanAct,
  type Capability,
  type Office,
  type Post,
} from '#core/org'
import { type Anchor, skipReasons, type StepDefinition, type Who } from '#core/workflow'
import { aboutOffice, departmentAt, isOwn, officeField, unitOf, type Case } from './case.ts'
import { meets } from './facts.ts'
import type { Actor, Desk, Why } from './definition.ts'

export interface Seat {
  readonly office: Office
  readonly why: Why
}
export interface Seats {
  readonly mode: 'one' | 'any' | 'all' | 'climb'
  /** climb: the whole way, in order. */
  readonly seats: readonly Seat[]
  /** climb: the way ends where it should. */
  readonly complete: boolean
  readonly via: readonly string[]
}

const viaOf = (it: Case, via: readonly string[] | 'any' | undefined): readonly string[] =>
  via === undefined || via === 'any' ? it.law.relations : via

/** Which offices decide at a step, by the relation the pack names, in the world as it is now. */
export function seatsOf(it: Case, who: Who): Seats {
  if ('route' in who) {
    const way = who.route.find((branch) => !branch.when || meets(it, branch.when))
    return way ? seatsOf(it, way.who) : { mode: 'one', seats: [], complete: true, via: [] }
  }
  if ('climb' in who) return climbSeats(it, who)
  if ('any' in who) return manySeats(it, 'any', who.any)
  if ('all' in who) return manySeats(it, 'all', who.all)
  const seat = oneSeat(it, who)
  return { mode: 'one', seats: seat ? [seat] : [], complete: true, via: it.law.relations }
}

function manySeats(it: Case, mode: 'any' | 'all', parts: readonly Who[]): Seats {
  const seats: Seat[] = []
  for (const part of parts) {
    const inner = seatsOf(it, part)
    for (const seat of inner.mode === 'climb' ? inner.seats.slice(0, 1) : inner.seats) {
      if (!seats.some((other) => other.office.id === seat.office.id)) seats.push(seat)
    }
  }
  return { mode, seats, complete: true, via: it.law.relations }
}

function climbSeats(it: Case, who: Extract<Who, { readonly climb: unknown }>): Seats {
  const via = viaOf(it, who.climb)
  const start = anchorOffice(it, who.from)
  if (!start) return { mode: 'climb', seats: [], complete: false, via }
  const above = who['start-above'] === true
  const { path, complete } = climb(it.world.org, start, who.until, { via, above })
  const seats = path.map(
    ({ office, way }): Seat => ({
      office,
      why:
        way.length === 0
          ? { how: 'anchor', office: office.id }
          : { how: 'climb', office: office.id, way },
    }),
  )
  return { mode: 'climb', seats, complete, via }
}

function oneSeat(it: Case, who: Who): Seat | undefined {
  const { org } = it.world
  if ('office' in who) return named(anchorOffice(it, who.office), 'anchor')
  if ('chosen' in who) return named(officeBy(it, officeField(it, who.chosen)), 'chosen')
  if ('fixed' in who) {
    const { type, code } = who.fixed
    return named(
      org.ofType(type).find((office) => code === undefined || office.code === code),
      'fixed',
    )
  }
  const from = 'superior' in who || 'nearest' in who ? anchorOffice(it, who.from) : undefined
  if (!from) return undefined
  if ('superior' in who) {
    const found = wayUp(org, from, who.superior === 'any' ? it.law.relations : [who.superior])
    return (
      found && {
        office: found.office,
        why: { how: 'superior', office: found.office.id, way: found.way },
      }
    )
  }
  if ('nearest' in who) {
    const options = { above: who.above === true, via: viaOf(it, who.via) }
    const found = nearest(org, from, who.nearest, options)
    return (
      found && {
        office: found.office,
        why: { how: 'nearest', office: found.office.id, way: found.way },
      }
    )
  }
  return undefined
}

const named = (office: Office | undefined, how: 'anchor' | 'chosen' | 'fixed'): Seat | undefined =>
  office && { office, why: { how, office: office.id } }
const officeBy = (it: Case, id: OfficeId | undefined) =>
  id === undefined ? undefined : it.world.org.office(id)

function anchorOffice(it: Case, anchor: Anchor | undefined): Office | undefined {
  return officeBy(it, anchorId(it, anchor ?? 'subject-unit'))
}
function anchorId(it: Case, anchor: Anchor): OfficeId | undefined {
  switch (anchor) {
    case 'subject-unit':
      return unitOf(it)
    case 'filer-office':
      return it.state.filedBy.kind === 'post' ? it.state.filedBy.office : undefined
    case 'subject-office':
      return aboutOffice(it)
    default:
      return officeField(it, anchor.slice('field:'.length))
  }
}

/** The office's review was closed, and what comes to it at this step passes up. */
export const isClosedAt = (it: Case, step: StepDefinition, office: OfficeId): boolean =>
  it.world.org.office(office)?.closed === true && skipReasons(step).includes('review-closed')

/** Posts that can decide at this office, without whose own it is and earlier deciders where the step forbids that. */
export function reviewersAt(it: Case, step: StepDefinition, office: OfficeId): readonly Post[] {
  const posts = withoutDeciders(it, step, everybodyAt(it, step, office))
  return step.self === 'allow' ? posts : posts.filter((post) => !isOwn(it, post.account))
}
export function everybodyAt(it: Case, step: StepDefinition, office: OfficeId): readonly Post[] {
  const { org, roles } = it.world
  const department = isWide(step) ? null : departmentAt(it, office)
  const posts = whoCanAct(org, roles, it.law.chain.chain, 'review', office, department)
  return step.roles ? posts.filter((post) => step.roles!.includes(post.role)) : posts
}
const isWide = (step: StepDefinition) => step['by-department'] === false

function withoutDeciders(it: Case, step: StepDefinition, posts: readonly Post[]): readonly Post[] {
  if (step.repeat !== 'forbid') return posts
  return posts.filter((post) => !hasDecided(it, step, post.account))
}
/** Whether this account decided an earlier step, or this one at another desk, since the submission. */
export function hasDecided(it: Case, step: StepDefinition, account: string): boolean {
  const at = it.law.stepAt.get(step.id)!
  return (it.state.deciders ?? []).some(
    (one) => one.account === account && (it.law.stepAt.get(one.step) ?? at) <= at,
  )
}
export function verifiersAt(it: Case, office: OfficeId): readonly Post[] {
  return whoCanAct(
    it.world.org,
    it.world.roles,
    it.law.chain.chain,
    'verify',
    office,
    departmentAt(it, office),
  )
}

/** Whether a post may do this here: its role carries it, its department reaches the person. */
export function postMay(
  it: Case,
  actor: Actor & { kind: 'post' },
  capability: Capability,
  byDepartment = true,
): boolean {
  const role = it.world.roles.find((one) => one.id === actor.role)
  if (!roleMay(role, capability, it.law.chain.chain)) return false
  if (!byDepartment || actor.department === undefined) return true
  const office = it.world.org.office(actor.office)
  return (
    office !== undefined &&
    coversDepartment(office, actor.department, departmentAt(it, actor.office))
  )
}

/** The office's desk at a step; without one, among those who verify. */
export function deskAt(
  it: Case,
  office: Office,
  empty: boolean,
  step: StepDefinition | undefined,
): Desk {
  const department = departmentAt(it, office.id)
  return {
    office: office.id,
    officeName: office.name,
    officeType: office.type,
    ...(department !== undefined && { department }),
    ...(step && isWide(step) && { wide: true }),
    ...(step?.roles && { roles: step.roles }),
    ...(empty && { empty }),
  }
}

/**
 * Who at the desk's office it is for, as one word that lists keep: `''` whoever is over the department,
 * `*` everybody there; then the roles, if only some may.
 */
export function circleOf(desk: Desk): string {
  return [...(desk.wide ? ['*'] : []), ...(desk.roles ?? []).toSorted()].join(' ')
}
