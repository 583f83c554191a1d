import type { OfficeId } from '#core/base'
import { wayUp } from '#core/org'
import type { StateId, StepDefinition, Who } from '#core/workflow'
import type { Case } from './case.ts'
import type { Desk, Passed } from './definition.ts'
import { enter, nowhere, oneByOne } from './enter.ts'
import { deskAt, seatsOf, verifiersAt, type Seat, type Seats } from './seats.ts'

/** Where a filing comes to lie, at whose desks, and what it passed on the way. */
export interface Arrival {
  readonly to: StateId
  readonly desks: readonly Desk[]
  readonly passed: readonly Passed[]
}

/**
 * Heads for step `at`: the first step from there that somebody has to decide at, else the end. What
 * nobody has approved, but at most recorded, is never approved because offices were closed or missing:
 * then it waits, stuck, at the last step.
 */
export function arrive(it: Case, at: number, approved: boolean, startAt?: OfficeId): Arrival {
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
  if (last && unasked && !approved && !approvedByRule) return { to: last.id, desks: [], passed }
  return { to: 'approved', desks: verifierDesks(it), passed }
}

/** Offices that may verify an approved filing, but for what is `done`; it waits in their lists, finished. */
export function verifierDesks(it: Case, done: readonly string[] = []): readonly Desk[] {
  const desks: Desk[] = []
  for (const after of it.law.chain.after ?? []) {
    if (done.includes(after.id)) continue
    for (const { office } of seatsOf(it, after.who).seats) {
      if (desks.some((other) => other.office === office.id)) continue
      desks.push(deskAt(it, office, verifiersAt(it, office.id).length === 0, undefined))
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
    return { desks: reached ? undefined : nowhere(it, step, passed), passed }
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
