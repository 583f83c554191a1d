import { type Instant, issue } from '#core/base'
import { checkDigit } from '#core/form'
import {
  type AccountRecord, addTry, countTries, findAccount, findAccountByIdNumber, forgetTries, setPassword,
} from '#storage/accounts'
import {
  deleteSession, deleteSessionsOf, findSession, type FoundSession, insertSession, type SessionRecord, touchSession,
} from '#storage/sessions'
import { type Context, newSecret, sha256 } from '../context.ts'
import { Refused } from '../refusal.ts'
import { identitiesOf } from '../viewer.ts'
import { checkPassword, hashPassword, isPassword } from './passwords.ts'

const minutes = 60_000
/** Idle half an hour, twelve hours in all. */
const idle = 30 * minutes
const longest = 12 * 60 * minutes
/** Per account: five wrong tries in a quarter of an hour; per address: fifty. */
const tries = { window: 15 * minutes, account: 5, address: 50 }

const later = (at: Instant, by: number): string => new Date(Date.parse(at) + by).toISOString()

/**
 * Opens a session for an id number and password in a region. Answers the token; only its hash is
 * stored. The same refusal, after the same time, for an unknown number and a wrong password.
 */
export async function signIn(
  ctx: Context,
  given: { region: string; idNumber: string; password: string; identity?: string; address: string },
): Promise<{ token: string; session: SessionRecord }> {
  const idNumber = readIdNumber(given.idNumber)
  const pack = await ctx.packs.current(given.region)
  if (!pack) throw new Refused(issue('no-such-region', ['region']))
  const keys = [`account ${given.region} ${idNumber}`, `address ${given.address}`] as const
  await refuseTooMany(ctx, keys)

  const account = await findAccountByIdNumber(ctx.db, given.region, idNumber)
  const isRight = await isPassword(account?.passwordHash, given.password)
  if (!account || !isRight || (account.demo && !ctx.demo)) {
    await Promise.all(keys.map((it) => addTry(ctx.db, it, ctx.clock())))
    throw new Refused(issue('wrong-password', ['password']))
  }
  if (account.state === 'waiting') throw new Refused(issue('account-waiting', ['idNumber']))
  await forgetTries(ctx.db, keys[0])
  return openSession(ctx, account, given.identity)
}

/** Checked before anything is asked of the database; `x` is `X` (C12-26). */
function readIdNumber(given: unknown): string {
  const text = String(given ?? '').replaceAll(/\s/g, '').toUpperCase()
  if (!/^\d{17}[\dX]$/.test(text)) throw new Refused(issue('bad-id-number', ['idNumber'], { why: 'form' }))
  if (checkDigit(text) !== text[17]) throw new Refused(issue('bad-id-number', ['idNumber'], { why: 'check-digit' }))
  return text
}

async function refuseTooMany(ctx: Context, keys: readonly [string, string]): Promise<void> {
  const since = later(ctx.clock(), -tries.window)
  const [account, address] = await Promise.all(keys.map((it) => countTries(ctx.db, it, since)))
  if (account! >= tries.account || address! >= tries.address)
    throw new Refused(issue('too-many-tries', ['password'], { minutes: tries.window / minutes }))
}

async function openSession(
  ctx: Context,
  account: AccountRecord,
  wanted?: string,
): Promise<{ token: string; session: SessionRecord }> {
  const identities = await identitiesOf(ctx, account.region, account.id)
  const identity = identities.find((it) => it.id === wanted) ?? identities[0]
  if (!identity) throw new Refused(issue('no-identity', ['idNumber']))
  const token = newSecret()
  const at = ctx.clock()
  const expiresAt = later(at, idle)
  await insertSession(ctx.db, {
    hash: sha256(token),
    region: account.region,
    account: account.id,
    identity: identity.id,
    at,
    expiresAt,
  })
  const session: SessionRecord = {
    region: account.region,
    account: account.id,
    identity: identity.id,
    name: account.name,
    must_change: account.mustChange,
    expires_at: expiresAt,
    seen_at: at,
    created_at: at,
  }
  return { token, session }
}

/** The session of a token, kept alive while it is used, until its longest time is over. */
export async function sessionOf(ctx: Context, token: string): Promise<FoundSession | undefined> {
  const hash = sha256(token)
  const at = ctx.clock()
  const session = await findSession(ctx.db, hash, at)
  if (!session) return undefined
  // Written at most once a minute: a session that is used often costs no write each time.
  if (Date.parse(at) - Date.parse(session.seen_at) > minutes) {
    const end = Date.parse(session.created_at) + longest
    await touchSession(ctx.db, hash, at, new Date(Math.min(Date.parse(at) + idle, end)).toISOString())
  }
  return session
}

export const signOut = (ctx: Context, token: string): Promise<void> => deleteSession(ctx.db, sha256(token))

/** Another of the account's identities. A new token: the old one ends. */
export async function changeIdentity(
  ctx: Context,
  token: string,
  session: SessionRecord,
  identity: string,
): Promise<{ token: string; session: SessionRecord }> {
  const account = await findAccount(ctx.db, session.region, session.account)
  const identities = await identitiesOf(ctx, session.region, session.account)
  if (!account || !identities.some((it) => it.id === identity))
    throw new Refused(issue('no-identity', ['identity']))
  await signOut(ctx, token)
  return openSession(ctx, account, identity)
}

/** A new password of one's own. Every other session of the account ends, and this one gets a new token. */
export async function changePassword(
  ctx: Context,
  session: SessionRecord,
  given: { old: string; new: string },
): Promise<{ token: string; session: SessionRecord }> {
  const account = await findAccount(ctx.db, session.region, session.account)
  const pack = await ctx.packs.current(session.region)
  if (!account || !pack) throw new Refused(issue('no-such-region', ['region']))
  await refuseTooMany(ctx, [`password ${account.id}`, `password ${account.id}`])
  if (!(await isPassword(account.passwordHash, given.old))) {
    await addTry(ctx.db, `password ${account.id}`, ctx.clock())
    throw new Refused(issue('wrong-password', ['old']))
  }
  const issues = checkPassword(given.new, {
    idNumber: account.idNumber,
    minLength: pack.header.passwords?.['min-length'] ?? fallbackLength,
    old: given.old,
  })
  if (issues.length > 0) throw new Refused(issues.map((it) => ({ ...it, at: ['new'] })))
  await setPassword(ctx.db, account.region, account.id, await hashPassword(given.new), false)
  await deleteSessionsOf(ctx.db, account.region, account.id)
  return openSession(ctx, { ...account, mustChange: false }, session.identity)
}
/** Where a pack says nothing: ASVS 6.2.1. */
export const fallbackLength = 8
