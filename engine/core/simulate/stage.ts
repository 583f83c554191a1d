import type {
  AccountId,
  DepartmentId,
  FilingId,
  Instant,
  LocalTime,
  OfficeId,
  PersonId,
  PostId,
} from '#core/base'
import type { CertificateDefinition } from '#core/certificate'
import type { Entry, FilingState } from '#core/filing'
import type { Credit } from '#core/hours'
import { orgView, type Office, type OrgView, type Person, type Post } from '#core/org'
import type { Pack, WorldOffice } from '#core/pack'
import type { ScenarioDefinition } from './definition.ts'

export interface PlayedFiling {
  state: FilingState
  log: readonly Entry[]
}

export interface PlayedCertificate {
  readonly definition: CertificateDefinition
  readonly person: PersonId
  readonly year: number
  readonly number: string
  readonly text: string
  readonly total: number
  state: 'valid' | 'void' | 'replaced'
}

export interface Permit {
  readonly person: PersonId
  readonly chain: string
  readonly year?: number
  readonly kind?: string
  used: boolean
}

export type AccountState = 'waiting' | 'open' | 'closed'

/** The world a story is played in. Ids are the keys of world.yaml, so a story reads as it is written. */
export interface Stage {
  readonly pack: Pack
  at: LocalTime
  now: Instant
  offices: Map<string, Office>
  people: Map<string, Person>
  posts: readonly Post[]
  org: OrgView | undefined
  version: number
  readonly filings: Map<string, PlayedFiling>
  readonly credits: (Credit & { readonly person: PersonId })[]
  readonly permits: Permit[]
  readonly certificates: Map<string, PlayedCertificate>
  /** By the name a story gave at printing. */
  readonly printed: Map<string, PlayedCertificate>
  readonly issued: Map<string, number>
  readonly accounts: Map<string, AccountState>
  /** Who has which id number, those included who only asked to be registered. */
  readonly idNumbers: Map<string, string>
  readonly files: Map<string, { readonly format: string; readonly bytes: number }>
  readonly covered: {
    readonly states: Set<string>
    readonly transitions: Set<string>
    readonly kinds: Set<string>
    readonly rules: Set<string>
  }
}

/** The world of world.yaml as a story begins, with what the story says is different in it. */
export function setStage(pack: Pack, given: ScenarioDefinition['given']): Stage {
  const { world } = pack
  const closed = new Set(given?.closed)
  const gone = new Set(given?.['without-posts'])
  const attributes = given?.attributes ?? {}
  const people = world.people.map((it): [string, Person] => [
    it.key,
    {
      id: it.key as PersonId,
      name: it.name,
      ...(it.office !== undefined && { office: it.office as OfficeId }),
      ...(it.department !== undefined && { department: it.department as DepartmentId }),
      attributes: { 'id-number': it['id-number'], ...it.attributes, ...attributes[it.key] },
    },
  ])
  return {
    pack,
    at: '2026-01-01T00:00' as LocalTime,
    now: '' as Instant,
    offices: new Map(
      world.offices.map((it) => [it.key, officeOf(it, closed.has(it.key), attributes[it.key])]),
    ),
    people: new Map(people),
    posts: world.posts
      .filter((it) => !gone.has(it.key) && !gone.has(it.office))
      .map(
        (it): Post => ({
          id: it.key as PostId,
          account: accountOf(it.person),
          name: people.find(([key]) => key === it.person)?.[1].name ?? it.person,
          office: it.office as OfficeId,
          ...(it.department !== undefined && { department: it.department as DepartmentId }),
          role: it.role,
        }),
      ),
    org: undefined,
    version: 0,
    filings: new Map(),
    credits: [],
    permits: [],
    certificates: new Map(),
    printed: new Map(),
    issued: new Map(),
    accounts: new Map(world.people.map((it) => [it.key, 'open'])),
    idNumbers: new Map(world.people.map((it) => [it['id-number'], it.key])),
    files: new Map(),
    covered: { states: new Set(), transitions: new Set(), kinds: new Set(), rules: new Set() },
  }
}

function officeOf(
  it: WorldOffice,
  closed: boolean,
  attributes: Office['attributes'] | undefined,
): Office {
  return {
    id: it.key as OfficeId,
    type: it.type,
    name: it.name,
    ...(it.code !== undefined && { code: it.code }),
    ...(it.area !== undefined && { area: it.area }),
    ...(it.phone !== undefined && { phone: it.phone }),
    superiors: (it.superiors ?? {}) as Office['superiors'],
    ...((closed || it.closed) && { closed: true }),
    attributes: { ...it.attributes, ...attributes },
    departments: (it.departments ?? []).map((one) => ({
      id: one.key as DepartmentId,
      name: one.name,
      ...(one.parent !== undefined && { parent: one.parent as DepartmentId }),
      ...(one.disabled && { disabled: true }),
    })),
  }
}

export function orgOf(stage: Stage): OrgView {
  stage.org ??= orgView([...stage.offices.values()], stage.posts, (stage.version += 1))
  return stage.org
}

export function changeOffice(stage: Stage, key: string, change: Partial<Office>): void {
  const office = stage.offices.get(key)
  if (!office) return
  stage.offices.set(key, { ...office, ...change })
  stage.org = undefined
}

export const filingId = (name: string) => name as FilingId
export const accountOf = (person: string) => `account:${person}` as AccountId
