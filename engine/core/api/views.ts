import type { FieldValues, FileValue, Hours, Issue } from '#core/base'
import type { FormDefinition } from '#core/form'
import type { Reason, Standing } from '#core/hours'
import type { Conditions } from '#core/rules'

/** A refusal as it travels: the codes of core, with the region's sentence beside each. */
export interface Problem {
  readonly error: {
    readonly code: string
    /** Chinese, complete, what to do included. */
    readonly says: string
    readonly issues: readonly (Issue & { readonly says: string })[]
    /** What can be done instead. */
    readonly open?: readonly string[]
    /** To quote when asking for help. */
    readonly reference: string
  }
}

export interface RegionView {
  readonly id: string
  readonly title: string
  readonly short: string
  readonly platform: string
  readonly branding?: { readonly host?: string; readonly operator?: string; readonly contact?: string; readonly footer?: readonly string[] }
  readonly terms: Readonly<Record<string, string>>
  readonly messages: Readonly<Record<string, string>>
  /** Characters a password must have at least. */
  readonly passwordMin: number
  /** Chains anyone may file without signing in (registration). */
  readonly registrations: readonly { readonly chain: string; readonly title: string }[]
  /** Demo mode only. */
  readonly demo?: readonly { readonly idNumber: string; readonly password: string; readonly name: string; readonly identity: string; readonly role: string; readonly hint: string; readonly seesPacks: boolean }[]
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
  readonly hours: { readonly unit: string; readonly step: number; readonly subjects: readonly { readonly id: string; readonly title: string; readonly short?: string; readonly parent?: string }[] }
  readonly certificates: readonly { readonly id: string; readonly title: string; readonly mayPrint: boolean; readonly says: string }[]
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
  readonly columns: readonly { readonly of: string; readonly title: string; readonly width?: number }[]
  readonly filters: readonly { readonly of: string; readonly title: string; readonly as: string; readonly options?: readonly { readonly id: string; readonly title: string }[]; readonly first?: string }[]
  readonly tabs: readonly { readonly id: string; readonly title: string; readonly states: readonly string[] }[]
  readonly hint?: string
  /** Columns it can be sorted by (without a title where the list has no such column) and the order it starts with: `-filing.since` is the last first. */
  readonly sort?: { readonly first: string; readonly by: readonly { readonly of: string; readonly title?: string }[] }
}
export interface ChainView {
  readonly id: string
  readonly title: string
  readonly about: 'person' | 'office'
  readonly form: string
  readonly states: readonly { readonly id: string; readonly type: string; readonly label: string; readonly final: boolean }[]
  /** May this identity open a new filing now; why not, in a sentence. */
  readonly mayFile: boolean
  readonly whyNot?: string
  /** Filed for somebody else: asks for the applicant first. */
  readonly forOthers: boolean
  readonly routes: readonly { readonly id: string; readonly title: string; readonly hint?: string; readonly asks?: string }[]
  readonly submitLabel: string
  readonly verification: boolean
  /** Opened on an earlier filing of that chain, in one of these states (supplement). */
  readonly refers?: { readonly chain: string; readonly states: readonly string[] }
}

/** A form ready to draw: always of the pack the filing is pinned to. */
export interface FormView {
  readonly pack: string
  readonly chain: string
  readonly form: FormDefinition
  /** Just the conditions the form names. */
  readonly conditions: Conditions
  /** Facts that are not fields, so visibility can be judged while typing. */
  readonly facts: Readonly<Record<string, string | number | boolean | readonly string[] | null>>
  readonly values: FieldValues
  /** Names of offices, departments, people and files that values hold by id. */
  readonly names: Readonly<Record<string, string>>
  /** Fields that may not be changed any more. */
  readonly fixed: readonly string[]
  readonly today: string
  readonly hoursStep: number
}

export interface PlannedStep {
  readonly step: string
  readonly title: string
  readonly state: 'done' | 'now' | 'planned' | 'passed'
  readonly offices: readonly { readonly id: string; readonly name: string; readonly people: number; readonly phone?: string; readonly done?: boolean }[]
  readonly mode: 'one' | 'any' | 'all'
  /** Why this office, in a sentence; why passed over. */
  readonly why?: string
  /** What happens when nobody is there, in a sentence. */
  readonly nobody?: string
}
export interface Hint {
  readonly code: string
  readonly level: 'info' | 'warn' | 'stop'
  readonly says: string
  readonly field?: string
}
/** Answered while typing: hours explained, route shown, what would be refused. */
export interface PreviewView {
  readonly suggested?: Hours
  readonly reasons: readonly Reason[]
  /** The year if this were approved as typed. */
  readonly after?: { readonly year: number; readonly total: Hours; readonly subjects: Readonly<Record<string, Hours>>; readonly required: Hours; readonly counted: Hours }
  readonly route: readonly PlannedStep[]
  readonly hints: readonly Hint[]
  readonly issues: readonly (Issue & { readonly says: string })[]
}

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
  readonly changes: readonly { readonly label: string; readonly before: string; readonly after: string }[]
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
  readonly person?: { readonly id: string; readonly name: string; readonly idNumber: string; readonly unit?: string; readonly department?: string }
  readonly office?: { readonly id: string; readonly name: string }
  readonly filedBy: string
  readonly refers?: { readonly id: string; readonly title: string; readonly label: string }
  readonly form: FormView
  /** Label and text of every visible field, in order, for reading. */
  readonly shown: readonly { readonly field: string; readonly label: string; readonly text: string; readonly section: string; readonly files?: readonly (FileValue & { readonly mime: string; readonly url: string; readonly uploaded?: string; readonly hash?: string })[]; readonly marked: boolean }[]
  readonly holders: readonly { readonly office: string; readonly people: readonly string[]; readonly phone?: string }[]
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

export interface RowView {
  /** Since when it is where it is. */
  readonly since?: string
  readonly id: string
  readonly seq: number
  readonly state: string
  readonly stateType: string
  readonly label: string
  /** By column source, masked as the pack says, ready to show. */
  readonly cells: Readonly<Record<string, string>>
  readonly hints: readonly Hint[]
  /** Actions this identity may take now. */
  readonly actions: readonly string[]
  /** Sum label of its group (已处理/未处理). */
  readonly group?: string
}
export interface PageView<Row = RowView> {
  readonly rows: readonly Row[]
  readonly total: number
  readonly page: number
  readonly size: number
  readonly tabs?: Readonly<Record<string, number>>
}

export interface BatchBody {
  readonly action: string
  readonly items: readonly { readonly id: string; readonly seen: number }[]
  readonly opinion?: string
  /** submit: the way all of them go. */
  readonly route?: { readonly id: string; readonly office?: string }
}
export interface ReceiptItem {
  readonly id: string
  readonly title: string
  readonly outcome: 'done' | 'not-allowed' | 'changed' | 'not-found'
  readonly says: string
  readonly seq?: number
}
export interface ReceiptView {
  readonly done: number
  readonly left: number
  readonly items: readonly ReceiptItem[]
}
export interface JobView {
  readonly id: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  readonly total: number
  readonly done: number
  readonly left: number
  readonly items: readonly ReceiptItem[]
  readonly says?: string
}

export interface YearView extends Standing {
  readonly waiting: readonly { readonly id: string; readonly title: string; readonly claimed: Hours; readonly label: string; readonly holder: string; readonly since: string }[]
  /** If everything that waits were approved as claimed. */
  readonly ifApproved: { readonly total: Hours; readonly verdict: Standing['verdict']; readonly label: string }
  readonly certificates: readonly CertificateView[]
  readonly print: readonly { readonly certificate: string; readonly title: string; readonly allowed: boolean; readonly says: string }[]
}
export interface HomeView {
  readonly year?: YearView
  /** Drafts and returned filings that wait for the person. */
  readonly mine: readonly RowView[]
  readonly waiting: readonly RowView[]
  readonly windows: readonly { readonly title: string; readonly says: string; readonly open: boolean }[]
  /** For posts: what waits here, per chain. */
  readonly desk: readonly { readonly chain: string; readonly title: string; readonly count: number; readonly oldest?: string; readonly list?: string; readonly page: string }[]
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

export interface OfficeOption {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly code?: string
  readonly area?: string
}
export interface DepartmentOption {
  readonly id: string
  readonly name: string
  readonly parent?: string
}
export interface PersonRow {
  readonly id: string
  readonly name: string
  readonly idNumber: string
  readonly unit: string
  readonly department?: string
  readonly cells: Readonly<Record<string, string>>
}
export interface AreaView {
  readonly code: string
  readonly name: string
  readonly areas?: readonly AreaView[]
}
export interface FileView extends FileValue {
  readonly mime: string
  readonly bytes: number
  readonly url: string
}
export interface SubordinateRow {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly code?: string
  readonly reviewers: number
  readonly waiting: number
  readonly closed: boolean
}
