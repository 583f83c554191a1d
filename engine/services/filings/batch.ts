import type { BatchBody, ReceiptItem, ReceiptView } from '#core/api'
import { isId, issue } from '#core/base'
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
import { inLine } from './lines.ts'
import { readOpinion } from './opinion.ts'
import { answerGiven, requestOf, withRetries } from './requests.ts'
import { mayRead, mayReadOf, takenBack } from './scope.ts'
import { Sheet } from './sheet.ts'
import { write, writeMeanwhile } from './write.ts'

/** What one request may decide; more goes through a job. */
export const mostItems = 5_000

/**
 * One decision over many filings, written in one statement, with a receipt per item: done, not
 * allowed and why, changed meanwhile by whom. What is left out changes nothing for the others.
 */
export async function actBatch(
  ctx: Context,
  viewer: Viewer,
  body: BatchBody,
  key: string,
): Promise<ReceiptView> {
  const asked = sha256(JSON.stringify(['batch', body]))
  const answered = await answerGiven(ctx, viewer, key, asked)
  if (answered) return answered as ReceiptView
  checkBody(body)
  const opinion = readOpinion(viewer, body.opinion)
  const decide = async (): Promise<ReceiptView> => {
    const at = ctx.clock()
    const sheet = new Sheet()
    const parts = partsOf(ctx, viewer, { body, opinion, at }, sheet)
    const receipt = (): ReceiptView =>
      receiptOf(
        body,
        parts.flatMap((it) => it.items),
      )
    const request = () => requestOf(viewer, key, asked, receipt(), at)
    if (parts.length === 1) {
      await parts[0]!.decide()
      await write(ctx, viewer.region, sheet, { request: request() })
    } else
      await writeMeanwhile(
        ctx,
        viewer.region,
        sheet,
        parts.map((it) => it.decide),
        request,
      )
    if (sheet.large.length > 0) await askAgainAfter(ctx, viewer, sheet)
    return receipt()
  }
  return withRetries(
    // Batches that met go on one after the other: they may be about the same people.
    (isAgain) => (isAgain ? inLine(ctx.db, `batch ${viewer.region}`, decide) : decide()),
    () => answerGiven(ctx, viewer, key, asked) as Promise<ReceiptView | undefined>,
  )
}

/** In the order they were named. */
function receiptOf(body: BatchBody, decided: readonly ReceiptItem[]): ReceiptView {
  const byId = new Map(decided.map((it) => [it.id, it]))
  const items = [...new Set(body.items.map((it) => String(it.id)))].map((id) => byId.get(id)!)
  const done = items.filter((it) => it.outcome === 'done').length
  return { done, left: items.length - done, items }
}

const batchable: ReadonlySet<string> = new Set([
  'submit',
  'approve',
  'refuse',
  'return',
  'record',
  'withdraw',
  'delete',
  'verify',
  'reject-verification',
])

function checkBody(body: BatchBody): void {
  if (!Array.isArray(body.items) || body.items.length === 0)
    throw new Refused(issue('nothing-chosen', ['items']))
  if (body.items.length > mostItems)
    throw new Refused(
      issue('too-many-items', ['items'], { found: body.items.length, limit: mostItems }),
    )
  refuseUnlessBatchable(body.action)
}

export function refuseUnlessBatchable(action: string): void {
  if (!batchable.has(action)) throw new Refused(issue('not-in-batches', ['action'], { action }))
}

interface Given {
  readonly body: BatchBody
  readonly opinion: string | undefined
  readonly at: Command['at']
}

/** What is decided and written at a time; of the first less, so that the database has work soon. */
const part = 250
const firstPart = 100
interface Part {
  readonly items: readonly ReceiptItem[]
  decide(): Promise<void>
}

/** Some are read ahead, so that one is decided while the database reads the next. */
function partsOf(ctx: Context, viewer: Viewer, given: Given, sheet: Sheet): readonly Part[] {
  const wanted = [...new Map(given.body.items.map((it) => [String(it.id), it])).values()].toSorted(
    (a, b) => (a.id < b.id ? -1 : 1),
  )
  const all = inParts(wanted)
  const read = readingAhead(all, (own) =>
    readForDecision(ctx.db, viewer.region, own.map((it) => it.id).filter(isId)),
  )
  return all.map((own, index) => {
    const items: ReceiptItem[] = []
    const decide = async () => {
      const found = await read(index)
      for (const { id, seen } of own) {
        const reading = found.get(id)
        const isThere =
          reading &&
          (mayReadOf(viewer, reading.state, reading.person) ||
            (await mayRead(ctx, viewer, reading.state)))
        items.push(
          isThere
            ? await decideItem(ctx, viewer, reading, { ...given, seen }, sheet)
            : missing(viewer, id, reading),
        )
      }
    }
    return { items, decide }
  })
}

function inParts<T>(all: readonly T[]): readonly (readonly T[])[] {
  if (all.length <= part) return [all]
  const rest = Math.ceil((all.length - firstPart) / part)
  const from = (index: number) => (index === 0 ? 0 : firstPart + (index - 1) * part)
  return Array.from({ length: 1 + rest }, (_, at) => all.slice(from(at), from(at + 1)))
}

const ahead = 3
function readingAhead<T, Found>(
  all: readonly T[],
  read: (one: T) => Promise<Found>,
): (index: number) => Promise<Found> {
  const begun: Promise<Found>[] = []
  return (index) => {
    for (const one of all.slice(begun.length, index + ahead)) {
      // One after the other: side by side they would only keep the first from being there.
      const found = (begun.at(-1) ?? Promise.resolve()).then(() => read(one))
      // Where an earlier part fails nobody asks for this one any more.
      found.catch(() => undefined)
      begun.push(found)
    }
    return begun[index]!
  }
}

async function decideItem(
  ctx: Context,
  viewer: Viewer,
  reading: Reading,
  given: Given & { readonly seen: number },
  sheet: Sheet,
): Promise<ReceiptItem> {
  const { id, title } = reading.state
  const command: Command = {
    action: given.body.action as ActionName,
    by: viewer.actor,
    at: given.at,
    seen: given.seen,
    batch: true,
    ...(given.opinion !== undefined && { opinion: given.opinion }),
    ...(given.body.route && { route: given.body.route as NonNullable<Command['route']> }),
    ...(given.body.action === 'submit' && { data: reading.state.data }),
  }
  try {
    const { state } = await decideOne(ctx, viewer, reading, command, sheet)
    return {
      id,
      title,
      outcome: 'done',
      says: saysOf(viewer, state, command.action),
      seq: state.seq,
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const [first = issue('not-possible-now')] = error.issues
    const outcome = first.code === 'changed-meanwhile' ? 'changed' : 'not-allowed'
    return {
      id,
      title,
      outcome,
      says: error.issues.map((it) => sentenceOf(viewer.pack.texts, it)).join('；'),
    }
  }
}

function missing(viewer: Viewer, id: string, reading: Reading | undefined): ReceiptItem {
  const gone = reading && takenBack(viewer, reading.state, reading.person)
  if (gone)
    return {
      id,
      title: reading.state.title,
      outcome: 'changed',
      says: sentenceOf(viewer.pack.texts, gone),
    }
  return {
    id,
    title: id,
    outcome: 'not-found',
    says: sentenceOf(viewer.pack.texts, issue('no-such-filing', [], { id })),
  }
}
