import { issue } from '#core/base'
import { forgetTries, giveBackTry, type Limit, takeTries } from '#storage/tries'
import type { Context } from '../context.ts'
import { Refused } from '../refusal.ts'

const minute = 60_000

/** Counts a try under each of the keys, before it is made; refuses when one had too many of late. */
export async function limitTries(
  ctx: Context,
  limits: readonly Limit[],
  minutes: number,
  at: readonly string[] = [],
): Promise<{ giveBack(key: string): Promise<void> }> {
  const now = ctx.clock()
  const since = new Date(Date.parse(now) - minutes * minute).toISOString()
  if (!(await takeTries(ctx.db, limits, { at: now, since })))
    throw new Refused(issue('too-many-tries', at, { minutes }))
  return { giveBack: (key) => giveBackTry(ctx.db, key, now) }
}

/** Counts a costly or guessable act of an address; refuses when there were too many of late. */
export async function limitAddress(
  ctx: Context,
  what: string,
  address: string,
  given: { readonly most: number; readonly minutes: number },
): Promise<void> {
  await limitTries(ctx, [{ key: `${what} ${address}`, most: given.most }], given.minutes)
}

/**
 * Wrong passwords in a quarter of an hour: of one address at one account, of everybody at one account,
 * of one address at all accounts of a region. A device its owner has used before counts for itself, so that no
 * stranger's guesses keep the owner out (T9). Who is being looked at counts as well: an address may be
 * a whole school's.
 */
export const guesses = { minutes: 15, together: 5, account: 30, address: 100 }

export interface Guess {
  readonly region: string
  readonly idNumber: string
  readonly address: string
  /** The hash of what a device of the account's keeps. */
  readonly device?: string | undefined
}

/** Counts a password before it is looked at. Whoever was right is not counted: `right` takes it back. */
export async function limitGuesses(
  ctx: Context,
  guess: Guess,
  at: readonly string[],
): Promise<{ right(): Promise<void> }> {
  const limits = limitsFor(guess)
  const counted = await limitTries(ctx, limits, guesses.minutes, at)
  const [own = '', ...shared] = limits.map((it) => it.key)
  return {
    async right() {
      await Promise.all([forgetTries(ctx.db, own), ...shared.map(counted.giveBack)])
    },
  }
}

/** The first is the asker's own, and forgotten when they get in. */
function limitsFor({ region, idNumber, address, device }: Guess): readonly Limit[] {
  const account = `account ${region} ${idNumber}`
  if (device !== undefined) return [{ key: `${account} on ${device}`, most: guesses.together }]
  return [
    { key: `${account} from ${address}`, most: guesses.together },
    { key: account, most: guesses.account },
    { key: `address ${region} ${address}`, most: guesses.address },
  ]
}
