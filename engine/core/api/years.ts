/** Where a person stands, and the certificates of it. */
import type { Hours } from '#core/base'
import type { Standing } from '#core/hours'
import type { RowView } from './lists.ts'

export interface YearView extends Standing {
  /** What each kind of its credits is called, after the group it is in. */
  readonly kinds: Readonly<Record<string, string>>
  readonly waiting: readonly {
    readonly id: string
    readonly title: string
    readonly claimed: Hours
    readonly label: string
    readonly holder: string
    readonly since: string
  }[]
  /** If everything that waits were approved as claimed. */
  readonly ifApproved: {
    readonly total: Hours
    readonly verdict: Standing['verdict']
    readonly label: string
  }
  readonly certificates: readonly CertificateView[]
  readonly print: readonly {
    readonly certificate: string
    readonly title: string
    readonly allowed: boolean
    readonly says: string
  }[]
}

export interface HomeView {
  readonly year?: YearView
  /** Drafts, what came back, and what was refused but may be submitted again. */
  readonly mine: readonly RowView[]
  readonly waiting: readonly RowView[]
  /** What was decided last, newest first; without what stands in `mine`. */
  readonly results: readonly RowView[]
  readonly windows: readonly {
    readonly title: string
    readonly says: string
    readonly open: boolean
  }[]
  /** For posts: what waits here, per chain. */
  readonly desk: readonly {
    readonly chain: string
    readonly title: string
    readonly count: number
    readonly oldest?: string
    readonly list?: string
    readonly page: string
  }[]
}

export interface CertificateView {
  readonly id: string
  readonly title: string
  readonly number: string
  readonly year: number
  readonly person: string
  readonly issued: string
  readonly state: 'valid' | 'void' | 'replaced' | 'expired'
  readonly stateLabel: string
  readonly verifyUrl: string
  readonly pdf: string
}

/** What anyone may see: the state now, masked. */
export interface VerifyView {
  readonly found: boolean
  readonly state?: CertificateView['state']
  readonly says: string
  readonly region?: string
  readonly title?: string
  readonly lines: readonly { readonly label: string; readonly text: string }[]
  readonly replacedBy?: string
  readonly checkedAt: string
}
