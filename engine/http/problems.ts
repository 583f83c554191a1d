import { randomBytes } from 'node:crypto'
import { type Issue, issue } from '#core/base'
import type { Problem } from '#core/api'
import type { Texts } from '#core/pack'
import type { Context as World } from '#services/context'
import { Refused } from '#services/refusal'
import { sentenceOf, sharedTexts } from '#services/sentences'
import type { Asked } from './env.ts'
import { statusOf } from './status.ts'

const isOurs: ReadonlySet<string> = new Set(['internal', 'unavailable'])

/** Any failure as an answer: a code, a sentence, the field or row, what can be done. */
export async function answerProblem(error: unknown, c: Asked): Promise<Response> {
  const refused = error instanceof Refused ? error : isGone(error, c) ? unread : asRefusal(error)
  if (!(error instanceof Refused) && isOurs.has(refused.issues[0]?.code ?? '')) report(error, c)
  const texts = c.get('viewer')?.pack.texts ?? (await textsOrNone(c))
  const [first = issue('internal')] = refused.issues
  const problem: Problem = {
    error: {
      code: first.code,
      says: sentenceOf(texts, first),
      issues: refused.issues.map((it) => ({ ...it, says: sentenceOf(texts, it) })),
      ...(refused.open && { open: refused.open }),
      reference: referenceOf(c),
    },
  }
  const status = first.code === 'internal' ? 500 : statusOf(first.code)
  if (status === 503) c.header('retry-after', '5')
  return c.json(problem, status as 422)
}

/** The browser's own number, so that it can quote one even when no answer came; else a new one. */
function referenceOf(c: Asked): string {
  const known = c.get('reference')
  if (known !== undefined) return known
  const given = c.req.header('x-reference')
  const isOne = given !== undefined && /^[0-9A-F]{10}$/.test(given)
  const reference = isOne ? given : randomBytes(5).toString('hex').toUpperCase()
  c.set('reference', reference)
  return reference
}

/** Where the database is gone so are the sentences: those found last are kept. */
const known = new WeakMap<object, Texts>()

/** Found before anybody is refused anything: at a start, while the database is there. */
export async function rememberSentences({ packs }: Pick<World, 'packs'>) {
  const found = await sharedTexts(packs)
  if (found) known.set(packs, found)
  return found
}

async function textsOrNone(c: Asked): Promise<Texts | undefined> {
  const { packs } = c.get('world')
  try {
    const region = c.get('region')
    const own = region && (await packs.current(region))?.texts
    return own || (await rememberSentences(c.get('world')))
  } catch {
    return known.get(packs)
  }
}

/** Whoever asked hung up while we were reading: no fault of ours, and nobody is left to hear of it. */
const isGone = (error: unknown, c: Asked): boolean =>
  c.req.raw.signal.aborted || (error instanceof Error && error.message === 'aborted')
const unread = new Refused(issue('bad-request', [], { detail: 'body' }))

/** A number out of range, a text with a NUL, the same inside JSON: nothing of ours is like that. */
const unstorable: ReadonlySet<string> = new Set(['22003', '22021', '22P05'])

function asRefusal(error: unknown): Refused {
  if (error instanceof SyntaxError)
    return new Refused(issue('bad-request', [], { detail: error.message }))
  const code = (error as { code?: unknown } | null)?.code
  // invalid_text_representation: an id in the address that is none.
  if (code === '22P02') return new Refused(issue('not-found'))
  if (unstorable.has(String(code)))
    return new Refused(issue('bad-request', [], { detail: String(code) }))
  return new Refused(issue(isAway(error, code) ? 'unavailable' : 'internal'))
}

/**
 * The database is starting, full, out of connections or gone (classes 08, 53, 57P; sockets), or others
 * were quicker again and again (40). What was asked may have been done all the same: only the same key
 * tells.
 */
function isAway(error: unknown, code: unknown): boolean {
  if (
    typeof code === 'string' &&
    /^(08|53|57P|40001|40P01|ECONN|EPIPE|ENOSPC|ETIMEDOUT)/.test(code)
  )
    return true
  const says = error instanceof Error ? error.message : ''
  return /^(Connection terminated|timeout exceeded when trying to connect)/.test(says)
}

/** One line a colleague can search for by the reference the person quotes. No bodies, no names. */
function report(error: unknown, c: Asked): void {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  console.error(
    JSON.stringify({
      level: 'error',
      reference: referenceOf(c),
      method: c.req.method,
      route: c.req.routePath,
      detail,
    }),
  )
}

export const refuseIf = (when: boolean, it: Issue): void => {
  if (when) throw new Refused(it)
}
