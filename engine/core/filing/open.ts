import { issue, type Issue, type Result, ok, refuse } from '#core/base'
import type { Pack } from '#core/pack'
import { transitionsFrom, type ActionName, type Transition } from '#core/workflow'
import { admission, needsIssue } from './admission.ts'
import { isIssue, standingOf, whereabouts } from './authority.ts'
import { caseOf, type Case } from './case.ts'
import { unmet } from './facts.ts'
import type { Actor, FilingHead, FilingState, OpenAction, Refusal, World } from './definition.ts'
import { blank } from './fold.ts'
import { leadsBack } from './give-back.ts'
import { permitIssue } from './permit.ts'

/** A filing not yet written, if this actor may open one; else why not. */
export function openFiling(
  pack: Pack,
  head: FilingHead,
  world: World,
): Result<FilingState, Refusal> {
  const state = blank(pack, head)
  const denied = admission(caseOf(pack, state, world), head.filedBy)
  return denied ? refuse(denied) : ok(state)
}

/** What this actor may do with it now, in the machine's order; what is theirs but blocked says why. */
export function openActions(
  pack: Pack,
  state: FilingState,
  actor: Actor,
  world: World,
): readonly OpenAction[] {
  return actionsFor(caseOf(pack, state, world), actor)
}
export const openNames = (it: Case, actor: Actor): readonly ActionName[] =>
  actionsFor(it, actor).flatMap((one) => (one.blocked ? [] : [one.action]))

function actionsFor(it: Case, actor: Actor): readonly OpenAction[] {
  const found = new Map<ActionName, OpenAction>()
  for (const move of transitionsFrom(it.law.machine, it.state.state)) {
    const known = found.get(move.action)
    if (known) {
      if (!known.to.includes(move.to) && isOpen(it, move))
        found.set(move.action, { ...known, to: [...known.to, move.to] })
      continue
    }
    const standing = standingOf(it, move, actor)
    const blocked = isIssue(standing) ? own(standing) : blockedBy(it, move)
    if ((isIssue(standing) && !blocked) || !isOpen(it, move)) continue
    found.set(move.action, {
      action: move.action,
      label: move.label,
      opinion: move.opinion,
      edits: move.edits,
      to: [move.to],
      ...(blocked && { blocked }),
    })
  }
  return [...found.values()].map((one) => (one.action === 'return' ? one : { ...one, to: [] }))
}

/** Nothing is returned to a step that would be passed over. */
const isOpen = (it: Case, move: Transition) => move.action !== 'return' || leadsBack(it, move)

/** Refused for a reason of their own, not because it is somebody else's to do. */
function own(denied: Issue): Issue | undefined {
  return denied.code === 'self-review' || denied.code === 'already-decided-here'
    ? denied
    : undefined
}

function blockedBy(it: Case, move: Transition): Issue | undefined {
  if (move.guard === 'undecided' && it.state.decisions > 0)
    return issue('decided-already', [], whereabouts(it))
  if (move.action === 'submit') {
    const condition = unmet(it, move.needs)
    if (condition !== undefined) return needsIssue(it, [condition])
    const missing = permitIssue(it)
    if (missing) return missing
  }
  if (move.by !== 'holder' || move.needs.length === 0) return undefined
  const desk = standingOfDesk(it)
  const condition = unmet(it, move.needs, desk && it.world.org.office(desk.office))
  return condition === undefined ? undefined : needsIssue(it, [condition])
}
const standingOfDesk = (it: Case) => it.state.desks.find((desk) => !desk.done)
