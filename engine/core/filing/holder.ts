import { issue, type Hours, type Issue } from '#core/base'
import type { StepDefinition, Transition, Who } from '#core/workflow'
import { arrive, climbOn, type Arrival } from './arrive.ts'
import type { Pack } from '#core/pack'
import { caseOf, type Case } from './case.ts'
import { meets, unmet } from './facts.ts'
import type { Command, Desk, Entry, FilingState, Passed, World } from './definition.ts'
import { stepOf } from './law.ts'
import { decided, moveTo, refused, type Outcome } from './outcome.ts'
import { deskAt, reviewersAt } from './seats.ts'

export const needsOpinion = (command: Command, move: Transition): Issue | undefined =>
  move.opinion === 'required' && !command.opinion?.trim()
    ? issue('opinion-required', ['opinion'], { action: move.label })
    : undefined

/** approve and record: this desk has spoken; up, on, back, or waiting for the others. */
export function pass(
  it: Case,
  command: Command,
  moves: readonly Transition[],
  desk: Desk,
): Outcome {
  const step = stepAt(it)
  const first = moves[0]!
  const wrong =
    needsOpinion(command, first) ?? needs(it, first, desk) ?? awardedIssue(it, command, step, first)
  if (wrong) return refused(wrong)
  const awarded = command.awarded ?? (first.edits.length > 0 ? it.state.awarded : undefined)
  const given = { ...said(command), awarded }
  const { arrival, guard } = next(it, step, desk)
  const move = moveTo(it, command, arrival.to, guard)
  return decided(it, command, move, arrival, given)
}

type Next = { readonly arrival: Arrival; readonly guard?: Transition['guard'] }

function next(it: Case, step: StepDefinition, desk: Desk): Next {
  const { state } = it
  const shape = shapeOf(it, step.who)
  if (shape === 'all') {
    const desks = state.desks.map((one) =>
      one.office === desk.office ? { ...one, done: true } : one,
    )
    if (desks.some((one) => !one.done)) {
      return { arrival: { to: step.id, desks, passed: [] }, guard: 'others-pending' }
    }
  }
  let passed: readonly Passed[] = []
  if (shape === 'climb') {
    const up = climbOn(it, step, desk)
    if (up.desks)
      return { arrival: { to: step.id, desks: up.desks, passed: up.passed }, guard: 'more-above' }
    passed = up.passed
  }
  const on = state.back === undefined ? undefined : it.law.stepAt.get(state.back)
  const after = it.law.stepAt.get(step.id)! + 1
  if (on !== undefined && on >= after) {
    const arrival = havingPassed(arrive(it, on, true, state.backOffice), passed)
    return { arrival, guard: arrival.to === state.back ? 'straight-back' : 'passed-over' }
  }
  const arrival = havingPassed(arrive(it, after, true), passed)
  const direct = it.law.chain.steps[after]?.id ?? 'approved'
  return arrival.to === direct ? { arrival } : { arrival, guard: 'passed-over' }
}
const havingPassed = (arrival: Arrival, passed: readonly Passed[]): Arrival =>
  passed.length === 0 ? arrival : { ...arrival, passed: [...passed, ...arrival.passed] }

function shapeOf(it: Case, who: Who): 'climb' | 'all' | 'other' {
  if ('climb' in who) return 'climb'
  if ('all' in who) return 'all'
  if (!('route' in who)) return 'other'
  const way = who.route.find((one) => !one.when || meets(it, one.when))
  return way ? shapeOf(it, way.who) : 'other'
}

const stepAt = (it: Case): StepDefinition => {
  const step = stepOf(it.law, it.state.state)
  if (step) return step
  throw new Error(`Filing ${it.state.id} is held at no step, in state ${it.state.state}.`)
}

function needs(it: Case, move: Transition, desk: Desk): Issue | undefined {
  const condition = unmet(it, move.needs, it.world.org.office(desk.office))
  if (condition === undefined) return undefined
  return issue('needs-unmet', [], {
    condition,
    says: it.pack.conditions[condition]?.says ?? condition,
  })
}

/** Hours a reviewer gives: in steps, not above the claim unless the step allows it, with a reason. */
function awardedIssue(
  it: Case,
  command: Command,
  step: StepDefinition,
  move: Transition,
): Issue | undefined {
  const { awarded } = command
  if (awarded === undefined) return undefined
  const claimed = it.state.claimed ?? 0
  const before: Hours = it.state.awarded ?? claimed
  if (!move.edits.includes('awarded'))
    return awarded === before ? undefined : issue('awarded-not-allowed', ['awarded'])
  const unit = it.pack.hours.step
  if (!Number.isFinite(awarded) || awarded < 0 || !Number.isInteger(awarded / unit)) {
    return issue('awarded-step', ['awarded'], { step: unit, awarded })
  }
  if (awarded > claimed && step.awarded?.max !== 'any') {
    return issue('awarded-too-high', ['awarded'], { claimed, awarded })
  }
  if (awarded !== before && !command.opinion?.trim()) {
    return issue('reason-required', ['opinion'], { claimed, awarded })
  }
  return undefined
}

const said = (command: Command): Partial<Pick<Entry, 'opinion' | 'marks'>> => ({
  ...(command.opinion?.trim() && { opinion: command.opinion.trim() }),
  ...(command.marks?.length && { marks: command.marks }),
})

/** refuse: the end, or back to a draft. */
export function turnDown(it: Case, command: Command, moves: readonly Transition[]): Outcome {
  const move = moves[0]!
  const wrong = needsOpinion(command, move)
  if (wrong) return refused(wrong)
  return decided(it, command, move, { to: move.to, desks: [], passed: [] }, said(command))
}

/** return: to the filer, or to an earlier step, with what is at fault. */
export function giveBack(it: Case, command: Command, moves: readonly Transition[]): Outcome {
  const known = moves.map((one) => one.to)
  const wanted = command.to === 'filer' ? 'returned' : command.to
  const move =
    wanted === undefined && moves.length === 1 ? moves[0] : moves.find((one) => one.to === wanted)
  if (!move) return refused(issue('return-where', ['to'], { known }))
  const wrong = needsOpinion(command, move)
  if (wrong) return refused(wrong)
  const at = it.law.stepAt.get(move.to)
  const arrival = at === undefined ? { to: move.to, desks: [], passed: [] } : backAt(it, at)
  return decided(it, command, move, arrival, { ...said(command), back: move.back })
}

/** Back at an earlier step it is decided again, even where it would be passed over today. */
function backAt(it: Case, at: number): Arrival {
  const step = it.law.chain.steps[at]!
  const arrival = arrive(it, at, true)
  return arrival.to === step.id ? arrival : { to: step.id, desks: [], passed: [] }
}

/** By hand to another office, or asked again in the world as it is now (offices closed, people gone). */
export function reassign(it: Case, command: Command): Outcome {
  const step = stepAt(it)
  if (command.to === undefined) {
    const arrival = askedAgain(it, step)
    const guard = arrival.to === step.id ? undefined : 'passed-over'
    return decided(it, command, moveTo(it, command, arrival.to, guard), arrival, said(command))
  }
  const office = it.world.org.office(command.to as Desk['office'])
  if (!office) return refused(issue('office-unknown', ['to'], { office: command.to }))
  if (reviewersAt(it, step, office.id).length === 0) {
    return refused(issue('nobody-there', ['to'], { office: office.name }))
  }
  const target =
    it.state.desks.find((one) => !one.done && one.empty) ?? it.state.desks.find((one) => !one.done)
  const desk: Desk = {
    ...deskAt(it, office, false),
    ...(target && { instead: target.instead ?? target.office }),
  }
  const others = it.state.desks.filter((one) => one !== target && one.office !== desk.office)
  const arrival = { to: step.id, desks: [...others, desk], passed: [] }
  return decided(it, command, moveTo(it, command, step.id), arrival, said(command))
}

function askedAgain(it: Case, step: StepDefinition): Arrival {
  const at = it.law.stepAt.get(step.id)!
  const open = it.state.desks.filter((one) => !one.done)
  const from = open.length === 1 ? (open[0]!.instead ?? open[0]!.office) : undefined
  const again = arrive(it, at, it.state.decisions > 0, from)
  if (again.to === 'approved') return { to: step.id, desks: [], passed: [] }
  return again.to === step.id ? keepDone(it, again) : again
}

/**
 * Whether a waiting filing would lie on other desks if it were asked again now: the office was closed,
 * the person or office moved, nobody is left there, or somebody came. Then `reassign` by the system.
 */
export function isMisplaced(pack: Pack, state: FilingState, world: World): boolean {
  const it = caseOf(pack, state, world)
  const step = stepOf(it.law, state.state)
  if (!step) return false
  const byHand = state.desks.filter((one) => one.instead)
  if (byHand.length > 0) return byHand.some((one) => reviewersAt(it, step, one.office).length === 0)
  const again = askedAgain(it, step)
  const key = (one: Desk) => `${one.office} ${one.department ?? ''} ${one.empty ?? false}`
  const same =
    again.desks.length === state.desks.length &&
    again.desks.every((one) => state.desks.some((other) => key(other) === key(one)))
  return again.to !== state.state || !same
}

/** Who has approved an all-of has approved it. */
function keepDone(it: Case, arrival: Arrival): Arrival {
  const done = it.state.desks.filter((one) => one.done)
  if (done.length === 0) return arrival
  const desks = arrival.desks.map((one) =>
    done.some((other) => other.office === one.office) ? { ...one, done: true } : one,
  )
  return { ...arrival, desks }
}
