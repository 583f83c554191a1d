/** A form before it is handed in. */
import type { FieldValues, Hours, Issue } from '#core/base'
import type { FormDefinition } from '#core/form'
import type { Reason } from '#core/hours'
import type { Conditions } from '#core/rules'

/** A form ready to draw: always of the pack the filing is pinned to. */
export interface FormView {
  readonly pack: string
  readonly chain: string
  readonly form: FormDefinition
  /** Just the conditions the form names. */
  readonly conditions: Conditions
  /** Facts that are not fields, so visibility can be judged while typing. */
  readonly facts: Readonly<Record<string, string | number | boolean | readonly string[] | null>>
  readonly values: FieldValues
  /** Names of offices, departments, people and files that values hold by id. */
  readonly names: Readonly<Record<string, string>>
  /** Fields that may not be changed any more. */
  readonly fixed: readonly string[]
  readonly today: string
  readonly hoursStep: number
}

export interface PlannedStep {
  readonly step: string
  readonly title: string
  readonly state: 'done' | 'now' | 'planned' | 'passed'
  readonly offices: readonly {
    readonly id: string
    readonly name: string
    readonly people: number
    /** Where departments have reviewers of their own: of which they are; no title: of the whole office. */
    readonly departments?: readonly { readonly title?: string; readonly people: number }[]
    readonly phone?: string
    readonly done?: boolean
  }[]
  readonly mode: 'one' | 'any' | 'all'
  /** Why this office, in a sentence; why passed over. */
  readonly why?: string
  /** What happens when nobody is there, in a sentence. */
  readonly nobody?: string
}

export interface Hint {
  readonly code: string
  readonly level: 'info' | 'warn' | 'stop'
  readonly says: string
  readonly field?: string
}

/** Answered while typing: hours explained, route shown, what would be refused. */
export interface PreviewView {
  /** The rule of what is claimed, where the region has one, and whether it computes hours. */
  readonly rule?: {
    readonly title: string
    readonly says?: string
    readonly link?: string
    readonly computes: boolean
  }
  readonly suggested?: Hours
  readonly reasons: readonly Reason[]
  /** The year if this were approved as typed. */
  readonly after?: {
    readonly year: number
    readonly total: Hours
    readonly subjects: Readonly<Record<string, Hours>>
    readonly required: Hours
    readonly counted: Hours
  }
  readonly route: readonly PlannedStep[]
  readonly hints: readonly Hint[]
  readonly issues: readonly (Issue & { readonly says: string })[]
}
