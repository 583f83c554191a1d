import type { Issue } from '#core/base'
import type { Pack } from '#core/pack'
import { factsIn, namesIn } from '#core/rules'
import { needsIssue } from './admission.ts'
import { caseOf, type Case } from './case.ts'
import { withData } from './claim.ts'
import type { FilingState, World } from './definition.ts'
import { lawOf } from './law.ts'

/** A filing as it would be with these values, not saved. */
export function asFilled(pack: Pack, state: FilingState, data: FilingState['data']): FilingState {
  return withData(state, lawOf(pack, state.chain).form, data)
}

/**
 * What handing it in would be refused for whatever is still typed: said before somebody fills in a
 * form for nothing. Only conditions that hang on no field yet to be filled in are judged.
 */
export function earlyIssue(pack: Pack, state: FilingState, world: World): Issue | undefined {
  const it = caseOf(pack, state, world)
  const needs = it.law.chain.submit?.needs ?? []
  return needsIssue(
    it,
    needs.filter((name) => isSettled(it, name)),
  )
}

const settled = ['person.', 'unit.', 'office.', 'now.']
function isSettled(it: Case, name: string): boolean {
  const test = it.pack.conditions[name]?.test
  if (!test) return false
  const isKnown = (fact: string) =>
    fact.startsWith('same.') ? countsSame(it) : settled.some((start) => fact.startsWith(start))
  return factsIn(test).every(isKnown) && namesIn(test).every((one) => isSettled(it, one))
}
/** Others of the same kind and year can be counted once both are there, where the form asks for them. */
function countsSame({ law, state }: Case): boolean {
  const { kind, year } = law.form.means
  return (
    (kind === undefined || state.kind !== undefined) &&
    (year === undefined || state.year !== undefined)
  )
}
