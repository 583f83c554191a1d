import { ok, refuse, type Issue, type Result } from '#core/base'
import type { Reason } from '#core/hours'
import { transitionTo, type StateId, type Transition } from '#core/workflow'
import type { Case } from './case.ts'
import type { Arrival } from './arrive.ts'
import type { Command, Decision, Entry, Refusal } from './definition.ts'
import { effectsOf } from './effects.ts'
import { apply } from './fold.ts'

export type Outcome = Result<Decision, Refusal>
export const refused = (it: Issue): Outcome => refuse(it)
export const isMove = (it: Transition | undefined): it is Transition => it !== undefined

/** The compiled move that leads there; there is always one, or the machine and we disagree. */
export function moveTo(
  it: Case,
  command: Command,
  to: StateId,
  guard?: Transition['guard'],
): Transition {
  const move = transitionTo(it.law.machine, it.state.state, command.action, to, guard)
  if (move) return move
  throw new Error(
    `Chain ${it.state.chain} has no move ${it.state.state} -${command.action}-> ${to}.`,
  )
}

type Optional = Pick<Entry, 'opinion' | 'marks' | 'data' | 'awarded' | 'route' | 'back' | 'after'>
type Given = { readonly [K in keyof Optional]?: Optional[K] | undefined }

const none: readonly never[] = Object.freeze([])

/** One line more, with its effects, and the filing as it then stands. */
export function decided(
  it: Case,
  command: Command,
  move: Transition,
  arrival: Arrival,
  given: Given = {},
  extra: { readonly effects?: Entry['effects']; readonly reasons?: readonly Reason[] } = {},
): Outcome {
  const { state } = it
  const effects = effectsOf(it, move.effects, arrival.to, given.awarded)
  const entry: Entry = {
    seq: state.seq + 1,
    action: command.action,
    by: command.by,
    at: command.at,
    from: state.seq === 0 ? null : state.state,
    to: arrival.to,
    desks: arrival.desks,
    passed: arrival.passed,
    ...optional(given),
    effects: extra.effects?.length ? [...effects, ...extra.effects] : effects,
  }
  return ok({ entry, state: apply(it.law, it.before, entry), reasons: extra.reasons ?? none })
}

function optional(given: Given): Optional {
  const it: { -readonly [K in keyof Optional]: Optional[K] } = {}
  if (given.opinion) it.opinion = given.opinion
  if (given.marks?.length) it.marks = given.marks
  if (given.data) it.data = given.data
  if (given.awarded !== undefined) it.awarded = given.awarded
  if (given.route) it.route = given.route
  if (given.back) it.back = given.back
  if (given.after) it.after = given.after
  return it
}
