import type { OfficeId } from '#core/base'
import { wayUp, type Office } from '#core/org'
import { factsIn, namesIn } from '#core/rules'
import { builtInReasons, skipReasons, type StepDefinition } from '#core/workflow'
import type { Case } from './case.ts'
import type { Desk, Passed } from './definition.ts'
import { meets } from './facts.ts'
import { deskAt, everybodyAt, reviewersAt, seatsOf, type Seat, type Seats } from './seats.ts'

/** The desks of a step, or nothing when it is passed over; lines about it are added to `passed`. */
export function enter(
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
  if (found.seats.length === 0) return nowhere(it, step, passed)
  if (found.mode === 'any' || found.mode === 'all')
    return together(it, step, found, hasLater, passed)
  return oneByOne(it, step, startingAt(found, startAt), hasLater, passed)
}

/** No office is found: passed over where the step says so, or by a condition that asks of none. */
export function nowhere(
  it: Case,
  step: StepDefinition,
  passed: Passed[],
): readonly Desk[] | undefined {
  for (const reason of skipReasons(step)) {
    if (reason === 'no-such-office') passed.push({ step: step.id, why: reason })
    else if (!builtInReasons.includes(reason) && !asksOfStep(it, reason) && meets(it, reason))
      passed.push({ step: step.id, why: 'condition', condition: reason })
    else continue
    return undefined
  }
  return []
}

/** Whether a condition, or one it refers to, asks about the office a step has come to. */
function asksOfStep(it: Case, name: string): boolean {
  const test = it.pack.conditions[name]?.test
  return (
    test !== undefined &&
    (factsIn(test).some((fact) => fact.startsWith('step.')) ||
      namesIn(test).some((other) => asksOfStep(it, other)))
  )
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
export function oneByOne(
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
    if (empty === 'no') return [deskAt(it, office, false, step)]
    if (empty === 'stays') return [deskAt(it, office, true, step)]
    passed.push({ step: step.id, office: office.id, officeName: office.name, why: empty })
    ended = index >= found.seats.length - 1
  }
  if (isClimb && !found.complete) return nowhere(it, step, passed)
  const last = way.at(-1)
  return last && ended ? [deskAt(it, last.office, true, step)] : []
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
    // The office itself was asked about before it came here; who stands in for it is passed over alike.
    const skip = seat.office.id === office.id ? undefined : skipAt(it, step, seat.office)
    if (skip) {
      passed.push(skip)
      continue
    }
    const empty = emptyAt(it, step, seat.office)
    if (empty === 'no') return deskAt(it, seat.office, false, step)
    if (empty === 'stays') return deskAt(it, seat.office, true, step)
    passed.push({ step: step.id, office: seat.office.id, officeName: seat.office.name, why: empty })
  }
  return deskAt(it, office, true, step)
}
