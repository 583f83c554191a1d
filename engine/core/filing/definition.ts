import type {
  AccountId,
  DepartmentId,
  FieldValues,
  FilingId,
  Hours,
  Instant,
  Issue,
  OfficeId,
  PackHash,
  PersonId,
  PostId,
} from '#core/base'
import type { Comparable, Credit, Reason, Standing } from '#core/hours'
import type { OrgView, Person, RoleDefinition } from '#core/org'
import type { ActionName, StateId } from '#core/workflow'

/** Who acts, with names as of then: entries stay readable after people and offices change. */
export type Actor =
  | {
      readonly kind: 'person'
      readonly account: AccountId
      readonly person: PersonId
      readonly name: string
    }
  | {
      readonly kind: 'post'
      readonly account: AccountId
      readonly post: PostId
      readonly name: string
      readonly role: string
      readonly office: OfficeId
      readonly officeName: string
      readonly department?: DepartmentId
    }
  | { readonly kind: 'anyone'; readonly account?: AccountId; readonly name: string }
  | { readonly kind: 'system'; readonly name: string }

/** An office that holds the filing at its present step. */
export interface Desk {
  readonly office: OfficeId
  readonly officeName: string
  readonly officeType: string
  /** Only posts over this department, and posts without one. Absent: the subject has none. */
  readonly department?: DepartmentId
  /** Departments do not matter here: every post at the office that may decide. */
  readonly wide?: boolean
  /** Only posts of these roles. */
  readonly roles?: readonly string[]
  /** all-of: this desk has approved already. */
  readonly done?: boolean
  /** Nobody can act here: shown in the rescue queue. */
  readonly empty?: boolean
  /** Given by hand: the office it stands in for, itself where there was none. */
  readonly instead?: OfficeId
}
export interface Passed {
  readonly step: string
  readonly office?: OfficeId
  readonly officeName?: string
  /** `auto`: approved by the system at once. */
  readonly why: 'review-closed' | 'no-such-office' | 'condition' | 'self' | 'nobody' | 'auto'
  readonly condition?: string
}

/** What an entry did. The closed list of effects, with every figure fixed. */
export type Effect =
  | {
      readonly do: 'credit'
      readonly person: PersonId
      readonly year: number
      readonly subject: string
      readonly kind: string
      readonly hours: Hours
      readonly claimed: Hours
      readonly title: string
      readonly same?: Readonly<Record<string, string>>
      readonly chain: string
    }
  | { readonly do: 'revoke-credits'; readonly filing: FilingId }
  | { readonly do: 'void-certificates'; readonly person: PersonId; readonly year: number }
  | {
      readonly do: 'issue-certificate'
      readonly person: PersonId
      readonly year: number
      readonly certificate: string
    }
  | {
      readonly do: 'open-account'
      readonly account: AccountId
      readonly person: PersonId
      readonly office?: OfficeId
      readonly department?: DepartmentId
      readonly name?: string
      readonly attributes: FieldValues
    }
  | { readonly do: 'close-account'; readonly account: AccountId; readonly person: PersonId }
  | {
      readonly do: 'apply-change'
      readonly person?: PersonId
      readonly office?: OfficeId
      readonly attributes: FieldValues
    }
  | {
      readonly do: 'move-person'
      readonly person: PersonId
      readonly to: OfficeId
      readonly department?: DepartmentId
    }
  | {
      readonly do: 'move-office'
      readonly office: OfficeId
      readonly relation: string
      readonly to: OfficeId
    }
  | {
      readonly do: 'permit'
      readonly person: PersonId
      readonly chain: string
      readonly year?: number
      readonly kind?: string
    }
  | {
      readonly do: 'use-permit'
      readonly person: PersonId
      readonly chain: string
      readonly year?: number
      readonly kind?: string
    }

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
  /** verify, reject-verification: which of them. */
  readonly after?: string
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
  /** Registrations: the account that was asked for, when it is not the filer's own. */
  readonly account?: AccountId
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
  /** The region's word for where it stands: the state's, or that of the step that decided. */
  readonly label: string
  /** First-level kind, when kinds have two levels. */
  readonly kindGroup?: string
  /** Who did what last: told to whoever comes too late. */
  readonly last?: {
    readonly seq: number
    readonly action: ActionName
    readonly by: Actor
    readonly at: Instant
  }
  /** Decisions since the last submission, and returns to the filer ever. */
  readonly decisions: number
  readonly returns: number
  readonly approvedOnce: boolean
  /** The office that returned it and wants it straight back. */
  readonly backOffice?: OfficeId
  /** What it claimed, if anything, when it was returned to its filer to come straight back. */
  readonly backAs?: {
    readonly kind?: string
    readonly year?: number
    readonly subject?: string
    readonly claimed?: Hours
  }
  /** The permit it used up. */
  readonly permit?: { readonly kind?: string; readonly year?: number }
  /** Where it matters (`Law.namesDeciders`): who decided which step since the submission, in order. */
  readonly deciders?: readonly Decider[]
  /** The verifications it has passed since it was approved. */
  readonly verified?: readonly string[]
  /** Where permits are asked for: the kind and year it was last submitted for; it needs none again for these. */
  readonly admitted?: { readonly kind?: string; readonly year?: number }
}

export interface Decider {
  readonly step: string
  readonly account: AccountId
  /** Recorded only: decided, but not approved. */
  readonly recorded?: true
}

/** Another filing of the same person, as far as finding duplicates needs it; see `comparableOf`. */
export interface OtherFiling extends Comparable {
  readonly filing: string
  readonly title: string
}

/**
 * Everything outside the filing that deciding may need, as it is now; loaded by the services, kept in
 * memory by the simulator. Counts leave this filing out.
 */
export interface World {
  readonly org: OrgView
  readonly roles: readonly RoleDefinition[]
  readonly now: Instant
  /** The person the filing is about, and the account they sign in with; absent for registrations. */
  readonly person?: Person & { readonly account?: string | null }
  readonly counts: Counts
  /** The filing this one refers to. */
  readonly referred?: FilingState
  /** The person's standing of the filing's year. */
  readonly standing?: Standing
  /** The person's credits of the filing's year, for hints. */
  readonly credits?: readonly Credit[]
  /** The person's other filings that register something (`registeredTypes`); only needed when submitting. */
  readonly others?: readonly OtherFiling[]
  /** What was found in an uploaded file. */
  readonly file?: (id: string) => { readonly format: string; readonly bytes: number } | undefined
  /** Whether a person of this id may be chosen in a field. Absent: any. */
  readonly knowsPerson?: (id: string) => boolean
}
/** Facts that count other filings; see rules/facts.ts for each. */
export interface Counts {
  /** Waiting filings about the person. */
  readonly pending: number
  /** Waiting filings about the office, and about people and offices below it. */
  readonly officePending: number
  /** Of the same person, chain, kind and year. */
  readonly same: {
    readonly filed: number
    readonly waiting: number
    readonly approved: number
    readonly refused: number
  }
  /** An unused permit for this chain, kind and year. */
  readonly permit: boolean
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
  /** return: the state it goes to. reassign: the id of the office; none: the route is asked again. */
  readonly to?: string
  /** One of several decided together. */
  readonly batch?: boolean
}

/** What would be written. Writes nothing. */
export interface Decision {
  readonly entry: Entry
  readonly state: FilingState
  /** How the hours came about, for the log and the screen. */
  readonly reasons: readonly Reason[]
}
export interface Refusal extends Issue {
  /** `form-invalid`: every one of them. */
  readonly issues?: readonly Issue[]
  /** What can be done instead, now, by this actor. */
  readonly open?: readonly ActionName[]
}

/** One action somebody may take now, with what it asks for. */
export interface OpenAction {
  readonly action: ActionName
  readonly label: string
  readonly opinion: 'required' | 'optional' | 'none'
  readonly edits: readonly 'awarded'[]
  /** return: the states it may go to. */
  readonly to: readonly StateId[]
  /** It is theirs to do, but not now: why. */
  readonly blocked?: Issue
}

/** How an office came to be asked: `way` leads there from the anchor, relation by relation. */
export type Why =
  | { readonly how: 'anchor' | 'chosen' | 'fixed' | 'desk'; readonly office: OfficeId }
  | {
      readonly how: 'up' | 'nearest' | 'climb' | 'superior'
      readonly office: OfficeId
      readonly way: readonly {
        readonly from: OfficeId
        readonly relation: string
        readonly to: OfficeId
      }[]
    }

/** One step of the way a filing goes, or would go. */
export interface RouteStep {
  readonly step: string
  readonly title: string
  readonly state: 'done' | 'now' | 'planned' | 'passed'
  readonly mode: 'one' | 'any' | 'all'
  readonly offices: readonly {
    readonly id: OfficeId
    readonly name: string
    readonly phone?: string
    /** Posts that can act there. */
    readonly posts: number
    /** People who hold them. */
    readonly people: number
    /** Of which department, where posts there are of departments; without one for the whole office. */
    readonly departments?: readonly { readonly id?: DepartmentId; readonly people: number }[]
    readonly why: Why
    readonly done?: boolean
  }[]
  readonly passed: readonly Passed[]
  /** Set when nobody there can act: what then. `stuck`: it waits in the rescue queue. */
  readonly nobody?: 'stuck' | 'up'
}
