import { issue } from '#core/base'
import { giveBackTry, type Limit, takeTries } from '#storage/tries'
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
