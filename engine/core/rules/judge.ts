import type { CompiledConditions } from './compile.ts'
import type { ConditionName, Facts } from './definition.ts'

/** The names of all conditions that hold for these facts. */
export function judge(compiled: CompiledConditions, facts: Facts): ReadonlySet<ConditionName> {
  const held = new Set<ConditionName>()
  for (const [name, test] of compiled.tests) if (test(facts)) held.add(name)
  return held
}

/** Whether this one holds. A name the pack has not defined is a bug of whoever asks: it throws. */
export function holds(compiled: CompiledConditions, name: ConditionName, facts: Facts): boolean {
  const test = compiled.tests.get(name)
  if (!test) throw new Error(`There is no condition "${name}".`)
  return test(facts)
}
