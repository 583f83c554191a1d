/** One filing, its history and what can be done with it. */
import type { FileValue, Hours } from '#core/base'
import type { Reason } from '#core/hours'
import type { FormView, Hint, PlannedStep } from './forms.ts'
import type { ChainView } from './portal.ts'

export interface OpenAction {
  readonly action: string
  readonly label: string
  readonly opinion: 'required' | 'optional' | 'none'
  readonly edits: readonly 'awarded'[]
  /** return: where it may go. */
  readonly to?: readonly { readonly id: string; readonly title: string }[]
  readonly routes?: ChainView['routes']
  /** Cannot be taken now; why, in a sentence (shown disabled). */
  readonly blocked?: string
  readonly tone: 'primary' | 'plain' | 'danger'
}

export interface FollowUp {
  readonly chain: string
  readonly title: string
  /** Not now; why, and when, in a sentence. */
  readonly whyNot?: string
}

export interface EntryView {
  readonly seq: number
  readonly action: string
  readonly label: string
  readonly by: string
  readonly role?: string
  readonly office?: string
  readonly at: string
  readonly state: string
  readonly stateLabel: string
  readonly opinion?: string
  readonly awarded?: Hours
  readonly passed: readonly string[]
  readonly effects: readonly string[]
  readonly changes: readonly {
    readonly label: string
    readonly before: string
    readonly after: string
  }[]
}

export interface FilingView {
  readonly id: string
  readonly region: string
  readonly pack: string
  /** Filed under an older version of the region's rules. */
  readonly older: boolean
  readonly chain: string
  readonly chainTitle: string
  readonly seq: number
  readonly state: string
  readonly stateType: string
  readonly label: string
  readonly title: string
  readonly kind?: { readonly id: string; readonly title: string }
  readonly year?: number
  readonly subject?: { readonly id: string; readonly title: string }
  readonly claimed?: Hours
  readonly awarded?: Hours
  readonly counted?: Hours
  readonly suggested?: Hours
  readonly reasons: readonly Reason[]
  readonly person?: {
    readonly id: string
    readonly name: string
    readonly idNumber: string
    readonly unit?: string
    readonly department?: string
  }
  readonly office?: { readonly id: string; readonly name: string }
  readonly filedBy: string
  readonly refers?: { readonly id: string; readonly title: string; readonly label: string }
  readonly form: FormView
  /** Label and text of every visible field, in order, for reading. */
  readonly shown: readonly {
    readonly field: string
    readonly label: string
    readonly text: string
    readonly section: string
    readonly files?: readonly (FileValue & {
      readonly mime: string
      readonly url: string
      readonly uploaded?: string
      readonly hash?: string
    })[]
    readonly marked: boolean
  }[]
  readonly holders: readonly {
    readonly office: string
    readonly people: readonly string[]
    readonly phone?: string
  }[]
  readonly since: string
  readonly stuck: boolean
  readonly marks: readonly string[]
  readonly route: readonly PlannedStep[]
  readonly entries: readonly EntryView[]
  readonly actions: readonly OpenAction[]
  /** What can be filed on this one (a supplement) by whose it is. */
  readonly followUps: readonly FollowUp[]
  readonly editable: boolean
  readonly hints: readonly Hint[]
}

/** What an action led to. Short, so that a repeated request can be answered word for word. */
export interface ActedView {
  readonly id: string
  readonly seq: number
  readonly state: string
  readonly stateType: string
  readonly label: string
  /** One sentence: what happened and who holds it now. */
  readonly says: string
}
