import type { ConditionName } from './names.ts'

export type { ConditionName } from './names.ts'

/** What the engine can say of a fact before any filing exists. Lists hold texts. */
export type FactType = 'text' | 'number' | 'boolean' | 'day' | 'list'
export type FactValue = string | number | boolean | readonly string[] | null | undefined
export type Facts = Readonly<Record<string, FactValue>>

export type Operator =
  | 'equal'
  | 'notEqual'
  | 'in'
  | 'notIn'
  | 'contains'
  | 'doesNotContain'
  | 'lessThan'
  | 'lessThanInclusive'
  | 'greaterThan'
  | 'greaterThanInclusive'

/** One comparison, in json-rules-engine's own format, without `path` and `params`. */
export interface Comparison {
  readonly fact: string
  readonly operator: Operator
  readonly value:
    | string
    | number
    | boolean
    | null
    | readonly (string | number)[]
    | { readonly fact: string }
}
export type Test =
  | Comparison
  | { readonly all: readonly Test[] }
  | { readonly any: readonly Test[] }
  | { readonly not: Test }
  | { readonly condition: ConditionName }

/** A named condition. `says` is what a person reads when it does not hold. */
export interface ConditionDefinition {
  readonly says?: string
  readonly source?: string
  readonly test: Test
}
export type Conditions = Readonly<Record<ConditionName, ConditionDefinition>>

/** Why a condition held or not: json-rules-engine's own trace, flattened. */
export interface ConditionTrace {
  readonly condition: ConditionName
  readonly held: boolean
  readonly parts: readonly {
    readonly fact: string
    readonly operator: string
    readonly value: unknown
    readonly found: unknown
    readonly held: boolean
    readonly depth: number
  }[]
}
