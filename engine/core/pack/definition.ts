import type { PackHash } from '#core/base'
import type { CertificateDefinition } from '#core/certificate'
import type { FormDefinition } from '#core/form'
import type { HoursDefinition } from '#core/hours'
import type { OrgDefinition } from '#core/org'
import type { Conditions } from '#core/rules'
import type { ChainDefinition, Machine } from '#core/workflow'

/** pack.yaml: who this pack is and what it extends. */
export interface PackHeader {
  readonly id: string
  readonly title: string
  /** Short name shown in the header. */
  readonly short?: string
  readonly extends?: string
  /** Abstract packs (base) are never published as a region. */
  readonly abstract?: boolean
  readonly 'utc-offset': string
  /** Name of the platform, as its manual calls it. */
  readonly platform?: string
  readonly basis?: readonly {
    readonly id: string
    readonly title: string
    readonly link?: string
  }[]
  /** Names whose appearance in this pack is another region's text (C19). */
  readonly 'foreign-words'?: readonly string[]
  readonly branding?: {
    readonly host?: string
    readonly operator?: string
    readonly contact?: string
    readonly footer?: readonly string[]
  }
  readonly passwords?: {
    readonly 'min-length': number
    readonly initial?: 'last-six-of-id' | 'one-time-code' | 'self-set'
  }
}

/** texts.yaml. `terms` are the region's words used inside shell sentences; `issues` by Issue code. */
export interface Texts {
  readonly terms: Readonly<Record<string, string>>
  readonly issues: Readonly<Record<string, string>>
  readonly messages: Readonly<Record<string, string>>
  /** Default words of the actions; a chain's own labels win. */
  readonly actions: Readonly<Record<string, string>>
}

/** portal.yaml: which menus, lists and columns each identity sees. */
export interface PortalDefinition {
  readonly menus: readonly MenuDefinition[]
  readonly lists: readonly ListDefinition[]
  readonly home?: { readonly notice?: string; readonly banner?: string }
}
export interface MenuDefinition {
  /** `person`, or holders of any of these roles. */
  readonly for: 'person' | readonly string[]
  readonly items: readonly MenuItem[]
}
export interface MenuItem {
  readonly title: string
  readonly page:
    | 'home'
    | 'file'
    | 'filings'
    | 'inbox'
    | 'verification'
    | 'results'
    | 'standing'
    | 'certificates'
    | 'people'
    | 'unit'
    | 'rescue'
    | 'profile'
  readonly chain?: string
  readonly list?: string
}
export interface ListDefinition {
  readonly id: string
  readonly title: string
  readonly of: 'filings' | 'people' | 'standings'
  readonly chains?: readonly string[]
  /** Dotted sources: `filing.year`, `filing.kind`, `filing.state`, `filing.claimed`, `filing.awarded`,
   *  `filing.holder`, `filing.since`, `filing.title`, `person.name`, `person.id-number`, `person.<attr>`,
   *  `unit.name`, `field.<id>`, `standing.total`, `standing.<subject>`, `standing.verdict`. */
  readonly columns: readonly {
    readonly of: string
    readonly title: string
    readonly width?: number
    readonly mask?: 'id-number' | 'phone' | 'name' | 'email'
  }[]
  readonly filters?: readonly {
    readonly of: string
    readonly title: string
    readonly as?: 'text' | 'choice' | 'year' | 'state' | 'year-range'
  }[]
  /** Tabs over states: ids of machine states, or `waiting` for all waiting ones. */
  readonly tabs?: readonly { readonly title: string; readonly states: readonly string[] }[]
  /** Which filing comes first, by since when it is where it is; a desk starts with the oldest, other lists with the newest. */
  readonly order?: 'oldest' | 'newest'
  readonly hint?: string
}

/** world.yaml: offices and people of the demo and of the scenarios. Only invented people. */
export interface WorldDefinition {
  readonly offices: readonly WorldOffice[]
  readonly people: readonly WorldPerson[]
  readonly posts: readonly WorldPost[]
  /** Filed by the platform at the start (system chains): earlier years' online courses, … */
  readonly records?: readonly WorldRecord[]
  /** Filed and submitted by people at the start of the demo: what its reviewers find waiting. */
  readonly filings?: readonly WorldFiling[]
}
export interface WorldOffice {
  readonly key: string
  readonly type: string
  readonly name: string
  readonly code?: string
  readonly area?: string
  readonly phone?: string
  readonly superiors?: Readonly<Record<string, readonly string[]>>
  readonly closed?: boolean
  readonly attributes?: Readonly<Record<string, string | number | boolean>>
  readonly departments?: readonly {
    readonly key: string
    readonly name: string
    readonly parent?: string
    readonly disabled?: boolean
  }[]
}
export interface WorldPerson {
  readonly key: string
  readonly name: string
  readonly 'id-number': string
  readonly office?: string
  readonly department?: string
  readonly attributes?: Readonly<Record<string, string | number | boolean>>
  /** Offered on the login page in demo mode, with this line saying what to try. */
  readonly demo?: string
}
export interface WorldPost {
  readonly key: string
  /** Key of a person in `people`: the account is theirs. */
  readonly person: string
  readonly office: string
  readonly department?: string
  readonly role: string
  readonly demo?: string
}
export interface WorldRecord {
  readonly chain: string
  readonly person: string
  readonly at: string
  readonly with: Readonly<Record<string, unknown>>
}

export interface WorldFiling {
  readonly chain: string
  /** Key of a person, who files for themselves, or of a post. */
  readonly by: string
  /** Key of the person it is about, when a post files. */
  readonly for?: string
  readonly at: string
  /** As scenarios write it: the way of submission, and the office it asks for. */
  readonly route?: string | { readonly id: string; readonly office?: string }
  /** Field values as scenarios write them. */
  readonly with: Readonly<Record<string, unknown>>
  /** Approvals since, in their order: what has gone on its way to a higher office. */
  readonly decided?: readonly WorldApproval[]
}
export interface WorldApproval {
  /** Key of a post. */
  readonly by: string
  readonly at: string
  readonly approve: true
  readonly opinion?: string
}

/** A region's law, resolved from its layers, checked, compiled, frozen. Named by its hash. */
export interface Pack {
  readonly hash: PackHash
  readonly header: PackHeader
  readonly org: OrgDefinition
  readonly conditions: Conditions
  readonly forms: Readonly<Record<string, FormDefinition>>
  readonly chains: Readonly<Record<string, ChainDefinition>>
  readonly machines: Readonly<Record<string, Machine>>
  readonly hours: HoursDefinition
  readonly certificates: Readonly<Record<string, CertificateDefinition>>
  readonly texts: Texts
  readonly portal: PortalDefinition
  readonly world: WorldDefinition
  /** Minutes east of UTC. */
  readonly offsetMinutes: number
  readonly assets?: ResolvedPack['assets']
}

/** One YAML file of one layer, as read from disk or from the editor. */
export interface PackFile {
  readonly layer: string
  /** Path inside the layer, `chains/declaration.yaml`. */
  readonly path: string
  readonly text: string
  /** Of a picture: its bytes as base64. */
  readonly data?: string
}

/** What is wrong with a pack, where, and what was probably meant. */
export interface PackIssue {
  readonly code: string
  readonly layer: string
  readonly file: string
  readonly line: number
  readonly column: number
  /** `steps.2.who` */
  readonly path: string
  readonly message: string
  readonly meant?: string
  readonly severity: 'error' | 'warning'
}

/** Which file, line and layer gave a value: `explain`. */
export interface Provenance {
  readonly path: string
  readonly value: unknown
  readonly layer: string
  readonly file: string
  readonly line: number
  readonly column: number
  /** Values of lower layers this one hides, nearest first. */
  readonly over: readonly {
    readonly layer: string
    readonly file: string
    readonly line: number
    readonly value: unknown
  }[]
}

/**
 * The pack as data, before compiling: what is hashed, stored for ever and pinned by filings.
 * `Pack` is made from it by one pure function, so a pinned pack comes back to life from JSON.
 */
export interface ResolvedPack {
  readonly header: PackHeader
  readonly org: OrgDefinition
  readonly conditions: Conditions
  readonly forms: readonly FormDefinition[]
  readonly chains: readonly ChainDefinition[]
  readonly hours: HoursDefinition
  readonly certificates: readonly CertificateDefinition[]
  readonly texts: Texts
  readonly portal: PortalDefinition
  readonly world: WorldDefinition
  /** Pictures the certificates name (`assets/emblem.png`), base64; absent without any. */
  readonly assets?: Readonly<Record<string, string>>
}
