import type { JobView, ListQuery, ReceiptItem } from '#core/api'
import { issue } from '#core/base'
import { listMatching } from '#storage/filing-lists'
import { countItems, countOpenJobs, findBatchJob, findItems, insertBatchJob } from '#storage/jobs'
import { insertAnswer } from '#storage/readings'
import { type Context, sha256 } from '../context.ts'
import { Refused } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { refuseUnlessBatchable } from './batch.ts'
import { matching } from './lists.ts'
import { readOpinion } from './opinion.ts'
import { answerGiven, withRetries } from './requests.ts'

/** At most this many in one job: a whole province's December fits into a few. */
const mostMatching = 200_000
/** Of one account, at work or waiting for it. */
const mostOpen = 3
/** Receipts shown with the progress; what was left out comes first. */
const shownItems = 500

/** One decision over all that match a list's query, worked through in the background. */
export async function startJob(
  ctx: Context,
  viewer: Viewer,
  body: { readonly action: string; readonly opinion?: string; readonly query: ListQuery },
  key: string,
): Promise<JobView> {
  const asked = sha256(JSON.stringify(['job', body]))
  const given = () => answerGiven(ctx, viewer, key, asked) as Promise<string | undefined>
  const id =
    (await given()) ??
    (await withRetries(() => insertJob(ctx, viewer, body, { key, asked }), given))
  return viewJob(ctx, viewer, id)
}

/** What is kept of the answer is the job's name: how far it is may be asked at any time. */
async function insertJob(
  ctx: Context,
  viewer: Viewer,
  body: Parameters<typeof startJob>[2],
  request: { readonly key: string; readonly asked: string },
): Promise<string> {
  const { region, account } = viewer
  refuseUnlessBatchable(body.action)
  const opinion = readOpinion(viewer, body.opinion)
  const { scope, filter } = matching(viewer, body.query)
  const items = await listMatching(ctx.db, region, scope, filter, mostMatching)
  if (items.length === 0) throw new Refused(issue('nothing-chosen', ['query']))
  const [id, at] = [ctx.newId(), ctx.clock()]
  const job = {
    region,
    id,
    account,
    identity: identityOf(viewer),
    action: body.action,
    opinion: opinion ?? null,
    created_at: at,
  }
  await ctx.db.transaction().execute(async (trx) => {
    if ((await countOpenJobs(trx, region, account)) >= mostOpen)
      throw new Refused(issue('too-many-jobs', [], { limit: mostOpen }))
    await insertBatchJob(trx, job, items)
    if (request.key !== '') await insertAnswer(trx, { region, account, ...request, reply: id, at })
  })
  ctx.wakeJobs()
  return id
}

/** How far a job is. Only for whoever started it, as what they started it. */
export async function viewJob(ctx: Context, viewer: Viewer, id: string): Promise<JobView> {
  const job = await findBatchJob(ctx.db, viewer.region, id)
  const isOwn = job?.account === viewer.account && job.identity === identityOf(viewer)
  if (!job || !isOwn) throw new Refused(issue('not-found', [], { job: id }))
  const [counts, items] = await Promise.all([
    countItems(ctx.db, viewer.region, id),
    findItems(ctx.db, viewer.region, id, shownItems),
  ])
  return {
    id,
    state: job.state,
    total: job.total,
    done: counts.done,
    left: counts.left,
    items: items
      .filter((it) => it.outcome !== null)
      .map((it) => ({
        id: it.filing,
        title: it.title ?? '',
        outcome: it.outcome as ReceiptItem['outcome'],
        says: it.says ?? '',
        ...(it.seq !== null && { seq: it.seq }),
      })),
    ...(job.says && { says: job.says }),
  }
}

const identityOf = (viewer: Viewer): string => viewer.post?.id ?? 'person'
