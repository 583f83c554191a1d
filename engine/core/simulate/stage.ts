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
import {
  comparableOf,
  personHolds,
  type Actor,
  type Entry,
  type FilingState,
  type World,
} from '#core/filing'
import { judgeYear, type Credit, type Standing } from '#core/hours'
import { isWithin, orgView, type Office, type OrgView, type Person, type Post } from '#core/org'
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

export const accountOf = (person: string): AccountId => `account:${person}` as AccountId

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

/** Who a story calls by this key: a post, a person, anyone or the system. */
export function actorOf(stage: Stage, key: string, filing?: FilingState): Actor | undefined {
  if (key === 'system') return { kind: 'system', name: '系统' }
  if (key === 'anyone') {
    const account = filing?.filedBy.kind === 'anyone' ? filing.filedBy.account : undefined
    return { kind: 'anyone', name: '未登录', ...(account && { account }) }
  }
  const post = stage.posts.find((it) => it.id === key)
  if (post) return actorOfPost(stage, post)
  const person = stage.people.get(key)
  return person && { kind: 'person', account: accountOf(key), person: person.id, name: person.name }
}
function actorOfPost(stage: Stage, post: Post): Actor {
  return {
    kind: 'post',
    account: post.account as AccountId,
    post: post.id,
    name: post.name,
    role: post.role,
    office: post.office,
    officeName: stage.offices.get(post.office)?.name ?? post.office,
    ...(post.department && { department: post.department }),
  }
}

export function standingOf(stage: Stage, key: string, year: number): Standing {
  const person = stage.people.get(key)
  const credits = stage.credits.filter((it) => it.person === key && it.year === year)
  const about = person && { org: orgOf(stage), person, now: stage.now, year }
  const standing = judgeYear(
    stage.pack.hours,
    year,
    credits,
    about ? personHolds(stage.pack, about) : () => false,
  )
  return standing
}

export const typeOf = (stage: Stage, it: FilingState) =>
  stage.pack.machines[it.chain]?.states[it.state]?.type

/** The world around one filing, as `decide` wants it. `asked`: kind and year as they are being filed. */
export function worldOf(
  stage: Stage,
  state: FilingState,
  asked: { readonly kind?: string | undefined; readonly year?: number | undefined } = state,
): World {
  const org = orgOf(stage)
  const person = state.person === undefined ? undefined : stage.people.get(state.person)
  const others = [...stage.filings.values()]
    .map((it) => it.state)
    .filter((it) => it.id !== state.id && typeOf(stage, it) !== 'deleted')
  const referred = others.find((it) => it.id === state.refers)
  return {
    org,
    roles: stage.pack.org.roles,
    now: stage.now,
    ...(person && { person }),
    counts: countsOf(stage, state, asked, others),
    ...(referred && { referred }),
    ...(state.person !== undefined &&
      asked.year !== undefined && { standing: standingOf(stage, state.person, asked.year) }),
    // Only asked for when something is submitted.
    get others() {
      return comparables(stage, state, others)
    },
    file: (id) => stage.files.get(id),
    knowsPerson: (id) => stage.people.has(id),
  }
}

function comparables(
  stage: Stage,
  state: FilingState,
  others: readonly FilingState[],
): NonNullable<World['others']> {
  if (stage.pack.hours.duplicates.length === 0) return []
  const mine = others.filter((it) => it.person === state.person && typeOf(stage, it) !== 'refused')
  return mine.map((it) => comparableOf(stage.pack, it))
}

function countsOf(
  stage: Stage,
  state: FilingState,
  asked: { readonly kind?: string | undefined; readonly year?: number | undefined },
  others: readonly FilingState[],
): World['counts'] {
  const waiting = others.filter((it) => typeOf(stage, it) === 'waiting')
  const same = others.filter(
    (it) =>
      it.chain === state.chain &&
      it.person === state.person &&
      it.kind === asked.kind &&
      it.year === asked.year,
  )
  const ofType = (type: string) => same.filter((it) => typeOf(stage, it) === type).length
  return {
    pending:
      state.person === undefined ? 0 : waiting.filter((it) => it.person === state.person).length,
    officePending: officePending(stage, state, waiting),
    same: {
      filed: same.length,
      waiting: ofType('waiting'),
      approved: ofType('approved') + ofType('verified'),
      refused: ofType('refused'),
    },
    permit: openPermit(stage, state.person, state.chain, asked) !== undefined,
  }
}

function officePending(stage: Stage, state: FilingState, waiting: readonly FilingState[]): number {
  const { office, filedBy } = state
  const root = office ?? (filedBy.kind === 'post' ? filedBy.office : undefined)
  if (root === undefined) return 0
  return waiting.filter((it) => {
    const at =
      it.office ?? (it.person === undefined ? undefined : stage.people.get(it.person)?.office)
    return at !== undefined && isWithin(orgOf(stage), at, root)
  }).length
}

export function openPermit(
  stage: Stage,
  person: string | undefined,
  chain: string,
  asked: { readonly kind?: string | undefined; readonly year?: number | undefined },
): Permit | undefined {
  return stage.permits.find(
    (it) =>
      !it.used &&
      it.person === person &&
      it.chain === chain &&
      (it.year === undefined || it.year === asked.year) &&
      (it.kind === undefined || it.kind === asked.kind),
  )
}

export const filingId = (name: string) => name as FilingId
