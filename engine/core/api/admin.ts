import type { FormDefinition } from '#core/form'
import type { Conditions } from '#core/rules'

export interface PackRow {
  readonly id: string
  readonly title: string
  readonly hash: string
  readonly publishedAt: string
  readonly versions: number
  /** Filings not yet finished under this and older versions. */
  readonly live: number
  readonly older: number
  readonly forms: number
  readonly chains: number
  readonly demo: number
}
export interface MachineView {
  readonly chain: string
  readonly title: string
  readonly form: string
  readonly steps: readonly {
    readonly id: string
    readonly title: string
    readonly who: string
    readonly skip?: string
    readonly nobody: string
    readonly back?: string
  }[]
  readonly states: readonly { readonly id: string; readonly label: string; readonly type: string }[]
  readonly transitions: readonly {
    readonly from: string
    readonly action: string
    readonly to: string
    readonly label: string
    readonly by: string
    readonly effects: readonly string[]
  }[]
}
/** A rule as a sentence, with its clause. */
export interface RuleView {
  readonly id: string
  readonly group: 'requirement' | 'formula' | 'cap' | 'duplicate' | 'condition' | 'certificate'
  readonly says: string
  readonly source?: string
  readonly status?: 'official' | 'seed' | 'demo'
}
export interface PackView extends PackRow {
  readonly header: Readonly<Record<string, unknown>>
  readonly formList: readonly FormDefinition[]
  readonly conditions: Conditions
  readonly machines: readonly MachineView[]
  readonly rules: readonly RuleView[]
  readonly roles: readonly {
    readonly id: string
    readonly title: string
    readonly may: readonly string[]
    readonly at: readonly string[]
  }[]
  readonly versionList: readonly {
    readonly hash: string
    readonly publishedAt: string
    readonly by: string
    readonly note: string
    readonly current: boolean
    readonly live: number
  }[]
  readonly hoursStep: number
  readonly hoursUnit: string
  readonly subjects: readonly { readonly id: string; readonly title: string }[]
  readonly today: string
}
