import type {
  AccountId,
  DepartmentId,
  FilingId,
  Instant,
  OfficeId,
  PackHash,
  PersonId,
  PostId,
} from '../../engine/core/base/index.ts'
import type { Actor, FilingHead, World } from '../../engine/core/filing/index.ts'
import { orgView, type Office, type Post } from '../../engine/core/org/index.ts'
import type { Pack } from '../../engine/core/pack/index.ts'

/** The world of a pack made by hand, ids as keys, nothing else filed. */
export const now = '2026-06-01T01:00:00.000Z' as Instant

export interface WorldChange {
  readonly closed?: readonly string[]
  readonly without?: readonly string[]
  readonly superiors?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
  readonly person?: string
  readonly office?: string
  readonly counts?: Partial<World['counts']>
}

export function worldOf(pack: Pack, change: WorldChange = {}): World {
  const { world } = pack
  const offices = world.offices.map(
    (it): Office => ({
      id: it.key as OfficeId,
      type: it.type,
      name: it.name,
      superiors: (change.superiors?.[it.key] ?? it.superiors ?? {}) as Office['superiors'],
      closed: change.closed?.includes(it.key) ?? false,
      attributes: it.attributes ?? {},
      departments: (it.departments ?? []).map((one) => ({
        id: one.key as DepartmentId,
        name: one.name,
        ...(one.parent && { parent: one.parent as DepartmentId }),
      })),
    }),
  )
  const posts = world.posts
    .filter((it) => !change.without?.includes(it.key))
    .map(
      (it): Post => ({
        id: it.key as PostId,
        account: `account:${it.person}`,
        name: it.person,
        office: it.office as OfficeId,
        role: it.role,
        ...(it.department && { department: it.department as DepartmentId }),
      }),
    )
  const person = world.people.find((it) => it.key === (change.person ?? 'li'))
  const office = change.office ?? person?.office
  return {
    org: orgView(offices, posts, 1),
    roles: pack.org.roles,
    now,
    ...(person && {
      person: {
        id: person.key as PersonId,
        name: person.name,
        account: `account:${person.key}`,
        attributes: person.attributes ?? {},
        ...(office && { office: office as OfficeId }),
        ...(person.department &&
          office === person.office && { department: person.department as DepartmentId }),
      },
    }),
    counts: {
      pending: 0,
      officePending: 0,
      same: { filed: 0, waiting: 0, approved: 0, refused: 0 },
      permit: false,
      ...change.counts,
    },
  }
}

export const personActor = (key: string): Actor => ({
  kind: 'person',
  account: `account:${key}` as AccountId,
  person: key as PersonId,
  name: key,
})

export function postActor(pack: Pack, key: string): Extract<Actor, { kind: 'post' }> {
  const it = pack.world.posts.find((one) => one.key === key)
  if (!it) throw new Error(`There is no post ${key}.`)
  return {
    kind: 'post',
    account: `account:${it.person}` as AccountId,
    post: key as PostId,
    name: it.person,
    role: it.role,
    office: it.office as OfficeId,
    officeName: pack.world.offices.find((one) => one.key === it.office)!.name,
    ...(it.department && { department: it.department as DepartmentId }),
  }
}

export const headOf = (filedBy: Actor, change: Partial<FilingHead> = {}): FilingHead => ({
  id: 'f-1' as FilingId,
  region: 'tiny',
  pack: 'tiny' as PackHash,
  chain: 'declaration',
  filedBy,
  ...(filedBy.kind === 'person' && { person: filedBy.person }),
  ...change,
})

export const filled = {
  kind: 'training',
  name: '培训班',
  from: '2026-05-04T00:00',
  to: '2026-05-08T00:00',
  hours: 32,
  year: 2026,
  promise: true,
}
