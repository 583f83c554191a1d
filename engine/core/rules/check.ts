import { operatorNames } from './compile.ts'
import type { Comparison, Conditions, FactType, Test } from './definition.ts'

/** What is wrong with a condition; `path` leads to it inside `conditions`. */
export interface ConditionIssue {
  readonly path: readonly (string | number)[]
  readonly code:
    | 'unknown-fact'
    | 'unknown-operator'
    | 'unknown-condition'
    | 'condition-loop'
    | 'fact-type'
  readonly with: Readonly<Record<string, unknown>>
}
/** Every fact a pack may name, with its type. */
export type FactCatalogue = Readonly<Record<string, FactType>>

/** All that is wrong with the conditions of a pack, before any is judged. */
export function checkConditions(
  conditions: Conditions,
  catalogue: FactCatalogue,
): ConditionIssue[] {
  const issues: ConditionIssue[] = []
  for (const [name, it] of Object.entries(conditions)) {
    checkTest(it.test, [name, 'test'], conditions, catalogue, issues)
  }
  return [...issues, ...findLoops(conditions)]
}

function checkTest(
  test: Test,
  path: readonly (string | number)[],
  conditions: Conditions,
  catalogue: FactCatalogue,
  issues: ConditionIssue[],
): void {
  const inner = (parts: readonly Test[], key: string) =>
    parts.forEach((it, at) => checkTest(it, [...path, key, at], conditions, catalogue, issues))
  if ('all' in test) return inner(test.all, 'all')
  if ('any' in test) return inner(test.any, 'any')
  if ('not' in test) return checkTest(test.not, [...path, 'not'], conditions, catalogue, issues)
  if ('condition' in test) {
    if (!Object.hasOwn(conditions, test.condition)) {
      const known = Object.keys(conditions)
      issues.push({
        path: [...path, 'condition'],
        code: 'unknown-condition',
        with: { name: test.condition, known },
      })
    }
    return
  }
  issues.push(...checkComparison(test, path, catalogue))
}

function checkComparison(
  test: Comparison,
  path: readonly (string | number)[],
  catalogue: FactCatalogue,
): ConditionIssue[] {
  const issues: ConditionIssue[] = []
  const typeOf = (fact: string, at: string): FactType | undefined => {
    if (Object.hasOwn(catalogue, fact)) return catalogue[fact]
    const known = Object.keys(catalogue)
    issues.push({ path: [...path, at], code: 'unknown-fact', with: { name: fact, known } })
    return undefined
  }
  const type = typeOf(test.fact, 'fact')
  if (!operatorNames.includes(test.operator)) {
    issues.push({
      path: [...path, 'operator'],
      code: 'unknown-operator',
      with: { name: test.operator, known: operatorNames },
    })
    return issues
  }
  const other = isReference(test.value) ? typeOf(test.value.fact, 'value') : undefined
  if (isReference(test.value) && !other) return issues
  const wrong = type && mismatch(test, type, other)
  if (wrong) {
    const { fact, operator, value } = test
    issues.push({ path, code: 'fact-type', with: { fact, type, operator, value, wants: wrong } })
  }
  return issues
}

function isReference(value: unknown): value is { readonly fact: string } {
  return typeof value === 'object' && value !== null && 'fact' in value
}

/** What the comparison would need to make sense, or nothing when it does. */
function mismatch(
  test: Comparison,
  type: FactType,
  other: FactType | undefined,
): string | undefined {
  const { operator, value } = test
  if (operator === 'in' || operator === 'notIn') {
    if (!Array.isArray(value)) return 'list'
    if (type === 'list') return 'text'
    return value.every((it) => fits(type, it)) ? undefined : type
  }
  if (operator === 'contains' || operator === 'doesNotContain') {
    if (type !== 'list') return 'list'
    return other
      ? isText(other)
        ? undefined
        : 'text'
      : typeof value === 'string'
        ? undefined
        : 'text'
  }
  if (operator === 'equal' || operator === 'notEqual') {
    if (type === 'list') return 'text'
    if (other) return sameKind(type, other) ? undefined : type
    return value === null || fits(type, value) ? undefined : type
  }
  // `now.month-day` is a text that begins with a number and sorts like a calendar; so may others.
  if (type === 'boolean' || type === 'list') return 'number'
  if (other) return sameKind(type, other) ? undefined : type
  return fits(type, value) ? undefined : type
}

const isText = (type: FactType) => type === 'text' || type === 'day'
const sameKind = (a: FactType, b: FactType) => a === b || (isText(a) && isText(b))

function fits(type: FactType, value: unknown): boolean {
  if (type === 'number') return typeof value === 'number'
  if (type === 'boolean') return typeof value === 'boolean'
  return typeof value === 'string'
}

function findLoops(conditions: Conditions): ConditionIssue[] {
  const issues: ConditionIssue[] = []
  const done = new Set<string>()
  const visit = (name: string, way: readonly string[]): void => {
    if (way.includes(name)) {
      const loop = [...way.slice(way.indexOf(name)), name]
      issues.push({ path: [name, 'test'], code: 'condition-loop', with: { loop } })
      return
    }
    if (done.has(name) || !Object.hasOwn(conditions, name)) return
    for (const next of namesIn(conditions[name]!.test)) visit(next, [...way, name])
    done.add(name)
  }
  for (const name of Object.keys(conditions)) visit(name, [])
  return issues
}

/** Conditions a test refers to, in order. */
export function namesIn(test: Test): readonly string[] {
  if ('all' in test) return test.all.flatMap(namesIn)
  if ('any' in test) return test.any.flatMap(namesIn)
  if ('not' in test) return namesIn(test.not)
  return 'condition' in test ? [test.condition] : []
}
/** Facts a test asks for itself, in order, references excluded. */
export function factsIn(test: Test): readonly string[] {
  if ('all' in test) return test.all.flatMap(factsIn)
  if ('any' in test) return test.any.flatMap(factsIn)
  if ('not' in test) return factsIn(test.not)
  if ('condition' in test) return []
  return isReference(test.value) ? [test.fact, test.value.fact] : [test.fact]
}
