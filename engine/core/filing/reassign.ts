import { issue } from '#core/base'
import type { Pack } from '#core/pack'
import type { StepDefinition } from '#core/workflow'
import { arrive, type Arrival } from './arrive.ts'
import { caseOf, type Case } from './case.ts'
import type { Command, Desk, FilingState, Passed, World } from './definition.ts'
import { havingPassed, onward, said, stepAt, type Next } from './holder.ts'
import { stepOf } from './law.ts'
import { decided, moveTo, refused, type Outcome } from './outcome.ts'
import { placeIssueOf } from './place.ts'
import { circleOf, deskAt, isClosedAt, reviewersAt } from './seats.ts'

/** By hand to another office, or asked again in the world as it is now (offices closed, people gone). */
export function reassign(it: Case, command: Command): Outcome {
  const step = stepAt(it)
  if (command.to === undefined) {
    const { arrival, guard } = askedAgain(it, step)
    return decided(it, command, moveTo(it, command, arrival.to, guard), arrival, said(command))
  }
  const office = it.world.org.office(command.to as Desk['office'])
  if (!office) return refused(issue('office-unknown', ['to'], { office: command.to }))
  if (isClosedAt(it, step, office.id))
    return refused(issue('review-closed', ['to'], { office: office.name }))
  if (reviewersAt(it, step, office.id).length === 0) {
    return refused(issue('nobody-there', ['to'], { office: office.name }))
  }
  const target =
    it.state.desks.find((one) => !one.done && one.empty) ?? it.state.desks.find((one) => !one.done)
  // Where nobody was to be stood in for, it stands for itself: what is given by hand stays there.
  const desk: Desk = {
    ...deskAt(it, office, false, step),
    instead: target ? (target.instead ?? target.office) : office.id,
  }
  const others = it.state.desks.filter((one) => one !== target && one.office !== desk.office)
  const arrival = { to: step.id, desks: [...others, desk], passed: [] }
  return decided(it, command, moveTo(it, command, step.id), arrival, said(command))
}

function askedAgain(it: Case, step: StepDefinition): Next {
  const at = it.law.stepAt.get(step.id)!
  const open = it.state.desks.filter((one) => !one.done)
  const from = open.length === 1 ? (open[0]!.instead ?? open[0]!.office) : undefined
  const again = arrive(it, at, it.state.decisions > 0, from)
  if (again.to === 'approved') return { arrival: { to: step.id, desks: [], passed: [] } }
  if (again.to !== step.id) return { arrival: again, guard: 'passed-over' }
  const arrival = keepDone(it, again)
  return (isAllDone(arrival) && allDone(it, step, arrival.passed)) || { arrival }
}
const isAllDone = ({ desks }: Arrival) => desks.length > 0 && desks.every((one) => one.done)

/** Whoever is still to be asked has approved: on to what follows, unless the tree would not bear it. */
function allDone(it: Case, step: StepDefinition, passed: readonly Passed[]): Next | undefined {
  const arrival = havingPassed(onward(it, step).arrival, passed)
  return arrival.to === 'approved' && placeIssueOf(it, it.state)
    ? undefined
    : { arrival, guard: 'all-done' }
}

/**
 * Whether a waiting filing would lie on other desks if it were asked again now: the office was closed,
 * the person or office moved, nobody is left there, or somebody came. Then `reassign` by the system.
 */
export function isMisplaced(pack: Pack, state: FilingState, world: World): boolean {
  const it = caseOf(pack, state, world)
  const step = stepOf(it.law, state.state)
  if (!step) return false
  const byHand = state.desks.filter((one) => one.instead && !one.done)
  if (byHand.length > 0) return byHand.some((one) => !takes(it, step, one.office))
  const again = askedAgain(it, step).arrival
  const key = (one: Desk) =>
    `${one.office} ${one.department ?? ''} ${one.empty ?? false} ${circleOf(one)}`
  const same =
    again.desks.length === state.desks.length &&
    again.desks.every((one) => state.desks.some((other) => key(other) === key(one)))
  return again.to !== state.state || !same
}

/** Who has approved an all-of has approved it, for themselves or in another's stead. */
function keepDone(it: Case, arrival: Arrival): Arrival {
  const done = it.state.desks.filter((one) => one.done)
  if (done.length === 0) return arrival
  const desks = arrival.desks.map(
    (desk) => done.find((one) => one.office === desk.office || one.instead === desk.office) ?? desk,
  )
  return { ...arrival, desks: [...new Set(desks)] }
}

/** Somebody there may decide. */
const takes = (it: Case, step: StepDefinition, office: Desk['office']): boolean =>
  !isClosedAt(it, step, office) && reviewersAt(it, step, office).length > 0
