import { factsOf as fieldFacts } from '#core/form'
import type { Office } from '#core/org'
import {
  holds,
  type CompiledConditions,
  type ConditionName,
  type Facts,
  type FactValue,
} from '#core/rules'
import type { Case } from './case.ts'
import { gettersFor, type Getter } from './getters.ts'

/** How the facts that some condition asks for are read; prepared once for each set of conditions. */
interface Getters {
  readonly all: readonly Getter[]
  /** About the office a step was resolved to. */
  readonly ofStep: readonly Getter[]
  readonly asksFields: boolean
}
const prepared = new WeakMap<CompiledConditions, Getters>()

function gettersOf(conditions: CompiledConditions): Getters {
  let it = prepared.get(conditions)
  if (!it) {
    const asks = [...conditions.asks]
    const all = gettersFor(asks)
    const asksFields = asks.some((fact) => fact.startsWith('field.'))
    prepared.set(conditions, (it = { all, ofStep: all.filter((one) => one.ofStep), asksFields }))
  }
  return it
}

/** The facts its conditions ask for, and what was filled in; `office` is where a step was resolved to. */
export function factsOf(it: Case, office?: Office): Facts {
  if (!it.facts) {
    it.stepOffice = office
    const { form, conditions } = it.law
    const { all, asksFields } = gettersOf(conditions)
    const facts: Record<string, FactValue> = asksFields
      ? { ...fieldFacts(form, it.state.data, it.state.kind) }
      : {}
    for (const { fact, read } of all) facts[fact] = read(it)
    it.facts = facts
  } else if (it.stepOffice !== office) {
    it.stepOffice = office
    for (const { fact, read } of gettersOf(it.law.conditions).ofStep) it.facts[fact] = read(it)
  }
  return it.facts
}

export function meets(it: Case, condition: ConditionName, office?: Office): boolean {
  return holds(it.law.conditions, condition, factsOf(it, office))
}
/** The first that does not hold. */
export function unmet(
  it: Case,
  conditions: readonly ConditionName[],
  office?: Office,
): ConditionName | undefined {
  for (const name of conditions) if (!meets(it, name, office)) return name
  return undefined
}
