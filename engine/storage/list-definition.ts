import type { FilingState } from '#core/filing'

/** Whose filings a list shows. Scopes only ever narrow: a filter cannot reach outside one. */
export type ListScope =
  /** About the person, or filed by the account for itself. */
  | { readonly of: 'person'; readonly person: string | null; readonly account: string }
  /** Filed by posts of the office (about people of these departments). */
  | {
      readonly of: 'filer-office'
      readonly office: string
      readonly departments?: readonly string[]
    }
  /** Waiting at the office: to decide, or to verify. */
  | {
      readonly of: 'desk'
      readonly office: string
      readonly departments?: readonly string[]
      readonly purpose: 'decide' | 'verify'
      /** What lies there for other roles only is not shown. */
      readonly role: string
    }
  /** About people of these offices (and departments), or decided by this office; of drafts its own at most. */
  | {
      readonly of: 'results'
      readonly office: string
      readonly offices: readonly string[]
      readonly departments?: readonly string[]
      readonly drafts?: boolean
    }
  /** Nobody can act on them, and rescuers over these offices (and departments) are to see to it. */
  | {
      readonly of: 'stuck'
      readonly offices: readonly string[]
      readonly departments?: readonly string[]
      /** At the top of the tree: what concerns only these offices, or none, is seen to there. */
      readonly lost?: readonly string[]
      /** By chain, the field that names the unit of somebody who has none yet. */
      readonly unitFields: Readonly<Record<string, string>>
    }

export interface ListFilter {
  readonly chains: readonly string[]
  readonly states?: readonly string[]
  readonly stateTypes?: readonly string[]
  /** Also what an office has deleted, which no other list shows. */
  readonly takenAway?: true
  readonly years?: { readonly from?: number; readonly to?: number }
  readonly kinds?: readonly string[]
  readonly personName?: string
  readonly idNumber?: string
  /** Text found in a field's value. Names are looked up in the pack, never sent by the browser. */
  readonly fields?: readonly { readonly field: string; readonly has: string }[]
  readonly title?: string
  readonly unitName?: string
  readonly subjects?: readonly string[]
}
export interface ListRow {
  readonly id: string
  readonly fold: FilingState
  readonly personName: string | null
  readonly idNumber: string | null
  readonly personOffice: string | null
  readonly personDepartment: string | null
  readonly personAttributes: Readonly<Record<string, string | number | boolean>> | null
}

/** By what a list can be sorted: a column of its row each. */
export const listOrders = ['since', 'submitted', 'decided', 'year', 'claimed', 'awarded'] as const
export interface ListOrder {
  readonly by: (typeof listOrders)[number]
  readonly descending: boolean
}
export type DeskScope = Extract<ListScope, { of: 'desk' }>
