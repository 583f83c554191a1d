import { issue, type Hours, type Issue } from '#core/base'
import type { StepDefinition, Transition, Who } from '#core/workflow'
import { arrive, climbOn, type Arrival } from './arrive.ts'
import type { Case } from './case.ts'
import type { Command, Desk, Entry, Passed } from './definition.ts'
import { meets, unmet } from './facts.ts'
import { deciderOf } from './deciders.ts'
import { stepOf } from './law.ts'
import { decided, moveTo, refused, type Outcome } from './outcome.ts'

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
  const { arrival, guard } = next(knowing(it, command, step), step, desk)
  const move = moveTo(it, command, arrival.to, guard)
  return decided(it, command, move, arrival, given)
}

/** What follows is asked with this decision known: whoever made it may be barred from the next. */
function knowing(it: Case, { action, by }: Command, step: StepDefinition): Case {
  if (!it.law.namesDeciders || by.kind !== 'post') return it
  const deciders = [...(it.state.deciders ?? []), deciderOf(step.id, by.account, action)]
  return { ...it, state: { ...it.state, deciders } }
}

export type Next = { readonly arrival: Arrival; readonly guard?: Transition['guard'] }

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
  const on = onward(it, step)
  return { ...on, arrival: havingPassed(on.arrival, passed) }
}

/** Past this step, which is done: straight back to who wanted it, or to what follows. */
export function onward(it: Case, step: StepDefinition): Next {
  const { back, backOffice } = it.state
  const on = back === undefined ? undefined : it.law.stepAt.get(back)
  const after = it.law.stepAt.get(step.id)! + 1
  const approved = !it.law.namesDeciders || it.state.deciders?.some((one) => !one.recorded) === true
  if (on !== undefined && on >= after) {
    const arrival = arrive(it, on, approved, backOffice)
    return { arrival, guard: arrival.to === back ? 'straight-back' : 'passed-over' }
  }
  const arrival = arrive(it, after, approved)
  const direct = it.law.chain.steps[after]?.id ?? 'approved'
  return arrival.to === direct ? { arrival } : { arrival, guard: 'passed-over' }
}

export const havingPassed = (arrival: Arrival, passed: readonly Passed[]): Arrival =>
  passed.length === 0 ? arrival : { ...arrival, passed: [...passed, ...arrival.passed] }

function shapeOf(it: Case, who: Who): 'climb' | 'all' | 'other' {
  if ('climb' in who) return 'climb'
  if ('all' in who) return 'all'
  if (!('route' in who)) return 'other'
  const way = who.route.find((one) => !one.when || meets(it, one.when))
  return way ? shapeOf(it, way.who) : 'other'
}

export const stepAt = (it: Case): StepDefinition => {
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

export const said = (command: Command): Partial<Pick<Entry, 'opinion' | 'marks'>> => ({
  ...(command.opinion?.trim() && { opinion: command.opinion.trim() }),
  ...(command.marks?.length && { marks: command.marks }),
})
