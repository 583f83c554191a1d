/**
 * A scenario (scenarios/*.yaml): a story played on the pack's own world, in memory, by the code that
 * decides in production. Times are the region's local time. Names are keys of world.yaml.
 */
export interface ScenarioDefinition {
  readonly scenario: string
  readonly title: string
  /** Manual lines, golden vectors (`C12-16`), clauses this story proves. */
  readonly covers: readonly string[]
  readonly at: string
  /** Differences from world.yaml for this story only. */
  readonly given?: {
    readonly closed?: readonly string[]
    readonly 'without-posts'?: readonly string[]
    readonly records?: readonly {
      readonly chain: string
      readonly person: string
      readonly at: string
      readonly with: Readonly<Record<string, unknown>>
    }[]
    readonly attributes?: Readonly<
      Record<string, Readonly<Record<string, string | number | boolean>>>
    >
  }
  readonly steps: readonly ScenarioStep[]
}

/**
 * One step: an act and/or expectations. Exactly one act key (or none).
 * `by` is a person key (files for themselves), a post key, `anyone` or `system`.
 */
export interface ScenarioStep {
  readonly at?: string
  readonly by?: string
  /** Files a new filing on this chain and saves it; `as` names it in the story. */
  readonly file?: string
  readonly as?: string
  /** The person it is about when a post files. */
  readonly for?: string
  readonly refers?: string
  readonly save?: string
  readonly submit?: string
  readonly approve?: string | readonly string[]
  readonly refuse?: string | readonly string[]
  readonly return?: string
  readonly record?: string
  readonly withdraw?: string
  readonly delete?: string
  readonly verify?: string
  readonly 'reject-verification'?: string
  readonly reassign?: string
  readonly print?: {
    readonly certificate: string
    readonly person: string
    readonly year: number
    readonly as?: string
  }
  /** Field values; offices and people by key; attachments as [{ name, caption?, kilobytes?, format? }]. */
  readonly with?: Readonly<Record<string, unknown>>
  readonly opinion?: string
  readonly marks?: readonly string[]
  readonly awarded?: number
  readonly route?: string | { readonly id: string; readonly office?: string }
  readonly to?: string
  /** Changes the world from here on. */
  readonly world?: {
    readonly close?: readonly string[]
    readonly open?: readonly string[]
    readonly department?: Readonly<Record<string, string | null>>
  }
  readonly expect?: Expectation
}

export interface Expectation {
  /** The act is refused with this code (and at this field). Nothing else may be expected with it. */
  readonly refused?:
    | string
    | { readonly code: string; readonly at?: string; readonly says?: string }
  /** Of the filing acted on (or `of`). */
  readonly of?: string
  readonly state?: string
  readonly label?: string
  /** Office keys that hold it now. */
  readonly held?: readonly string[]
  readonly stuck?: boolean
  readonly passed?: readonly string[]
  readonly claimed?: number
  readonly suggested?: number
  readonly awarded?: number
  readonly hints?: readonly string[]
  readonly actions?: Readonly<Record<string, readonly string[]>>
  readonly standing?: {
    readonly person: string
    readonly year: number
    readonly total?: number
    readonly verdict?: 'passed' | 'failed' | 'none'
    readonly label?: string
    readonly subjects?: Readonly<Record<string, number>>
    readonly missing?: Readonly<Record<string, number>>
  }
  /** By the name given at `print`. */
  readonly certificate?: {
    readonly of: string
    readonly state: 'valid' | 'void' | 'replaced'
    readonly has?: readonly string[]
  }
  readonly inbox?: {
    readonly of: string
    readonly has?: readonly string[]
    readonly lacks?: readonly string[]
  }
  readonly sees?: {
    readonly of: string
    readonly has?: readonly string[]
    readonly lacks?: readonly string[]
  }
  readonly group?: {
    readonly chain: string
    readonly person: string
    readonly year: number
    readonly label: string
  }
  readonly person?: {
    readonly of: string
    readonly name?: string
    readonly office?: string
    readonly attributes?: Readonly<Record<string, string | number | boolean>>
  }
  readonly office?: {
    readonly of: string
    readonly name?: string
    readonly attributes?: Readonly<Record<string, string | number | boolean>>
    readonly superiors?: Readonly<Record<string, readonly string[]>>
  }
  readonly account?: { readonly of: string; readonly state: 'waiting' | 'open' | 'closed' }
}

export interface ScenarioResult {
  readonly scenario: string
  readonly title: string
  readonly passed: boolean
  /** What differed, in sentences: step, expected, found. */
  readonly failures: readonly { readonly step: number; readonly text: string }[]
  readonly covered: Coverage
}
/** Ids touched: `chain/state`, `chain/from/action/to`, kinds, formulas, caps, requirements, conditions. */
export interface Coverage {
  readonly states: readonly string[]
  readonly transitions: readonly string[]
  readonly kinds: readonly string[]
  readonly rules: readonly string[]
}
