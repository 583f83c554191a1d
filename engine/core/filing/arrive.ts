import type { OfficeId } from '#core/base'
import { wayUp, type Office } from '#core/org'
import {
  builtInReasons,
  skipReasons,
  type StateId,
  type StepDefinition,
  type Who,
} from '#core/workflow'
import type { Case } from './case.ts'
import { meets } from './facts.ts'
import type { Desk, Passed } from './definition.ts'
import {
  deskAt,
  everybodyAt,
  reviewersAt,
  seatsOf,
  verifiersAt,
  type Seat,
  type Seats,
} from './seats.ts'

/** Where a filing comes to lie, at whose desks, and what it passed on the way. */
export interface Arrival {
  readonly to: StateId
  readonly desks: readonly Desk[]
  readonly passed: readonly Passed[]
}

/**
 * Heads for step `at`: the first step from there that somebody has to decide at, else the end. What
 * nobody has decided is never approved because offices were closed or missing: then it waits, stuck,
 * at the last step.
 */
export function arrive(it: Case, at: number, decided: boolean, startAt?: OfficeId): Arrival {
  const { steps } = it.law.chain
  const passed: Passed[] = []
  for (let i = at; i < steps.length; i += 1) {
    const step = steps[i]!
    const desks = enter(it, step, i < steps.length - 1, passed, i === at ? startAt : undefined)
    if (desks) return { to: step.id, desks, passed }
  }
  const unasked = passed.some(
    (line) => line.why === 'review-closed' || line.why === 'no-such-office',
  )
  const approvedByRule = passed.some((line) => line.why === 'auto')
  const last = steps.at(-1)
  if (last && unasked && !decided && !approvedByRule) return { to: last.id, desks: [], passed }
  return { to: 'approved', desks: verifierDesks(it), passed }
}

/** The desks of a step, or nothing when it is passed over; lines about it are added to `passed`. */
function enter(
  it: Case,
  step: StepDefinition,
  hasLater: boolean,
  passed: Passed[],
  startAt: OfficeId | undefined,
): readonly Desk[] | undefined {
  if (step.auto && (step.auto.when === 'always' || meets(it, step.auto.when))) {
    const condition = step.auto.when === 'always' ? {} : { condition: step.auto.when }
    passed.push({ step: step.id, why: 'auto', ...condition })
    return undefined
  }
  const found = seatsOf(it, step.who)
  if (found.seats.length === 0) return nowhere(step, passed)
  if (found.mode === 'any' || found.mode === 'all')
    return together(it, step, found, hasLater, passed)
  return oneByOne(it, step, startingAt(found, startAt), hasLater, passed)
}

function nowhere(step: StepDefinition, passed: Passed[]): readonly Desk[] | undefined {
  if (!skipReasons(step).includes('no-such-office')) return []
  passed.push({ step: step.id, why: 'no-such-office' })
  return undefined
}

function startingAt(found: Seats, startAt: OfficeId | undefined): Seats {
  const at = found.seats.findIndex((seat) => seat.office.id === startAt)
  return at > 0 ? { ...found, seats: found.seats.slice(at) } : found
}

/** Why the step is passed over at this office, if it is. */
function skipAt(it: Case, step: StepDefinition, office: Office): Passed | undefined {
  for (const reason of skipReasons(step)) {
    const line = { step: step.id, office: office.id, officeName: office.name }
    if (reason === 'review-closed') {
      if (office.closed) return { ...line, why: 'review-closed' }
    } else if (!builtInReasons.includes(reason) && meets(it, reason, office)) {
      return { ...line, why: 'condition', condition: reason }
    }
  }
  return undefined
}

/** Nobody can decide at this office: may the filing go up, and why. */
function emptyAt(
  it: Case,
  step: StepDefinition,
  office: Office,
): 'no' | 'stays' | 'self' | 'nobody' {
  if (reviewersAt(it, step, office.id).length > 0) return 'no'
  if (step.self === 'up' && everybodyAt(it, step, office.id).length > 0) return 'self'
  return step.nobody === 'up' ? 'nobody' : 'stays'
}

/** A climb, or one office: the first along the way where somebody sits, then further up. */
function oneByOne(
  it: Case,
  step: StepDefinition,
  found: Seats,
  hasLater: boolean,
  passed: Passed[],
): readonly Desk[] | undefined {
  const isClimb = found.mode === 'climb'
  const way = wayOf(it, found)
  let ended = false
  for (const [index, { office }] of way.entries()) {
    const skip = skipAt(it, step, office)
    if (skip) {
      passed.push(skip)
      const last = !isClimb || (found.complete && index >= found.seats.length - 1)
      if (last && (skip.why === 'condition' || hasLater)) return undefined
      continue
    }
    const empty = emptyAt(it, step, office)
    if (empty === 'no') return [deskAt(it, office, false)]
    if (empty === 'stays') return [deskAt(it, office, true)]
    passed.push({ step: step.id, office: office.id, officeName: office.name, why: empty })
    ended = index >= found.seats.length - 1
  }
  if (isClimb && !found.complete) return nowhere(step, passed)
  const last = way.at(-1)
  return last && ended ? [deskAt(it, last.office, true)] : []
}

/** The offices named, then whoever stands above the last of them; nobody twice. */
function wayOf(it: Case, found: Seats): readonly Seat[] {
  if (found.mode === 'climb' && !found.complete) return found.seats
  const way = [...found.seats]
  const seen = new Set(way.map((seat) => seat.office.id))
  for (let at = way.at(-1); at; ) {
    const up = wayUp(it.world.org, at.office, found.via)
    if (!up || seen.has(up.office.id)) break
    seen.add(up.office.id)
    at = { office: up.office, why: { how: 'up', office: up.office.id, way: up.way } }
    way.push(at)
  }
  return way
}

/** any-of and all-of: every office named, without those that are passed over. */
function together(
  it: Case,
  step: StepDefinition,
  found: Seats,
  hasLater: boolean,
  passed: Passed[],
): readonly Desk[] | undefined {
  const desks: Desk[] = []
  let onlyConditions = true
  for (const seat of found.seats) {
    const skip = skipAt(it, step, seat.office)
    if (skip) {
      passed.push(skip)
      onlyConditions &&= skip.why === 'condition'
      continue
    }
    const desk = occupied(it, step, seat.office, found, passed)
    if (!desks.some((other) => other.office === desk.office)) desks.push(desk)
  }
  if (desks.length > 0) return desks
  return onlyConditions || hasLater ? undefined : []
}

function occupied(
  it: Case,
  step: StepDefinition,
  office: Office,
  found: Seats,
  passed: Passed[],
): Desk {
  const alone: Seats = {
    ...found,
    mode: 'one',
    seats: [{ office, why: { how: 'desk', office: office.id } }],
  }
  for (const seat of wayOf(it, alone)) {
    const empty = emptyAt(it, step, seat.office)
    if (empty === 'no') return deskAt(it, seat.office, false)
    if (empty === 'stays') return deskAt(it, seat.office, true)
    passed.push({ step: step.id, office: seat.office.id, officeName: seat.office.name, why: empty })
  }
  return deskAt(it, office, true)
}

/** Offices that may verify an approved filing; it waits in their lists, finished. */
export function verifierDesks(it: Case): readonly Desk[] {
  const desks: Desk[] = []
  for (const after of it.law.chain.after ?? []) {
    for (const { office } of seatsOf(it, after.who).seats) {
      if (desks.some((other) => other.office === office.id)) continue
      desks.push(deskAt(it, office, verifiersAt(it, office.id).length === 0))
    }
  }
  return desks
}

/** What follows in a climb once this desk has decided: no desks, when the climb ends with it. */
export function climbOn(
  it: Case,
  step: StepDefinition,
  desk: Desk,
): { readonly desks: readonly Desk[] | undefined; readonly passed: readonly Passed[] } {
  const found = seatsOf(it, step.who)
  const rest = above(it, found, step, desk)
  const passed: Passed[] = []
  if (rest.length === 0) {
    const reached = found.complete || endsAt(step, desk.officeType)
    return { desks: reached ? undefined : nowhere(step, passed), passed }
  }
  const hasLater = it.law.stepAt.get(step.id)! < it.law.chain.steps.length - 1
  return { desks: oneByOne(it, step, { ...found, seats: rest }, hasLater, passed), passed }
}

function above(it: Case, found: Seats, step: StepDefinition, desk: Desk): readonly Seat[] {
  const here = desk.instead ?? desk.office
  // Who stood in for another may be on the way itself: nobody is asked twice.
  const at = found.seats.findLastIndex(
    (seat) => seat.office.id === here || seat.office.id === desk.office,
  )
  if (at >= 0) return found.seats.slice(at + 1)
  // The tree changed since, or the desk stands above the end: go on from where it lies now.
  const office = it.world.org.office(here)
  if (!office || endsAt(step, office.type) || found.seats.length === 0) return []
  const up = wayUp(it.world.org, office, found.via)
  const next = up ? found.seats.findIndex((seat) => seat.office.id === up.office.id) : -1
  return next < 0 ? [] : found.seats.slice(next)
}

function endsAt(step: StepDefinition, type: string): boolean {
  const ends = (who: Who): boolean =>
    'climb' in who ? who.until === type : 'route' in who && who.route.some((it) => ends(it.who))
  return ends(step.who)
}
