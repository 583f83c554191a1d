import type {
  AccountId, DepartmentId, FieldValues, FilingId, Hours, Instant, Issue, OfficeId, PackHash, PersonId, PostId,
} from '#core/base'
import type { Reason } from '#core/hours'
import type { ActionName, StateId } from '#core/workflow'

/** Who acts, with names as of then: entries stay readable after people and offices change. */
export type Actor =
  | { readonly kind: 'person'; readonly account: AccountId; readonly person: PersonId; readonly name: string }
  | { readonly kind: 'post'; readonly account: AccountId; readonly post: PostId; readonly name: string; readonly role: string; readonly office: OfficeId; readonly officeName: string; readonly department?: DepartmentId }
  | { readonly kind: 'anyone'; readonly account?: AccountId; readonly name: string }
  | { readonly kind: 'system'; readonly name: string }

/** An office that holds the filing at its present step. */
export interface Desk {
  readonly office: OfficeId
  readonly officeName: string
  readonly officeType: string
  /** Only posts over this department, and posts without one. Absent: the subject has none. */
  readonly department?: DepartmentId
  /** all-of: this desk has approved already. */
  readonly done?: boolean
  /** Nobody can act here: shown in the rescue queue. */
  readonly empty?: boolean
}
export interface Passed {
  readonly step: string
  readonly office?: OfficeId
  readonly officeName?: string
  readonly why: 'review-closed' | 'no-such-office' | 'condition' | 'self' | 'nobody'
  readonly condition?: string
}

/** What an entry did. The closed list of effects, with every figure fixed. */
export type Effect =
  | { readonly do: 'credit'; readonly person: PersonId; readonly year: number; readonly subject: string; readonly kind: string; readonly hours: Hours; readonly claimed: Hours; readonly title: string; readonly same?: Readonly<Record<string, string>>; readonly chain: string }
  | { readonly do: 'revoke-credits'; readonly filing: FilingId }
  | { readonly do: 'void-certificates'; readonly person: PersonId; readonly year: number }
  | { readonly do: 'issue-certificate'; readonly person: PersonId; readonly year: number; readonly certificate: string }
  | { readonly do: 'open-account'; readonly account: AccountId; readonly person: PersonId; readonly office?: OfficeId; readonly department?: DepartmentId; readonly name?: string; readonly attributes: FieldValues }
  | { readonly do: 'close-account'; readonly account: AccountId; readonly person: PersonId }
  | { readonly do: 'apply-change'; readonly person?: PersonId; readonly office?: OfficeId; readonly attributes: FieldValues }
  | { readonly do: 'move-person'; readonly person: PersonId; readonly to: OfficeId; readonly department?: DepartmentId }
  | { readonly do: 'move-office'; readonly office: OfficeId; readonly relation: string; readonly to: OfficeId }
  | { readonly do: 'permit'; readonly person: PersonId; readonly chain: string; readonly year?: number; readonly kind?: string }
  | { readonly do: 'use-permit'; readonly person: PersonId; readonly chain: string; readonly year?: number; readonly kind?: string }

/** One line of a filing's log. Numbered from 1, never edited. The log is the filing. */
export interface Entry {
  readonly seq: number
  readonly action: ActionName
  readonly by: Actor
  readonly at: Instant
  readonly from: StateId | null
  readonly to: StateId
  /** Who holds it after this entry; empty when nobody needs to. */
  readonly desks: readonly Desk[]
  readonly passed: readonly Passed[]
  readonly opinion?: string
  /** Fields (or `field.row`) at fault, marked by the reviewer who returned it. */
  readonly marks?: readonly string[]
  /** Values as saved/submitted by this entry (whole, for save and submit). */
  readonly data?: FieldValues
  readonly awarded?: Hours
  /** Chosen way at submission, and its office. */
  readonly route?: { readonly id: string; readonly office?: OfficeId }
  /** Step to come back to after a return with straight-back. */
  readonly back?: StateId
  readonly effects: readonly Effect[]
}

/** What a filing is from its first line on. */
export interface FilingHead {
  readonly id: FilingId
  readonly region: string
  readonly pack: PackHash
  readonly chain: string
  readonly filedBy: Actor
  /** The person it is about; for registrations the person asked for. */
  readonly person?: PersonId
  /** The office it is about. */
  readonly office?: OfficeId
  readonly refers?: FilingId
}

/** The fold over a log: everything a list or a page needs. Rows are caches of it. */
export interface FilingState extends FilingHead {
  readonly seq: number
  readonly state: StateId
  readonly desks: readonly Desk[]
  readonly since: Instant
  readonly data: FieldValues
  readonly marks: readonly string[]
  readonly title: string
  readonly kind?: string
  readonly year?: number
  readonly subject?: string
  readonly claimed?: Hours
  readonly awarded?: Hours
  readonly credited: boolean
  readonly route?: { readonly id: string; readonly office?: OfficeId }
  readonly back?: StateId
  readonly submittedAt?: Instant
  readonly decidedAt?: Instant
  /** Nobody can act: in the rescue queue. */
  readonly stuck: boolean
}

/** What somebody asks to be done. `seen` is the seq the asker looked at: changed since → refused. */
export interface Command {
  readonly action: ActionName
  readonly by: Actor
  readonly at: Instant
  readonly seen?: number
  readonly opinion?: string
  readonly marks?: readonly string[]
  readonly data?: FieldValues
  readonly awarded?: Hours
  readonly route?: { readonly id: string; readonly office?: OfficeId }
  /** return: where to. */
  readonly to?: StateId
}

/** What would be written. Writes nothing. */
export interface Decision {
  readonly entry: Entry
  readonly state: FilingState
  /** How the hours came about, for the log and the screen. */
  readonly reasons: readonly Reason[]
}
export interface Refusal extends Issue {
  /** What can be done instead, now, by this actor. */
  readonly open?: readonly ActionName[]
}
