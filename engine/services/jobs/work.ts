import type { BatchBody } from '#core/api'
import { type Issue, issue } from '#core/base'
import { findAccount } from '#storage/accounts'
import type { Db } from '#storage/db'
import { takeBatchJob } from '#storage/job-work'
import {
  answerItems,
  type BatchItem,
  type BatchJob,
  findOpenJobs,
  nextItems,
  setJobState,
} from '#storage/jobs'
import type { Context } from '../context.ts'
import { actBatch } from '../filings/batch.ts'
import { Refused } from '../refusal.ts'
import { sentenceOf } from '../sentences.ts'
import { type Viewer, viewerOf } from '../viewer.ts'

/** Decided in one statement, so that a job never holds an office's desk for long. */
const chunk = 200

export const openJobs = (ctx: Context) => findOpenJobs(ctx.db)

/**
 * Takes the next items of a job: `more` when some are left, `elsewhere` while another node has it.
 * Decisions and their receipt are written under one request key, so a chunk that was decided when a
 * node died is answered again, not decided again.
 */
export async function workOn(
  ctx: Context,
  { region, id }: { readonly region: string; readonly id: string },
): Promise<'more' | 'ended' | 'elsewhere'> {
  return ctx.db.transaction().execute(async (trx) => {
    const job = await takeBatchJob(trx, region, id)
    if (!job) return 'elsewhere'
    const items = await nextItems(trx, region, id, chunk)
    if (items.length === 0) {
      await setJobState(trx, region, id, { state: 'done', ended_at: ctx.clock() })
      return 'ended'
    }
    const failed = await decide(ctx, trx, job, items)
    if (failed !== undefined) {
      await setJobState(trx, region, id, { state: 'failed', ended_at: ctx.clock(), says: failed })
      return 'ended'
    }
    if (job.state === 'waiting') await setJobState(trx, region, id, { state: 'running' })
    return 'more'
  })
}

/** Ends a job that failed again and again for no reason of its items. */
export async function giveUp(
  ctx: Context,
  job: { readonly region: string; readonly id: string },
): Promise<void> {
  const pack = await ctx.packs.current(job.region)
  const says = sentenceOf(pack?.texts, issue('internal'))
  await setJobState(ctx.db, job.region, job.id, { state: 'failed', ended_at: ctx.clock(), says })
}

/** Decides a chunk and keeps the receipts; answers why the whole job cannot go on. */
async function decide(
  ctx: Context,
  trx: Db,
  job: BatchJob,
  items: readonly BatchItem[],
): Promise<string | undefined> {
  const viewer = await viewerOfJob(ctx, job)
  if (!viewer) return says(await ctx.packs.current(job.region), [issue('job-not-possible')])
  const body: BatchBody = {
    action: job.action,
    items: items.map((it) => ({ id: it.filing, seen: it.seen })),
    ...(job.opinion !== null && { opinion: job.opinion }),
  }
  try {
    const receipt = await actBatch(ctx, viewer, body, `job ${job.id} ${items[0]?.position ?? 0}`)
    const positions = new Map(items.map((it) => [it.filing, it.position]))
    await answerItems(
      trx,
      job.region,
      job.id,
      receipt.items.map((it) => ({ ...it, position: positions.get(it.id) ?? -1 })),
    )
    return undefined
  } catch (error) {
    if (error instanceof Refused) return says(viewer.pack, error.issues)
    throw error
  }
}

const says = (pack: Viewer['pack'] | undefined, issues: readonly Issue[]): string =>
  issues.map((it) => sentenceOf(pack?.texts, it)).join('；')

/** Who asked for it, as they may act today: a post that ended decides nothing any more. */
async function viewerOfJob(ctx: Context, job: BatchJob): Promise<Viewer | undefined> {
  const account = await findAccount(ctx.db, job.region, job.account)
  if (!account || account.state !== 'open') return undefined
  const { region, name } = account
  return viewerOf(ctx, { region, name, account: account.id, identity: job.identity })
}
