import type { ColumnType, Generated } from 'kysely'

/** Rows as PostgreSQL gives them: times ISO in UTC, numerics as numbers, json parsed. */
type Json<T> = ColumnType<T, string, string>

/** What of an invented region is to be made next. */
export type Seeding = 'people' | 'records' | 'filings'

export interface Tables {
  packs: {
    region: string
    hash: string
    resolved: Json<unknown>
    published_at: string
    published_by: string
    note: string
  }
  regions: {
    region: string
    title: string
    position: Generated<number>
    pack: string
    org_version: Generated<number>
    seeding: Seeding | null
  }
  offices: {
    region: string
    id: string
    key: string | null
    type: string
    name: string
    code: string | null
    area: string | null
    phone: string | null
    closed: Generated<boolean>
    attributes: Json<Record<string, string | number | boolean>>
  }
  office_superiors: {
    region: string
    office: string
    relation: string
    position: number
    superior: string
  }
  departments: {
    region: string
    id: string
    key: string | null
    office: string
    name: string
    parent: string | null
    disabled: Generated<boolean>
  }
  accounts: {
    region: string
    id: string
    id_number: string
    name: string
    password_hash: string
    must_change: Generated<boolean>
    demo: Generated<boolean>
    state: AccountState
    created_at: string
  }
  people: {
    region: string
    id: string
    account: string | null
    name: string
    id_number: string
    office: string | null
    department: string | null
    attributes: Json<Record<string, string | number | boolean>>
    state: AccountState
  }
  posts: {
    region: string
    id: string
    account: string
    office: string
    department: string | null
    role: string
    ended_at: string | null
  }
  sessions: {
    id_hash: string
    region: string
    account: string
    identity: string
    created_at: string
    seen_at: string
    expires_at: string
  }
  sign_in_tries: { key: string; at: string }
  known_devices: { region: string; id_hash: string; account: string; seen_at: string }
  fold_version: { one: Generated<boolean>; version: number }
  filings: FilingsTable
  entries: {
    region: string
    filing: string
    seq: number
    action: string
    account: string | null
    office: string | null
    at: string
    entry: Json<unknown>
  }
  desks: {
    region: string
    office: string
    chain: string
    purpose: 'decide' | 'verify'
    since: string
    filing: string
    department: string | null
    circle: Generated<string>
  }
  desk_counts: {
    id: Generated<number>
    region: string
    office: string
    chain: string
    purpose: 'decide' | 'verify'
    department: string | null
    circle: Generated<string>
    n: number
  }
  to_ask: {
    region: string
    id: Generated<number>
    at_office: string | null
    of_person: string | null
    below_office: string | null
    due: string
  }
  credits: {
    region: string
    id: string
    person: string
    year: number
    subject: string
    kind: string
    chain: string
    hours: number
    claimed: number
    filing: string
    seq: number
    at: string
    title: string
    same: Json<Record<string, string> | null> | null
  }
  standings: {
    region: string
    person: string
    year: number
    version: number
    total: number
    subjects: Json<Record<string, number>>
    verdict: string
    requirement: string | null
    pack: string
    updated_at: string
    again: Generated<boolean>
  }
  permits: {
    region: string
    id: string
    person: string
    chain: string
    year: number | null
    kind: string | null
    made_by: string
    used_by: string | null
  }
  certificates: {
    region: string
    id: string
    code: string
    certificate: string
    person: string
    year: number
    number: string
    state: 'valid' | 'void' | 'replaced'
    issued_at: string
    issued_by: string
    ended_at: string | null
    ended_why: string | null
    replaced_by: string | null
    pack: string
    data: Json<unknown>
  }
  certificate_numbers: { region: string; certificate: string; year: number; last: number }
  files: {
    region: string
    id: string
    hash: string
    name: string
    mime: string
    bytes: number
    account: string | null
    filing: string | null
    created_at: string
  }
  requests: {
    region: string
    account: string
    key: string
    asked: string
    reply: Json<unknown> | null
    at: string
  }
  batch_jobs: {
    region: string
    id: string
    account: string
    identity: string
    action: string
    opinion: string | null
    state: 'waiting' | 'running' | 'done' | 'failed'
    total: number
    created_at: string
    ended_at: string | null
    says: string | null
  }
  batch_items: {
    region: string
    job: string
    position: number
    filing: string
    seen: number
    outcome: string | null
    title: string | null
    says: string | null
    seq: number | null
  }
}
export type AccountState = 'waiting' | 'open' | 'closed'
export interface FilingsTable {
  region: string
  id: string
  pack: string
  chain: string
  filer_account: string | null
  filer_office: string | null
  person: string | null
  office: string | null
  refers: string | null
  seq: number
  state: string
  state_type: string
  title: string
  kind: string | null
  year: number | null
  subject: string | null
  claimed: number | null
  awarded: number | null
  credited: boolean
  stuck: boolean
  since: string
  submitted_at: string | null
  decided_at: string | null
  fold: Json<unknown>
}
