import { issue } from '#core/base'
import type { Pack } from '#core/pack'
import { findAccountByIdNumber, findPostsOfAccount } from '#storage/accounts'
import { findOrgKeys } from '#storage/offices'
import { findPersonIds } from '#storage/people'
import type { Context } from '../context.ts'
import { Refused } from '../refusal.ts'
import { type Viewer, viewerOf } from '../viewer.ts'

/** The world of a region that was seeded: whom and what the keys of its world.yaml have become. */
export interface SeededWorld {
  readonly pack: Pack
  readonly offices: ReadonlyMap<string, string>
  readonly departments: ReadonlyMap<string, string>
  /** Professionals by their keys. */
  readonly people: ReadonlyMap<string, string>
  /** Who was signed in before. To be forgotten when people or offices have moved. */
  readonly signedIn: Map<string, Promise<Viewer>>
}

export async function seededWorld(ctx: Context, pack: Pack): Promise<SeededWorld> {
  const region = pack.header.id
  const [keys, ids] = await Promise.all([
    findOrgKeys(ctx.db, region),
    findPersonIds(ctx.db, region),
  ])
  const people = pack.world.people.flatMap((it) => {
    const id = ids.get(it['id-number'])
    return id === undefined ? [] : [[it.key, id] as const]
  })
  return { pack, people: new Map(people), ...keys, signedIn: new Map() }
}

/** The post or the person of a key, signed in. Refuses where there is nobody who could be. */
export function viewerFor(ctx: Context, world: SeededWorld, key: string): Promise<Viewer> {
  const known = world.signedIn.get(key) ?? signIn(ctx, world, key)
  world.signedIn.set(key, known)
  return known
}

async function signIn(ctx: Context, world: SeededWorld, key: string): Promise<Viewer> {
  const { header, world: written } = world.pack
  const region = header.id
  const post = written.posts.find((it) => it.key === key)
  const person = written.people.find((it) => it.key === (post?.person ?? key))
  const account = person && (await findAccountByIdNumber(ctx.db, region, person['id-number']))
  const identity = account && (post ? await identityOf(ctx, world, post, account.id) : 'person')
  const viewer =
    identity && (await viewerOf(ctx, { region, account: account.id, name: account.name, identity }))
  if (!viewer) throw new Refused(issue('no-such-person', ['by']))
  return viewer
}

async function identityOf(
  ctx: Context,
  world: SeededWorld,
  post: Pack['world']['posts'][number],
  account: string,
): Promise<string | undefined> {
  const held = await findPostsOfAccount(ctx.db, world.pack.header.id, account)
  const department = post.department === undefined ? null : world.departments.get(post.department)
  return held.find(
    (it) =>
      it.role === post.role &&
      it.office === world.offices.get(post.office) &&
      it.department === department,
  )?.id
}
