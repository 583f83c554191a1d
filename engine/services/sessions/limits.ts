import { issue } from '#core/base'
import { addTry, countTries } from '#storage/accounts'
import type { Context } from '../context.ts'
import { Refused } from '../refusal.ts'

/** Counts a costly or guessable act of an address; refuses when there were too many of late. */
export async function limitAddress(
  ctx: Context,
  what: string,
  address: string,
  given: { readonly most: number; readonly minutes: number },
): Promise<void> {
  const key = `${what} ${address}`
  const now = ctx.clock()
  const since = new Date(Date.parse(now) - given.minutes * 60_000).toISOString()
  if ((await countTries(ctx.db, key, since)) >= given.most)
    throw new Refused(issue('too-many-tries', [], { minutes: given.minutes }))
  await addTry(ctx.db, key, now)
}
