import { issue, refuse, type Issue, type Result } from '#core/base'
import type { Pack } from '#core/pack'
import type { Transition } from '#core/workflow'
import { verifierDesks } from './arrive.ts'
import { isIssue, movesBy, nameOf, notYourTurn, standingOf, whereabouts } from './authority.ts'
import { caseOf, type Case } from './case.ts'
import type {
  Command,
  Decision,
  Desk,
  Entry,
  FilingHead,
  FilingState,
  Refusal,
  World,
} from './definition.ts'
import { save, submit } from './filer.ts'
import { replay } from './fold.ts'
import { giveBack, turnDown } from './give-back.ts'
import { needsOpinion, pass } from './holder.ts'
import { reassign } from './reassign.ts'
import { openNames } from './open.ts'
import { decided, refused, type Outcome } from './outcome.ts'
import { placeIssue } from './place.ts'
import { stepOf } from './law.ts'

/**
 * What would be written if the command were allowed now, or why it is not and what is. Writes
 * nothing. `history` is the log, or the state that was folded from it.
 */
export function decide(
  pack: Pack,
  head: FilingHead,
  history: readonly Entry[] | FilingState,
  command: Command,
  world: World,
): Result<Decision, Refusal> {
  const state = isLog(history) ? replay(pack, head, history) : history
  const it = caseOf(pack, state, world)
  const outcome = attempt(it, command)
  const wrong: Refusal | undefined = outcome.ok ? placeIssue(it, outcome.value) : outcome.issue
  return wrong ? refuse({ ...wrong, open: openNames(it, command.by) }) : outcome
}
const isLog = (it: readonly Entry[] | FilingState): it is readonly Entry[] => Array.isArray(it)

function attempt(it: Case, command: Command): Outcome {
  const { state } = it
  if (command.seen !== undefined && command.seen !== state.seq) return refused(movedOn(state))
  const moves = movesBy(it, command.action)
  if (moves.length === 0) return refused(notNow(it, command))
  const mine: Transition[] = []
  let desk: Desk | undefined
  let denied: Issue | undefined
  let asked: Transition['by'] | undefined
  let allowed = false
  for (const move of moves) {
    if (move.by !== asked || move.by === 'verifier') {
      asked = move.by
      const standing = standingOf(it, move, command.by)
      allowed = !isIssue(standing)
      if (isIssue(standing)) denied ??= standing
      else desk ??= standing
    }
    if (allowed) mine.push(move)
  }
  return mine.length === 0 ? refused(denied ?? notYourTurn(it)) : act(it, command, mine, desk)
}

function act(
  it: Case,
  command: Command,
  moves: readonly Transition[],
  desk: Desk | undefined,
): Outcome {
  const single = command.batch ? notInBatch(it) : undefined
  if (single) return refused(single)
  switch (command.action) {
    case 'save':
      return save(it, command, moves[0]!)
    case 'submit':
      return submit(it, command, moves)
    case 'approve':
    case 'record':
      return pass(it, command, moves, desk!)
    case 'refuse':
      return turnDown(it, command, moves)
    case 'return':
      return giveBack(it, command, moves)
    case 'withdraw':
      return withdraw(it, command, moves[0]!)
    case 'reassign':
      return reassign(it, command)
    case 'delete':
    case 'verify':
    case 'reject-verification':
      return finish(it, command, moves)
  }
}

/** Taken back by the filer; if the chain says so, only while nobody has decided. */
function withdraw(it: Case, command: Command, move: Transition): Outcome {
  if (move.guard === 'undecided' && it.state.decisions > 0) {
    return refused(issue('decided-already', [], whereabouts(it)))
  }
  return decided(it, command, move, { to: move.to, desks: [], passed: [] })
}

/** delete, verify, reject-verification: one move, nobody holds it afterwards but who may still verify. */
function finish(it: Case, command: Command, moves: readonly Transition[]): Outcome {
  const move = moves.find((one) => one.to === command.to) ?? moves[0]!
  const wrong = needsOpinion(command, move)
  if (wrong) return refused(wrong)
  const opinion = command.opinion?.trim()
  const { after } = move
  const done = [...(it.state.verified ?? []), ...(after === undefined ? [] : [after])]
  const desks = command.action === 'verify' ? verifierDesks(it, done) : []
  return decided(it, command, move, { to: move.to, desks, passed: [] }, { opinion, after })
}

function notInBatch(it: Case): Issue | undefined {
  const step = stepOf(it.law, it.state.state)
  return step?.batch === false ? issue('not-in-batch', [], { step: step.title }) : undefined
}

/** It moved on since it was looked at: by whom, and what they did. */
function movedOn(state: FilingState): Issue {
  const { last } = state
  const what = last ? { by: nameOf(last.by), did: last.action, at: last.at } : {}
  return issue('changed-meanwhile', [], { ...what, seq: state.seq, label: state.label })
}

function notNow(it: Case, command: Command): Issue {
  return issue('not-possible-now', [], {
    action: command.action,
    state: it.state.state,
    ...whereabouts(it),
  })
}

/** Several at once, each for itself: what cannot be done does not hold up the rest. */
export function decideBatch(
  pack: Pack,
  items: readonly { readonly state: FilingState; readonly world: World; readonly seen?: number }[],
  command: Omit<Command, 'seen' | 'batch'>,
): readonly Result<Decision, Refusal>[] {
  return items.map(({ state, world, seen }) => {
    const one: Command = { ...command, batch: true, ...(seen !== undefined && { seen }) }
    return decide(pack, state, state, one, world)
  })
}
