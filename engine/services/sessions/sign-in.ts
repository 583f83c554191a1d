import { type Instant, issue } from '#core/base'
import { checkDigit } from '#core/form'
import type { Pack } from '#core/pack'
import {
  type AccountRecord,
  findAccount,
  findAccountByIdNumber,
  setPassword,
} from '#storage/accounts'
import { type Asks, findSessionAsking } from '#storage/asking-sessions'
import { forgetDevicesOf } from '#storage/devices'
import { findPersonOfAccount, type PersonRecord } from '#storage/people'
import type { Asked } from '#storage/readings'
import {
  deleteSession,
  deleteSessionsOf,
  findSession,
  type FoundSession,
  insertSession,
  type SessionRecord,
  touchSession,
} from '#storage/sessions'
import { type Context, newSecret, sha256 } from '../context.ts'
import { Refused } from '../refusal.ts'
import { identitiesOf } from '../viewer.ts'
import { deviceOf, remember } from './devices.ts'
import { guesses, limitGuesses, limitTries } from './limits.ts'
import { checkPassword, hashPassword, isPassword } from './passwords.ts'

const minutes = 60_000
/** Idle half an hour, twelve hours in all. */
const idle = 30 * minutes
const longest = 12 * 60 * minutes
const later = (at: Instant, by: number): string => new Date(Date.parse(at) + by).toISOString()

export interface Credentials {
  readonly region: string
  readonly idNumber: string
  readonly password: string
  readonly identity?: string
  readonly address: string
  /** What this device was given when somebody signed in from it before. */
  readonly device?: string
}
export interface Opened {
  readonly token: string
  readonly session: SessionRecord
}

/**
 * Opens a session for an id number and password in a region. Answers the token; only its hash is
 * stored. The same refusal, after the same time, for an unknown number and a wrong password.
 */
export async function signIn(
  ctx: Context,
  given: Credentials,
): Promise<Opened & { readonly device: string }> {
  const idNumber = readIdNumber(given.idNumber)
  const pack = await ctx.packs.current(given.region)
  if (!pack) throw new Refused(issue('no-such-region', ['region']))
  const device = await deviceOf(ctx, given.region, given.device)
  const isKnown = device?.idNumbers.has(idNumber) === true
  const guess = {
    region: given.region,
    idNumber,
    address: given.address,
    device: isKnown ? device.hash : undefined,
  }
  const counted = await limitGuesses(ctx, guess, ['password'])

  const account = await findAccountByIdNumber(ctx.db, given.region, idNumber)
  const isRight = await isPassword(account?.passwordHash, given.password)
  if (!account || !isRight || (account.demo && !ctx.demo))
    throw new Refused(issue('wrong-password', ['password']))
  await counted.right()
  if (account.state === 'waiting') throw new Refused(issue('account-waiting', ['idNumber']))
  const opened = await openSession(ctx, account, given.identity)
  return { ...opened, device: await remember(ctx, account, device?.token) }
}

/** Checked before anything is asked of the database; `x` is `X` (C12-26). */
function readIdNumber(given: unknown): string {
  const text = String(given ?? '')
    .replaceAll(/\s/g, '')
    .toUpperCase()
  if (!/^\d{17}[\dX]$/.test(text))
    throw new Refused(issue('bad-id-number', ['idNumber'], { why: 'form' }))
  if (checkDigit(text) !== text[17])
    throw new Refused(issue('bad-id-number', ['idNumber'], { why: 'check-digit' }))
  return text
}

async function openSession(ctx: Context, account: AccountRecord, wanted?: string): Promise<Opened> {
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
  const [hash, at] = [sha256(token), ctx.clock()]
  const session = await findSession(ctx.db, hash, at, ctx.demo)
  if (session) await keepAlive(ctx, hash, session, at)
  return session
}

/** The same, and with it what `act` begins by reading. */
export async function sessionAsking(
  ctx: Context,
  token: string,
  asks: Asks,
): Promise<{ readonly session: FoundSession; readonly asked: Asked } | undefined> {
  const [hash, at] = [sha256(token), ctx.clock()]
  const found = await findSessionAsking(ctx.db, { hash, at, demo: ctx.demo }, asks)
  if (found) await keepAlive(ctx, hash, found.session, at)
  return found
}

/** Written at most once a minute: a session that is used often costs no write each time. */
async function keepAlive(
  ctx: Context,
  hash: string,
  session: FoundSession,
  at: string,
): Promise<void> {
  if (Date.parse(at) - Date.parse(session.seen_at) <= minutes) return
  const end = Date.parse(session.created_at) + longest
  await touchSession(ctx.db, hash, at, new Date(Math.min(Date.parse(at) + idle, end)).toISOString())
}

export const signOut = (ctx: Context, token: string): Promise<void> =>
  deleteSession(ctx.db, sha256(token))

/** Another of the account's identities. A new token: the old one ends. */
export async function changeIdentity(
  ctx: Context,
  token: string,
  session: SessionRecord,
  identity: string,
): Promise<Opened> {
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
): Promise<Opened> {
  const account = await findAccount(ctx.db, session.region, session.account)
  const pack = await ctx.packs.current(session.region)
  if (!account || !pack) throw new Refused(issue('no-such-region', ['region']))
  const own = `password ${account.id}`
  const counted = await limitTries(ctx, [{ key: own, most: guesses.together }], guesses.minutes, [
    'old',
  ])
  if (!(await isPassword(account.passwordHash, given.old)))
    throw new Refused(issue('wrong-password', ['old']))
  await counted.giveBack(own)
  const person = await findPersonOfAccount(ctx.db, account.region, account.id)
  const issues = checkPassword(given.new, {
    idNumber: account.idNumber,
    phones: phonesOf(pack, person),
    minLength: pack.header.passwords?.['min-length'] ?? fallbackLength,
    old: given.old,
  })
  if (issues.length > 0) throw new Refused(issues.map((it) => ({ ...it, at: ['new'] })))
  await setPassword(ctx.db, account.region, account.id, await hashPassword(given.new), false)
  await deleteSessionsOf(ctx.db, account.region, account.id)
  await forgetDevicesOf(ctx.db, account.region, account.id)
  return openSession(ctx, { ...account, mustChange: false }, session.identity)
}
/** By the attributes that are shown masked as phones are. */
const phonesOf = (pack: Pack, person: PersonRecord | undefined): readonly string[] =>
  pack.org.person.attributes.flatMap((it) => {
    const phone = it.mask === 'phone' ? person?.attributes[it.id] : undefined
    return phone === undefined ? [] : [String(phone)]
  })
/** Where a pack says nothing: ASVS 6.2.1. */
export const fallbackLength = 8
