import { issue } from '#core/base'
import type { Transition } from '#core/workflow'
import { arrive, type Arrival } from './arrive.ts'
import type { Case } from './case.ts'
import { anewFrom } from './deciders.ts'
import type { Command } from './definition.ts'
import { needsOpinion, said } from './holder.ts'
import { decided, refused, type Outcome } from './outcome.ts'

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
  if (arrival.to !== move.to) {
    const { title } = it.law.chain.steps[at!]!
    return refused(issue('return-passed-over', ['to'], { step: title }))
  }
  return decided(it, command, move, arrival, { ...said(command), back: move.back })
}

/** Back at an earlier step it is decided anew; what would only pass over it today leads elsewhere. */
const backAt = (it: Case, at: number): Arrival => arrive(anewFrom(it, at), at, true)

/** Whether this return would come to lie where it leads. */
export function leadsBack(it: Case, move: Transition): boolean {
  const at = it.law.stepAt.get(move.to)
  return at === undefined || backAt(it, at).to === move.to
}
