import type { Hours, Sourced } from '#core/base'

/** A subject of the region (公需, 专业, 全部); a tree (R4). Hours of a child count for its parents. */
export interface SubjectDefinition {
  readonly id: string
  readonly title: string
  readonly short?: string
  readonly parent?: string
  /** Hours booked here count for all of these (支边援外 计入 全部). The total counts them once. */
  readonly 'counts-for'?: readonly string[]
  /** Not of the total: a mark, like an approved exemption, that a requirement asks for. Default true. */
  readonly 'in-total'?: boolean
}

export type Formula = Sourced & {
  readonly id: string
  readonly title: string
  /** The clause shown under the hours field. */
  readonly says?: string
  readonly link?: string
  /**
   * May the filer claim something else than suggested? Default `free`. Where not, nothing is claimed
   * that cannot be computed.
   */
  readonly override?: 'free' | 'lower' | 'none'
  /** Cap for one item (K1). */
  readonly 'max-per-item'?: Hours
} & FormulaShape

/** The shapes of domain.md C2. Field names are field ids of the form. */
export type FormulaShape =
  /** Taken from the certificate or the organiser; nothing to compute. */
  | { readonly shape: 'entered'; readonly max?: Hours }
  /** `per` for every half-day begun between two times: elapsed (end exclusive) or inclusive days (H1). */
  | {
      readonly shape: 'half-days'
      readonly per: Hours
      readonly count: 'elapsed' | 'inclusive'
      readonly from: string
      readonly to: string
      readonly 'skip-weekends'?: boolean
    }
  | {
      readonly shape: 'days'
      readonly per: Hours
      readonly from: string
      readonly to: string
      readonly 'skip-weekends'?: boolean
      readonly max?: Hours
    }
  | { readonly shape: 'fixed'; readonly hours: Hours }
  /** First row whose cells match; `ranks` gives hours by author rank 1, 2, 3 … (H5, H6). */
  | {
      readonly shape: 'table'
      readonly by: readonly string[]
      readonly rank?: string
      readonly beyond?: 'zero' | 'last'
      readonly rows: readonly {
        readonly when: Readonly<Record<string, string | readonly string[]>>
        readonly hours?: Hours
        readonly ranks?: readonly Hours[]
      }[]
    }
  /** `base - step × (rank - 1)`, not under `min` (排序递减, H7). */
  | {
      readonly shape: 'rank-steps'
      readonly base: Hours
      readonly step: Hours
      readonly rank: string
      readonly min?: Hours
    }
  /**
   * `per` for every `unit` of a number field (每千字, 每门), rounded, capped (H9, H11). `absent`, here
   * and below: what a field that is not filled in counts as; without it nothing is computed.
   */
  | {
      readonly shape: 'per-unit'
      readonly of: string
      readonly absent?: number
      readonly unit: number
      readonly per: Hours
      readonly round?: 'down' | 'up' | 'nearest'
      readonly max?: Hours
    }
  /** `base` plus the first tier whose `up-to` is not passed (H10). */
  | {
      readonly shape: 'base-plus-tier'
      readonly base: Hours
      readonly of: string
      readonly absent?: number
      readonly tiers: readonly { readonly 'up-to'?: number; readonly add: Hours }[]
    }
  /** Minutes to hours, e.g. 45 (H13). */
  | {
      readonly shape: 'minutes'
      readonly of: string
      readonly absent?: number
      readonly minutes: number
      readonly round?: 'down' | 'up' | 'nearest'
    }
  /** Parts that each add their hours when their yes-no field is true: course 10 + exam 5 (H15). */
  | {
      readonly shape: 'parts'
      readonly parts: readonly {
        readonly when: string
        readonly hours: Hours
        readonly title: string
      }[]
    }
  /** Share of a fixed total: the first p per cent, the rest equally (H8). */
  | {
      readonly shape: 'share'
      readonly total: Hours
      readonly first: number
      readonly rank: string
      readonly people: string
    }

export interface YearSpan {
  readonly from?: number
  readonly to?: number
}

/** Applied when a year is judged, in order of approval, so a revocation frees room for others (C3). */
export type CapDefinition = Sourced & {
  readonly id: string
  readonly title: string
  readonly years?: YearSpan
  readonly kinds?: readonly string[]
  readonly subject?: string
} & (
    | { readonly of: 'category-year'; readonly hours: Hours }
    | { readonly of: 'category-year'; readonly count: number }
    | { readonly of: 'year'; readonly hours: Hours }
    /** Same values in `same` (field ids): only the best counts (K4). */
    | { readonly of: 'best-only'; readonly same: readonly string[] }
  )

/** Found when filing (K5). `block` refuses the submission, `warn` shows a hint to filer and reviewer. */
export interface DuplicateDefinition extends Sourced {
  readonly id: string
  readonly title: string
  readonly match: 'certificate-number' | 'overlapping-dates' | 'same-fields'
  readonly same?: readonly string[]
  readonly kinds?: readonly string[]
  readonly do: 'warn' | 'block'
  readonly says: string
}

/** What a person must reach in a year; the first whose years and `when` fit judges it (R1–R7, R13). */
export interface RequirementDefinition extends Sourced {
  readonly id: string
  readonly title: string
  readonly years: YearSpan
  readonly when?: string
  readonly total?: Hours
  readonly min?: readonly {
    readonly subject: string
    readonly hours: Hours
    readonly source?: string
  }[]
  readonly max?: readonly {
    readonly subject: string
    readonly hours: Hours
    readonly source?: string
  }[]
  /** ≥ num/den of the required or of the earned total, compared as integers: den·p ≥ num·t (R2). */
  readonly shares?: readonly {
    readonly subject: string
    readonly num: number
    readonly den: number
    readonly basis: 'required' | 'earned'
    readonly soft?: boolean
    readonly source?: string
  }[]
  readonly 'required-courses'?: readonly { readonly kind: string; readonly title: string }[]
  readonly says?: string
}

export interface HoursDefinition {
  readonly step: 1 | 0.5 | 0.25
  readonly unit: string
  readonly subjects: readonly SubjectDefinition[]
  readonly formulas: readonly Formula[]
  readonly caps: readonly CapDefinition[]
  readonly duplicates: readonly DuplicateDefinition[]
  readonly requirements: readonly RequirementDefinition[]
  /** 通过/不通过, 合格/不合格 (R12). */
  readonly verdicts: { readonly passed: string; readonly failed: string; readonly none: string }
}

// ── computed ────────────────────────────────────────────────────────────────────────────────────

/** One line of the ledger, as far as judging needs it. Negative lines revoke. */
export interface Credit {
  readonly id: string
  readonly filing: string
  readonly entry: number
  readonly year: number
  readonly subject: string
  readonly kind: string
  readonly hours: Hours
  readonly claimed: Hours
  /** Order of approval: instant, then filing id. */
  readonly at: string
  readonly title: string
  /** Values that `best-only` caps compare. */
  readonly same?: Readonly<Record<string, string>>
}

/** Why a number is what it is: the rule, the facts, the clause. */
export interface Reason {
  readonly rule: string
  readonly text: string
  readonly facts: Readonly<Record<string, string | number>>
  readonly source?: string
  readonly status?: 'official' | 'seed' | 'demo'
}
export interface CountedCredit {
  readonly credit: Credit
  readonly counted: Hours
  readonly reasons: readonly Reason[]
}
export interface Check extends Reason {
  readonly held: boolean
  /** A soft share warns and does not fail. */
  readonly soft?: boolean
  readonly subject?: string
  readonly have: Hours
  readonly need: Hours
  readonly missing: Hours
}
/** A person's year, judged by that year's requirement. */
export interface Standing {
  readonly year: number
  readonly total: Hours
  /** Every subject of the pack, parents and counts-for included. */
  readonly subjects: Readonly<Record<string, Hours>>
  readonly required: Hours
  readonly verdict: 'passed' | 'failed' | 'none'
  readonly label: string
  readonly requirement?: string
  readonly checks: readonly Check[]
  readonly counted: readonly CountedCredit[]
}
