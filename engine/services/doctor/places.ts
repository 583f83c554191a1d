import { isMisplaced } from '#core/filing'
import type { Db } from '#storage/db'
import { type Reading, readForDecision } from '#storage/readings'
import { listWaiting } from '#storage/waiting'
import type { Context } from '../context.ts'
import { loadWorld } from '../filings/world.ts'
import { askAgain } from '../offices/ask-again.ts'
import type { Find } from './differences.ts'
import { pageOf } from './filings.ts'

/** What waits where nobody would put it now: posts, people or offices changed behind our back. */
export async function checkPlaces(ctx: Context, db: Db, region: string, find: Find): Promise<void> {
  for await (const { state } of misplaced({ ...ctx, db }, region)) {
    const at = state.desks.filter((it) => !it.done).map((it) => it.officeName)
    find(
      'misplaced',
      state.id,
      `现在不该由 ${at.join('、') || '无人'} 处理：人员、机构或岗位在系统之外改过`,
    )
  }
}

/** Asks for each of them who decides it now, with a line in its log. */
export async function settlePlaces(ctx: Context, region: string): Promise<void> {
  const pack = await ctx.packs.current(region)
  if (!pack) return
  const ids: string[] = []
  for await (const { state } of misplaced(ctx, region)) ids.push(state.id)
  await askAgain(ctx, { region, pack }, ids)
}

async function* misplaced(ctx: Context, region: string): AsyncGenerator<Reading> {
  for (let after: string | undefined; ; ) {
    const ids = await listWaiting(ctx.db, region, after, pageOf)
    const readings = await readForDecision(ctx.db, region, ids)
    for (const it of readings.values()) if (await isOutOfPlace(ctx, region, it)) yield it
    if (ids.length < pageOf) return
    after = ids.at(-1)
  }
}

async function isOutOfPlace(ctx: Context, region: string, reading: Reading): Promise<boolean> {
  const [pack, org] = await Promise.all([
    ctx.packs.pinned(region, reading.pack),
    ctx.orgs.view(region, reading.orgVersion),
  ])
  const given = { region, pack, org, ground: reading, now: ctx.clock(), submitting: false }
  return isMisplaced(pack, reading.state, await loadWorld(ctx, given))
}
