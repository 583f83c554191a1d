import { compared } from './compile.ts'
import type { Conditions, FactValue, Test } from './definition.ts'

/** What is known of a fact beforehand; nothing for one that may turn out either way. */
export type Beforehand = (fact: string) => { readonly value: FactValue } | undefined

/**
 * Whether a test holds whatever comes; undefined when that hangs on facts not known beforehand.
 * `assumed`: conditions taken to hold or not, whatever they test.
 */
export function settle(
  test: Test,
  conditions: Conditions,
  known: Beforehand,
  assumed: ReadonlyMap<string, boolean> = nothing,
  depth = 0,
): boolean | undefined {
  // A loop is said by `checkConditions`; here it only must end.
  if (depth > 50) return undefined
  const of = (it: Test) => settle(it, conditions, known, assumed, depth + 1)
  if ('all' in test) return every(test.all.map(of))
  if ('any' in test) return test.any.length === 0 ? true : some(test.any.map(of))
  if ('not' in test) return not(of(test.not))
  if ('condition' in test) {
    if (assumed.has(test.condition)) return assumed.get(test.condition)
    const named = Object.hasOwn(conditions, test.condition) ? conditions[test.condition] : undefined
    return named ? of(named.test) : undefined
  }
  const { fact, operator, value } = test
  const found = known(fact)
  if (!found) return undefined
  if (typeof value !== 'object' || value === null || !('fact' in value))
    return compared(operator, found.value, value)
  const other = known(value.fact)
  return other && compared(operator, found.value, other.value)
}

const nothing: ReadonlyMap<string, boolean> = new Map()

type Settled = boolean | undefined
const not = (it: Settled): Settled => (it === undefined ? undefined : !it)
const every = (all: readonly Settled[]): Settled =>
  all.includes(false) ? false : all.includes(undefined) ? undefined : true
const some = (all: readonly Settled[]): Settled =>
  all.includes(true) ? true : all.includes(undefined) ? undefined : false
