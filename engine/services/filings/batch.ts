import type { BatchBody, ReceiptItem, ReceiptView } from '#core/api'
import { issue } from '#core/base'
import type { Command } from '#core/filing'
import type { ActionName } from '#core/workflow'
import { type Reading, readForDecision } from '#storage/readings'
import { type Context, sha256 } from '../context.ts'
import { Refused } from '../refusal.ts'
import { sentenceOf } from '../sentences.ts'
import type { Viewer } from '../viewer.ts'
import { askAgainAfter } from '../offices/ask-again.ts'
import { saysOf } from './acted.ts'
import { decideOne } from './decide-one.ts'
import { answerGiven, requestOf, withRetries } from './requests.ts'
import { mayRead, mayReadOf, takenBack } from './scope.ts'
import { Sheet } from './sheet.ts'
import { write } from './write.ts'

/** What one request may decide; more goes through a job. */
export const mostItems = 5_000

/**
 * One decision over many filings, written in one statement, with a receipt per item: done, not
 * allowed and why, changed meanwhile by whom. What is left out changes nothing for the others.
 */
export async function actBatch(ctx: Context, viewer: Viewer, body: BatchBody, key: string): Promise<ReceiptView> {
  const asked = sha256(JSON.stringify(['batch', body]))
  const answered = await answerGiven(ctx, viewer, key, asked)
  if (answered) return answered as ReceiptView
  checkBody(body)
  return withRetries(async () => {
    const at = ctx.clock()
    const sheet = new Sheet()
    const items = await decideAll(ctx, viewer, body, at, sheet)
    const done = items.filter((it) => it.outcome === 'done').length
    const receipt: ReceiptView = { done, left: items.length - done, items }
    await write(ctx, viewer.region, sheet, { request: requestOf(viewer, key, asked, receipt, at) })
    if (sheet.large.length > 0) await askAgainAfter(ctx, viewer, sheet)
    return receipt
  }, () => answerGiven(ctx, viewer, key, asked) as Promise<ReceiptView | undefined>)
}

const batchable: ReadonlySet<string> = new Set(['submit', 'approve', 'refuse', 'return', 'record', 'withdraw', 'delete', 'verify', 'reject-verification'])

function checkBody(body: BatchBody): void {
  if (!Array.isArray(body.items) || body.items.length === 0) throw new Refused(issue('nothing-chosen', ['items']))
  if (body.items.length > mostItems) throw new Refused(issue('too-many-items', ['items'], { found: body.items.length, limit: mostItems }))
  if (!batchable.has(body.action)) throw new Refused(issue('not-in-batches', ['action'], { action: body.action }))
}

async function decideAll(
  ctx: Context,
  viewer: Viewer,
  body: BatchBody,
  at: Command['at'],
  sheet: Sheet,
): Promise<readonly ReceiptItem[]> {
  const wanted = [...new Map(body.items.map((it) => [String(it.id), it])).values()]
  const items: ReceiptItem[] = []
  for (const { part, readings } of readInParts(ctx, viewer.region, wanted)) {
    const found = await readings
    for (const { id, seen } of part) {
      const reading = found.get(id)
      const isThere = reading && (mayReadOf(viewer, reading.state, reading.person) || (await mayRead(ctx, viewer, reading.state)))
      items.push(isThere ? await decideItem(ctx, viewer, reading, { body, seen, at }, sheet) : missing(viewer, id, reading))
    }
  }
  return items
}

/** Read in parts at once, so that the first are decided while the database reads the others. */
function readInParts<T extends { readonly id: string }>(ctx: Context, region: string, wanted: readonly T[]) {
  const size = Math.max(leastPart, Math.ceil(wanted.length / parts))
  return Array.from({ length: Math.ceil(wanted.length / size) }, (_, at) => {
    const part = wanted.slice(at * size, (at + 1) * size)
    const readings = readForDecision(ctx.db, region, part.map((it) => it.id))
    // Where an earlier part fails nobody asks for this one any more.
    readings.catch(() => undefined)
    return { part, readings }
  })
}
const parts = 4
const leastPart = 100

async function decideItem(
  ctx: Context,
  viewer: Viewer,
  reading: Reading,
  given: { body: BatchBody; seen: number; at: Command['at'] },
  sheet: Sheet,
): Promise<ReceiptItem> {
  const { id, title } = reading.state
  const command: Command = {
    action: given.body.action as ActionName,
    by: viewer.actor,
    at: given.at,
    seen: given.seen,
    batch: true,
    ...(given.body.opinion && { opinion: given.body.opinion }),
    ...(given.body.route && { route: given.body.route as NonNullable<Command['route']> }),
    ...(given.body.action === 'submit' && { data: reading.state.data }),
  }
  try {
    const { state } = await decideOne(ctx, viewer, reading, command, sheet)
    return { id, title, outcome: 'done', says: saysOf(viewer, state, command.action), seq: state.seq }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const [first = issue('not-possible-now')] = error.issues
    const outcome = first.code === 'changed-meanwhile' ? 'changed' : 'not-allowed'
    return { id, title, outcome, says: error.issues.map((it) => sentenceOf(viewer.pack.texts, it)).join('；') }
  }
}

function missing(viewer: Viewer, id: string, reading: Reading | undefined): ReceiptItem {
  const gone = reading && takenBack(viewer, reading.state, reading.person)
  if (gone) return { id, title: reading.state.title, outcome: 'changed', says: sentenceOf(viewer.pack.texts, gone) }
  return { id, title: id, outcome: 'not-found', says: sentenceOf(viewer.pack.texts, issue('no-such-filing', [], { id })) }
}
