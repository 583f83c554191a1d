import type { Sourced, SourceStatus } from '#core/base'
import type { actionNames } from './actions.ts'

type ConditionName = string

/**
 * Who decides at a step, as a relation to the filing, never a person. Resolved against the office
 * tree when the step is entered. Anchors (`from`): `subject-unit` (the unit of the person the filing
 * is about; the default), `filer-office` (the office of the post that filed), `subject-office` (the
 * office the filing is about), or `field:<id>` (an office field).
 */
export type Who =
  /** The anchor office itself (本单位). */
  | { readonly office: Anchor }
  /** The office chosen by the filer in an office field (提交至主管部门). */
  | { readonly chosen: string }
  /** The only office of this type in the region (省级, 学时办). */
  | { readonly fixed: { readonly type: string; readonly code?: string } }
  /** The anchor's direct superior by a relation (default: any, first declared first). */
  | { readonly superior: string | 'any'; readonly from?: Anchor }
  /** The nearest office of a type on the way up, the anchor itself included unless `above`. */
  | {
      readonly nearest: string
      readonly from?: Anchor
      readonly above?: boolean
      readonly via?: readonly string[]
    }
  /** Level by level: the anchor, then each superior in turn, ending with the first of type `until`. */
  | {
      readonly climb: readonly string[] | 'any'
      readonly from?: Anchor
      readonly until: string
      readonly 'start-above'?: boolean
    }
  /** First whose condition holds; the last may have none. */
  | { readonly route: readonly { readonly when?: ConditionName; readonly who: Who }[] }
  /** One of them decides for all. */
  | { readonly any: readonly Who[] }
  /** Every one of them must approve; one refusal refuses. */
  | { readonly all: readonly Who[] }
export type Anchor = 'subject-unit' | 'filer-office' | 'subject-office' | `field:${string}`

export type StepAction = 'approve' | 'refuse' | 'return' | 'record'

export interface StepDefinition {
  readonly id: string
  readonly title: string
  readonly who: Who
  /** What the state is called while it waits here; else `labels.waiting`. */
  readonly label?: string
  /** Shown on a filing that was refused here, or approved here and waits further on (企业审核通过). */
  readonly labels?: {
    readonly approved?: string
    readonly refused?: string
    readonly returned?: string
  }
  /** Default [approve, refuse]. `record` files without deciding (备案). */
  readonly may?: readonly StepAction[]
  /** Passed over, with a line in the log, when this holds at the resolved office. */
  readonly skip?: {
    readonly when: 'review-closed' | 'no-such-office' | ConditionName | readonly string[]
  }
  /** Nobody there can act: `rescue` (default) waits in the rescue queue; `up` asks the next superior. */
  readonly nobody?: 'rescue' | 'up'
  /** May who filed it, or whom it is about, decide it here? Default forbid; `up` hands it to the superior. */
  readonly self?: 'allow' | 'forbid' | 'up'
  /** Opinions: approving `optional`, refusing and returning `required` unless told. */
  readonly approve?: {
    readonly opinion?: 'required' | 'optional'
    readonly needs?: readonly ConditionName[]
    readonly label?: string
  }
  readonly refuse?: {
    readonly opinion?: 'required' | 'optional'
    readonly to?: 'refused' | 'draft'
    readonly label?: string
  }
  /** `to`: filer and/or earlier step ids. `straight-back`: resubmission comes back to this step. */
  readonly return?: {
    readonly opinion?: 'required' | 'optional'
    readonly to: readonly ('filer' | string)[]
    readonly 'straight-back'?: boolean
    readonly label?: string
  }
  readonly record?: { readonly label?: string }
  /** What a reviewer may change: `awarded`, always with a reason. */
  readonly edits?: readonly 'awarded'[]
  readonly awarded?: { readonly max?: 'claimed' | 'any' }
  /** Approved by the system at once when this holds (platform-made records). */
  readonly auto?: { readonly when: ConditionName | 'always' }
  /** Only posts of these roles decide here (初审由经办人, 复核由负责人). Absent: any that may review. */
  readonly roles?: readonly string[]
  /** May somebody who decided an earlier step, or this one, decide here too? Default allow. */
  readonly repeat?: 'allow' | 'forbid'
  /** Not in batches when false. Default true. */
  readonly batch?: boolean
  /** Only posts whose department covers the person's, plus posts without one. Default true. */
  readonly 'by-department'?: boolean
}

/** After the end: 审验. An approved filing waits in the verifiers' list; it is final unless they act. */
export interface VerificationDefinition {
  readonly id: string
  readonly title: string
  readonly who: Who
  readonly pass?: { readonly label?: string; readonly state?: string } | false
  readonly fail: {
    readonly label: string
    readonly opinion?: 'required' | 'optional'
    readonly state: string
    readonly effects: readonly EffectDefinition[]
  }
}

/** What a decision does. A closed list; see config/README.md. */
export type EffectDefinition =
  /** Awarded hours to the person's year and subject. */
  | { readonly do: 'credit' }
  /** The opposite lines of every credit this filing caused. */
  | { readonly do: 'revoke-credits' }
  /** Certificates of the person and year are void unless their standing still holds. */
  | { readonly do: 'void-certificates' }
  | { readonly do: 'issue-certificate'; readonly certificate: string }
  /** The account that was asked for may sign in; the person's attributes are filled from the form. */
  | { readonly do: 'open-account' }
  /** The registration is closed; the id number may register again (WH: 个人需再次注册到系统). */
  | { readonly do: 'close-account' }
  /** Fields with `fills` are written to the person or the office the filing is about. */
  | { readonly do: 'apply-change' }
  /** The person now belongs to the office in this field. */
  | { readonly do: 'move-person'; readonly to: string; readonly department?: string }
  /** The subject office's superior by this relation is now the office in this field. */
  | {
      readonly do: 'move-office'
      readonly relation: string | { readonly field: string }
      readonly to: string
    }
  /** The person may file once on another chain for the same year and kind (增补). */
  | { readonly do: 'permit'; readonly chain: string; readonly same: readonly ('kind' | 'year')[] }

/** Who may file. `anyone`: not signed in (registration). `system`: made by the platform. */
export type FilerDefinition =
  | 'person'
  | 'anyone'
  | 'system'
  | { readonly post: string; readonly for: 'people-below' | 'own-people' | 'own-office' }

export interface ChainDefinition {
  readonly chain: string
  readonly title: string
  readonly form: string
  /** What the filing is about. */
  readonly about: 'person' | 'office'
  readonly 'filed-by': readonly FilerDefinition[]
  /** May be opened only when all hold; each condition says why not. Judged again at submission. */
  readonly needs?: readonly ConditionName[]
  /** Open every year between two month-days, both included, in the region's time. */
  readonly window?: Sourced & {
    readonly from: string
    readonly to: string
    readonly counts: 'previous-year' | 'same-year'
    readonly says: string
  }
  /** Refers to one earlier filing that must be in one of these states (supplement → 终审通过). */
  readonly refers?: {
    readonly chain: string
    readonly states: readonly string[]
    readonly same?: readonly ('kind' | 'year')[]
  }
  /** Needs an open permit of the person for this kind and year, made by a `permit` effect; used up by submission. */
  readonly permit?: { readonly needed: 'always' | { readonly when: ConditionName } }
  /** `says`: what is said once a draft is saved, where the region's one sentence for all does not fit. */
  readonly save?: { readonly says: string }
  /** `says`: what is said once it is submitted, where the region's one sentence for all does not fit. */
  readonly submit?: {
    readonly needs?: readonly ConditionName[]
    readonly label?: string
    readonly says?: string
    readonly routes?: readonly RouteChoice[]
  }
  /** Words for draft, waiting, returned, approved, refused, verified, revoked (verified… only if used). */
  readonly labels: Readonly<Record<string, string>>
  readonly steps: readonly StepDefinition[]
  readonly withdraw?: {
    readonly while: readonly ('waiting' | string)[]
    readonly to: 'draft'
    readonly before?: 'first-decision'
    readonly label?: string
  }
  /** A matrix, not a boolean: each line says who, in which states, with what consequence. */
  readonly delete?: readonly {
    readonly by: 'filer' | { readonly capability: 'delete-filings' }
    readonly while: readonly string[]
    readonly opinion?: 'required' | 'optional'
    readonly effects?: readonly EffectDefinition[]
    readonly label?: string
    /** On whose word, where no manual has this line. */
    readonly source?: string
    readonly status?: SourceStatus
  }[]
  /** A refused filing may be edited and submitted again; history is kept. */
  readonly resubmit?: { readonly from: readonly ('refused' | 'revoked')[]; readonly label?: string }
  /** When the hours count: after the last step, or once this step has approved. */
  readonly credits?: { readonly at: 'end' | string }
  readonly effects?: {
    readonly approved?: readonly EffectDefinition[]
    readonly refused?: readonly EffectDefinition[]
  }
  readonly after?: readonly VerificationDefinition[]
  /** How several filings of one person and year are summed up in a list (已处理/未处理, ZJ:66). */
  readonly group?: {
    readonly by: 'year'
    readonly labels: readonly {
      readonly when: 'all-decided' | 'any-waiting' | 'any-draft'
      readonly label: string
    }[]
  }
  readonly source?: string
}
/** A choice offered at submission: which way (GX-A:12-14). Its id goes to the fact `submit.route`. */
export interface RouteChoice {
  readonly id: string
  readonly title: string
  readonly hint?: string
  /** An office field that must be filled for this choice; asked in the submit dialog. */
  readonly asks?: string
}

// ── compiled ────────────────────────────────────────────────────────────────────────────────────

export type StateId = string
/** `draft`, `returned`, a step id, `approved`, `refused`, `deleted`, and states named by `after`. */
export interface MachineState {
  readonly id: StateId
  readonly type: 'draft' | 'waiting' | 'approved' | 'refused' | 'verified' | 'revoked' | 'deleted'
  readonly label: string
  readonly step?: string
  /** No action leads out of it. */
  readonly final: boolean
}

export type ActionName = (typeof actionNames)[number]

/**
 * What must hold of the desks for a transition: the climb's self-loop, the all-of's waiting loop, a
 * step passed over on the way (skipped or approved by the system), the way straight back after a
 * return, `undecided`: nobody has decided since the submission, and `all-done`: of an all-of, whoever is
 * still there has approved.
 */
export type DeskGuard =
  | 'more-above'
  | 'others-pending'
  | 'passed-over'
  | 'straight-back'
  | 'undecided'
  | 'all-done'

export interface Transition {
  readonly action: ActionName
  readonly from: StateId
  readonly to: StateId
  readonly by: 'filer' | 'holder' | 'verifier' | 'deleter' | 'system' | 'rescuer'
  readonly label: string
  readonly guard?: DeskGuard
  readonly needs: readonly ConditionName[]
  readonly opinion: 'required' | 'optional' | 'none'
  readonly edits: readonly 'awarded'[]
  readonly effects: readonly EffectDefinition[]
  /** After `return` with straight-back: the state a resubmission leads to. */
  readonly back?: StateId
  /** `verifier`: the verification it belongs to; two may lead to the same state. */
  readonly after?: string
  /** `deleter`: the capability it takes. */
  readonly capability?: 'delete-filings'
}

/** A chain, compiled: every state and every move, in a fixed order; drawn, linted and pinned. */
export interface Machine {
  readonly chain: string
  readonly start: StateId
  readonly states: Readonly<Record<StateId, MachineState>>
  readonly transitions: readonly Transition[]
  readonly steps: readonly StepDefinition[]
}
