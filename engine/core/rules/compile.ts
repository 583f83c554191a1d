import type { Comparison, ConditionName, Conditions, Facts, FactValue, Test } from './definition.ts'

type Holds = (facts: Facts) => boolean

/** Conditions as plain functions: no engine, no promise, nothing parsed while judging. */
export interface CompiledConditions {
  readonly names: readonly ConditionName[]
  readonly tests: ReadonlyMap<ConditionName, Holds>
  /** Facts any condition asks for: what nobody asks for need not be gathered. */
  readonly asks: ReadonlySet<string>
}

const compiled = new WeakMap<Conditions, CompiledConditions>()

/**
 * Throws on a condition that does not exist, a loop or an unknown operator: `checkConditions` finds
 * them before, with their places. Compiled once for each (frozen) set of conditions.
 */
export function compileConditions(conditions: Conditions): CompiledConditions {
  const known = compiled.get(conditions)
  if (known) return known

  const tests = new Map<ConditionName, Holds>()
  const asks = new Set<string>()
  const open = new Set<ConditionName>()
  const named = (name: ConditionName): Holds => {
    const done = tests.get(name)
    if (done) return done
    if (!Object.hasOwn(conditions, name)) throw new Error(`There is no condition "${name}".`)
    if (open.has(name)) throw new Error(`The condition "${name}" refers to itself.`)
    open.add(name)
    const holds = compileTest(conditions[name]!.test, named, asks)
    tests.set(name, holds)
    return holds
  }
  for (const name of Object.keys(conditions)) named(name)
  const it = { names: Object.keys(conditions), tests, asks }
  compiled.set(conditions, it)
  return it
}

/** An empty `all` or `any` holds: so does json-rules-engine's. */
function compileTest(test: Test, named: (name: ConditionName) => Holds, asks: Set<string>): Holds {
  if ('all' in test) return all(test.all.map((it) => compileTest(it, named, asks)))
  if ('any' in test) return any(test.any.map((it) => compileTest(it, named, asks)))
  if ('not' in test) {
    const inner = compileTest(test.not, named, asks)
    return (facts) => !inner(facts)
  }
  if ('condition' in test) return named(test.condition)
  asks.add(test.fact)
  return compileComparison(test, asks)
}

function all(parts: readonly Holds[]): Holds {
  return (facts) => {
    for (const part of parts) if (!part(facts)) return false
    return true
  }
}

function any(parts: readonly Holds[]): Holds {
  if (parts.length === 0) return () => true
  return (facts) => {
    for (const part of parts) if (part(facts)) return true
    return false
  }
}

type Compare = (found: FactValue, value: unknown) => boolean

/** json-rules-engine's own operators (its dist/engine-default-operators.js), word for word. */
const operators: Readonly<Record<Comparison['operator'], Compare>> = {
  equal: (found, value) => found === value,
  notEqual: (found, value) => found !== value,
  in: (found, value) => (value as readonly unknown[]).indexOf(found) > -1,
  notIn: (found, value) => (value as readonly unknown[]).indexOf(found) === -1,
  contains: (found, value) => Array.isArray(found) && found.indexOf(value as string) > -1,
  doesNotContain: (found, value) => Array.isArray(found) && found.indexOf(value as string) === -1,
  lessThan: (found, value) => isMeasure(found) && (found as number) < (value as number),
  lessThanInclusive: (found, value) => isMeasure(found) && (found as number) <= (value as number),
  greaterThan: (found, value) => isMeasure(found) && (found as number) > (value as number),
  greaterThanInclusive: (found, value) =>
    isMeasure(found) && (found as number) >= (value as number),
}
export const operatorNames: readonly string[] = Object.keys(operators)
export const compared = (
  operator: Comparison['operator'],
  found: FactValue,
  value: unknown,
): boolean => operators[operator](found, value)

/** Days are measures too: `2026-01-20` begins with a number, and texts compare in calendar order. */
function isMeasure(found: FactValue): boolean {
  return typeof found === 'number' || !Number.isNaN(Number.parseFloat(found as string))
}

function compileComparison(test: Comparison, asks: Set<string>): Holds {
  const { fact, operator, value } = test
  if (!Object.hasOwn(operators, operator)) throw new Error(`There is no operator "${operator}".`)
  const compare = operators[operator]
  if (typeof value === 'object' && value !== null && 'fact' in value) {
    const other = value.fact
    asks.add(other)
    return (facts) => compare(facts[fact], facts[other])
  }
  if (operator === 'equal') return (facts) => facts[fact] === value
  return (facts) => compare(facts[fact], value)
}
