import { randomInt } from 'node:crypto'
import { type Instant, issue } from '#core/base'
import { type Answer, findAnswer } from '#storage/readings'
import type { Context } from '../context.ts'
import { Refused } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'

/** Decided again this often when somebody else was quicker, before it is given up. */
const attempts = 8
/** In milliseconds, before the second try; twice as long before each one after it. */
const pauses = { first: 20, longest: 300 }

/** What was answered to this key before. Another body under the same key is a mistake of the asker. */
export async function answerGiven(
  ctx: Context,
  viewer: { readonly region: string; readonly account: string },
  key: string,
  asked: string,
): Promise<unknown> {
  if (key === '') return undefined
  const found = await findAnswer(ctx.db, viewer.region, viewer.account, key)
  return found && sameAnswer(found, key, asked)
}

export function sameAnswer(found: Answer, key: string, asked: string): unknown {
  if (found.asked !== asked) throw new Refused(issue('key-used-otherwise', [], { key }))
  return found.reply
}

export const requestOf = (
  viewer: Viewer,
  key: string,
  asked: string,
  reply: unknown,
  at: Instant,
) =>
  key === ''
    ? undefined!
    : { account: viewer.account as string, key, asked, reply, at: at as string }

/**
 * Runs again what lost a race (40001), after a pause of chance so that not all are back at once;
 * answers what the same request was answered (23505).
 */
export async function withRetries<T>(
  work: (isAgain: boolean) => Promise<T>,
  given: () => Promise<T | undefined>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt > 1)
    } catch (error) {
      const code = (error as { code?: unknown }).code
      const isTwice =
        code === '23505' && (error as { constraint?: string }).constraint === 'requests_pkey'
      // Refused because it was done already: by this very request, sent twice?
      const answer = isTwice || error instanceof Refused ? await given() : undefined
      if (answer !== undefined) return answer
      if ((code !== '40001' && code !== '40P01') || attempt >= attempts) throw error
    }
    const longest = Math.min(pauses.longest, pauses.first * 2 ** (attempt - 1))
    await new Promise((done) => setTimeout(done, randomInt(longest) + 1))
  }
}
