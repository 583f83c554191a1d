import type { AccountId, DepartmentId, OfficeId, PersonId, PostId } from '#core/base'
import type { Actor } from '#core/filing'
import type { Capability, OrgView } from '#core/org'
import type { Pack } from '#core/pack'
import { type AccountRecord, findPostsOfAccount, type PostRecord } from '#storage/accounts'
import { findPersonOfAccount, type PersonRecord } from '#storage/people'
import type { FoundSession } from '#storage/sessions'
import type { Context } from './context.ts'

/** Who looks or acts, as one of the things their account can be. Made from the session, never from a request. */
export interface Viewer {
  readonly region: string
  readonly account: AccountId
  readonly name: string
  readonly actor: Actor
  readonly pack: Pack
  readonly org: OrgView
  /** Signed in as a professional. */
  readonly person?: PersonRecord
  /** Signed in as the holder of a post. */
  readonly post?: PostRecord & { readonly title: string; readonly officeName: string }
  readonly may: ReadonlySet<Capability>
}

export interface Identity {
  readonly id: string
  readonly kind: 'person' | 'post'
  readonly post?: PostRecord
  readonly person?: PersonRecord
}

/** Everything an account can be: a professional, and each post it holds. */
export async function identitiesOf(
  ctx: Context,
  region: string,
  account: string,
): Promise<readonly Identity[]> {
  const [person, posts] = await Promise.all([
    findPersonOfAccount(ctx.db, region, account),
    findPostsOfAccount(ctx.db, region, account),
  ])
  return [
    ...(person && person.state === 'open'
      ? [{ id: 'person', kind: 'person', person } as const]
      : []),
    ...posts.map((post) => ({ id: post.id, kind: 'post', post }) as const),
  ]
}

/** Undefined when the account no longer is what the session says: the post ended, the region left. */
export async function viewerOf(
  ctx: Context,
  given: Pick<AccountRecord, 'region' | 'name'> & {
    readonly account: string
    readonly identity: string
  },
): Promise<Viewer | undefined> {
  const [pack, identities] = await Promise.all([
    ctx.packs.current(given.region),
    identitiesOf(ctx, given.region, given.account),
  ])
  const identity = identities.find((it) => it.id === given.identity)
  if (!pack || !identity) return undefined
  return viewerAs({ ...given, pack, org: await ctx.orgs.view(given.region) }, identity)
}

/** The same from a session just read, which says all of it: packs and office trees are kept at hand. */
export async function viewerOfSession(
  ctx: Context,
  session: FoundSession,
): Promise<Viewer | undefined> {
  const [pack, org] = await Promise.all([
    ctx.packs.pinned(session.region, session.pack),
    ctx.orgs.view(session.region, session.orgVersion),
  ])
  return viewerAs({ ...session, pack, org }, session)
}

function viewerAs(
  given: Pick<Viewer, 'region' | 'name' | 'pack' | 'org'> & { readonly account: string },
  { person, post }: { readonly person?: PersonRecord; readonly post?: PostRecord },
): Viewer | undefined {
  const shared = {
    region: given.region,
    account: given.account as AccountId,
    pack: given.pack,
    org: given.org,
  }
  if (!person) return post && postViewer(shared, given.name, post)
  const actor: Actor = {
    kind: 'person',
    account: shared.account,
    person: person.id,
    name: person.name,
  }
  return { ...shared, name: person.name, actor, person, may: new Set() }
}

function postViewer(
  shared: Pick<Viewer, 'region' | 'account' | 'pack' | 'org'>,
  name: string,
  post: PostRecord,
): Viewer | undefined {
  const office = shared.org.office(post.office as OfficeId)
  const role = shared.pack.org.roles.find((it) => it.id === post.role)
  if (!office || !role) return undefined
  const actor: Actor = {
    kind: 'post',
    account: shared.account,
    post: post.id as PostId,
    name,
    role: role.id,
    office: office.id,
    officeName: office.name,
    ...(post.department && { department: post.department as DepartmentId }),
  }
  return {
    ...shared,
    name,
    actor,
    post: { ...post, title: role.title, officeName: office.name },
    may: new Set(role.may),
  }
}

export const personIdOf = (viewer: Viewer): PersonId | undefined => viewer.person?.id
