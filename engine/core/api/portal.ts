/** Who signs in where, and what the portal draws with. */
export interface RegionView {
  readonly id: string
  readonly title: string
  readonly short: string
  readonly platform: string
  readonly branding?: {
    readonly host?: string
    readonly operator?: string
    readonly contact?: string
    readonly footer?: readonly string[]
  }
  readonly terms: Readonly<Record<string, string>>
  readonly messages: Readonly<Record<string, string>>
  /** Characters a password must have at least. */
  readonly passwordMin: number
  /** Chains anyone may file without signing in (registration). */
  readonly registrations: readonly { readonly chain: string; readonly title: string }[]
  /** Demo mode only. */
  readonly demo?: readonly {
    readonly idNumber: string
    readonly password: string
    readonly name: string
    readonly identity: string
    readonly role: string
    readonly hint: string
    readonly seesPacks: boolean
  }[]
}

/** One of the things an account can be: a professional, or the holder of a post. */
export interface IdentityView {
  /** `person` or the post id. */
  readonly id: string
  readonly kind: 'person' | 'post'
  readonly title: string
  readonly office?: string
  readonly department?: string
}

export interface SessionView {
  readonly name: string
  readonly region: string
  readonly identity: IdentityView
  readonly identities: readonly IdentityView[]
  /** A password given by somebody else must be changed before anything else. */
  readonly mustChangePassword: boolean
  readonly demo: boolean
}

/** Everything of the region's current pack that the portal draws with, for this identity. */
export interface PortalView {
  readonly region: string
  readonly title: string
  readonly short: string
  readonly platform: string
  readonly pack: string
  readonly terms: Readonly<Record<string, string>>
  readonly issues: Readonly<Record<string, string>>
  readonly messages: Readonly<Record<string, string>>
  readonly actions: Readonly<Record<string, string>>
  readonly branding?: RegionView['branding']
  readonly home?: { readonly notice?: string; readonly banner?: string }
  readonly menu: readonly MenuView[]
  readonly lists: readonly ListView[]
  readonly chains: readonly ChainView[]
  readonly hours: {
    readonly unit: string
    readonly step: number
    readonly subjects: readonly {
      readonly id: string
      readonly title: string
      readonly short?: string
      readonly parent?: string
      readonly 'counts-for'?: readonly string[]
    }[]
  }
  readonly certificates: readonly {
    readonly id: string
    readonly title: string
    readonly mayPrint: boolean
    readonly says: string
  }[]
  readonly may: readonly string[]
  /** Current year and day of the region. */
  readonly today: string
  /** The years there are rules for, the present one first. */
  readonly years: readonly number[]
  readonly offsetMinutes: number
}

export interface MenuView {
  readonly title: string
  readonly page: string
  readonly chain?: string
  readonly list?: string
  /** Waiting items, for inbox-like entries. */
  readonly count?: number
}

export interface ListView {
  readonly id: string
  readonly title: string
  readonly of: 'filings' | 'people' | 'standings'
  readonly chains?: readonly string[]
  readonly columns: readonly {
    readonly of: string
    readonly title: string
    readonly width?: number
  }[]
  readonly filters: readonly {
    readonly of: string
    readonly title: string
    readonly as: string
    readonly options?: readonly { readonly id: string; readonly title: string }[]
    readonly first?: string
  }[]
  readonly tabs: readonly {
    readonly id: string
    readonly title: string
    readonly states: readonly string[]
  }[]
  readonly hint?: string
  /** Columns it can be sorted by (without a title where the list has no such column) and the order it starts with: `-filing.since` is the last first. */
  readonly sort?: {
    readonly first: string
    readonly by: readonly { readonly of: string; readonly title?: string }[]
  }
}

export interface ChainView {
  readonly id: string
  readonly title: string
  readonly about: 'person' | 'office'
  readonly form: string
  readonly states: readonly {
    readonly id: string
    readonly type: string
    readonly label: string
    readonly final: boolean
  }[]
  /** May this identity open a new filing now; why not, in a sentence. */
  readonly mayFile: boolean
  readonly whyNot?: string
  /** Filed for somebody else: asks for the applicant first. */
  readonly forOthers: boolean
  readonly routes: readonly {
    readonly id: string
    readonly title: string
    readonly hint?: string
    readonly asks?: string
  }[]
  readonly submitLabel: string
  /** What is said of a draft that is saved, where the chain has its own word. */
  readonly savedSays?: string
  readonly verification: boolean
  /** Opened on an earlier filing of that chain, in one of these states (supplement). */
  readonly refers?: { readonly chain: string; readonly states: readonly string[] }
}
