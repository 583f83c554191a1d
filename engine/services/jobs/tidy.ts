import { forgetDevicesBefore } from '#storage/devices'
import { foldCounts } from '#storage/desk-lists'
import { findCrowdedDesks, forgetJobsBefore } from '#storage/job-work'
import { forgetAnswersBefore } from '#storage/readings'
import { deleteExpiredSessions } from '#storage/sessions'
import { forgetTriesBefore } from '#storage/tries'
import type { Context } from '../context.ts'
import { forgetUnnamedFiles } from '../files/forget.ts'

const days = 86_400_000
/** How long what nobody needs any more is kept. */
const kept = {
  requests: 7 * days,
  tries: days,
  jobs: 30 * days,
  files: 7 * days,
  devices: 180 * days,
}
/** Differences an office's count may gather before they are summed. */
const lines = 50

/** Clears what has had its time. Two nodes at it at once do no harm. */
export async function tidy(ctx: Context): Promise<void> {
  const now = ctx.clock()
  const before = (span: number) => new Date(Date.parse(now) - span).toISOString()
  await deleteExpiredSessions(ctx.db, now)
  await forgetAnswersBefore(ctx.db, before(kept.requests))
  await forgetTriesBefore(ctx.db, before(kept.tries))
  await forgetDevicesBefore(ctx.db, before(kept.devices))
  await forgetJobsBefore(ctx.db, before(kept.jobs))
  await forgetUnnamedFiles(ctx, before(kept.files))
  for (const { region, office } of await findCrowdedDesks(ctx.db, lines))
    await foldCounts(ctx.db, region, office)
}
