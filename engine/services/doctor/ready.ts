import { pingDatabase } from '#storage/ping'
import type { Context } from '../context.ts'

/** Longer than this and a load balancer should ask somebody else. */
const patience = 2000

/** Whether this node can answer now: its database does, and a region is published. */
export async function isReady(
  ctx: Context,
): Promise<{ readonly ok: boolean; readonly why?: string }> {
  let timer: NodeJS.Timeout | undefined
  const tooSlow = new Promise<'slow'>((done) => {
    timer = setTimeout(() => done('slow'), patience)
  })
  try {
    const answer = await Promise.race([asked(ctx), tooSlow])
    return answer === undefined ? { ok: true } : { ok: false, why: answer }
  } catch {
    return { ok: false, why: 'database' }
  } finally {
    clearTimeout(timer)
  }
}

async function asked(ctx: Context): Promise<string | undefined> {
  await pingDatabase(ctx.db)
  return (await ctx.packs.regions()).length === 0 ? 'packs' : undefined
}
