import { Engine, type TopLevelCondition } from 'json-rules-engine'
import type { ConditionName, Conditions, ConditionTrace, Facts, Test } from './definition.ts'

/**
 * Why a condition held or not, by json-rules-engine itself: the reference our compiled judge is
 * tested against. Slower and asynchronous, so only asked when a person asks.
 */
export async function explain(
  conditions: Conditions,
  name: ConditionName,
  facts: Facts,
): Promise<ConditionTrace> {
  const engine = new Engine([], { allowUndefinedFacts: true, pathResolver: refusePaths })
  for (const [id, it] of Object.entries(conditions)) engine.setCondition(id, rooted(it.test))
  // A copy: the engine writes its findings into what it is given.
  engine.addRule({ name, conditions: rooted({ condition: name }), event: { type: name } })
  const { results, failureResults } = await engine.run({ ...facts })
  const result = results[0] ?? failureResults[0]
  if (!result) throw new Error(`json-rules-engine gave no result for "${name}".`)
  const parts: Part[] = []
  flatten(result.conditions as Traced, 0, parts)
  return { condition: name, held: result.result === true, parts }
}

/** The engine wants `all`, `any`, `not` or `condition` at the root. */
function rooted(test: Test): TopLevelCondition {
  const it = 'fact' in test ? { all: [test] } : test
  return structuredCloneOf(it) as TopLevelCondition
}

function structuredCloneOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(structuredCloneOf)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([k, it]) => [k, structuredCloneOf(it)]))
}

type Part = ConditionTrace['parts'][number]
interface Traced {
  readonly all?: readonly Traced[]
  readonly any?: readonly Traced[]
  readonly not?: Traced
  readonly fact?: string
  readonly operator?: string
  readonly valueResult?: unknown
  readonly factResult?: unknown
  readonly result?: boolean
}

function flatten(it: Traced, depth: number, parts: Part[]): void {
  if (it.fact !== undefined) {
    parts.push({
      fact: it.fact,
      operator: it.operator ?? '',
      value: it.valueResult,
      found: it.factResult,
      held: it.result === true,
      depth,
    })
    return
  }
  for (const inner of it.all ?? it.any ?? (it.not ? [it.not] : [])) flatten(inner, depth + 1, parts)
}

/** Facts are flat, so no pack can hand an expression to jsonpath. */
function refusePaths(_: unknown, path: string): never {
  throw new Error(`Conditions may not use \`path\` (found '${path}'): name the fact instead.`)
}
