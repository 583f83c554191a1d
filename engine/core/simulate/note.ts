import type { Issue } from '#core/base'
import { gatherFacts, previewClaim, type FilingState, type Refusal } from '#core/filing'
import { meaningOf } from '#core/form'
import { compileConditions, judge } from '#core/rules'
import type { ActionName } from '#core/workflow'
import { worldOf } from './world.ts'
import type { Stage } from './stage.ts'

/** Keeps which states, moves, kinds and rules a story came by: what coverage is counted from. */
export function note(stage: Stage, state: FilingState, from: string, action: ActionName): void {
  const { covered, pack } = stage
  covered.states.add(`${state.chain}/${from}`).add(`${state.chain}/${state.state}`)
  covered.transitions.add(`${state.chain}/${from}/${action}/${state.state}`)
  if (state.kind !== undefined) covered.kinds.add(state.kind)
  const world = worldOf(stage, state)
  const form = pack.forms[pack.chains[state.chain]!.form]!
  const { formula } = meaningOf(form, state.data)
  if (formula !== undefined && action === 'submit') covered.rules.add(formula)
  for (const it of previewClaim(pack, state, world).duplicates) covered.rules.add(it.rule)
  const facts = gatherFacts(pack, state, world)
  for (const name of judge(compileConditions(pack.conditions), facts)) covered.rules.add(name)
}

export function noteRefusal(stage: Stage, refusal: Refusal): void {
  for (const it of [refusal, ...(refusal.issues ?? [])] as readonly Issue[]) {
    for (const key of ['condition', 'rule'] as const) {
      const rule = it.with?.[key]
      if (typeof rule === 'string') stage.covered.rules.add(rule)
    }
  }
}
