import { type Issue, issue } from '#core/base'
import type { Problem } from '#core/api'
import type { Texts } from '#core/pack'
import { Refused } from '#services/refusal'
import { sentenceOf, sharedTexts } from '#services/sentences'
import type { Asked } from './env.ts'
import { statusOf } from './status.ts'

/** Any failure as an answer: a code, a sentence, the field or row, what can be done. */
export async function answerProblem(error: unknown, c: Asked): Promise<Response> {
  const refused = error instanceof Refused ? error : isGone(error, c) ? unread : asRefusal(error)
  if (!(error instanceof Refused) && refused.issues[0]?.code === 'internal') report(error, c)
  const texts = c.get('viewer')?.pack.texts ?? (await textsOrNone(c))
  const [first = issue('internal')] = refused.issues
  const problem: Problem = {
    error: {
      code: first.code,
      says: sentenceOf(texts, first),
      issues: refused.issues.map((it) => ({ ...it, says: sentenceOf(texts, it) })),
      ...(refused.open && { open: refused.open }),
      reference: c.get('reference'),
    },
  }
  const status = first.code === 'internal' ? 500 : statusOf(first.code)
  return c.json(problem, status as 422)
}

async function textsOrNone(c: Asked): Promise<Texts | undefined> {
  try {
    const { packs } = c.get('world')
    const region = c.get('region')
    return (region && (await packs.current(region))?.texts) || (await sharedTexts(packs))
  } catch {
    return undefined
  }
}

/** Whoever asked hung up while we were reading: no fault of ours, and nobody is left to hear of it. */
const isGone = (error: unknown, c: Asked): boolean =>
  c.req.raw.signal.aborted || (error as { code?: unknown } | null)?.code === 'ECONNRESET'
const unread = new Refused(issue('bad-request', [], { detail: 'body' }))

function asRefusal(error: unknown): Refused {
  if (error instanceof SyntaxError) return new Refused(issue('bad-request', [], { detail: error.message }))
  const code = (error as { code?: unknown } | null)?.code
  // invalid_text_representation: an id in the address that is none.
  if (code === '22P02') return new Refused(issue('not-found'))
  return new Refused(issue('internal'))
}

/** One line a colleague can search for by the reference the person quotes. No bodies, no names. */
function report(error: unknown, c: Asked): void {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  console.error(JSON.stringify({ level: 'error', reference: c.get('reference'), method: c.req.method, route: c.req.routePath, detail }))
}

export const refuseIf = (when: boolean, it: Issue): void => {
  if (when) throw new Refused(it)
}
