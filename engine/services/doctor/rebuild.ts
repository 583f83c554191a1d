import { foldVersion, replay } from '#core/filing'
import type { Db } from '#storage/db'
import { keepFoldVersion } from '#storage/folds'
import {
  lockCaches,
  recountDesks,
  rewriteDesks,
  rewriteFiling,
  rewriteStanding,
  voidCertificate,
} from '#storage/rebuilding'
import type { DeskRow } from '#storage/inspection'
import type { Context } from '../context.ts'
import { emptyReport } from './differences.ts'
import { settlePlaces } from './places.ts'
import { areFoldsOld } from './refold.ts'
import { allFilings, desksOf, headOf, typeOf } from './filings.ts'
import { allStandings, judged, unfoundedCertificates } from './standings.ts'

/**
 * Makes every cached row anew from logs and ledger: filings, desks, counts, standings, and the end of
 * certificates whose year no longer holds. On a sound database it changes nothing. Deciders wait.
 * Then what waits in the wrong place is asked again, as a change through our own services would have.
 */
export async function rebuild(ctx: Context): Promise<void> {
  // Of no consequence here, unless they are of a later version: that is refused.
  await areFoldsOld(ctx.db)
  const regions = await ctx.packs.regions()
  for (const { region } of regions)
    await ctx.db.transaction().execute(async (trx) => {
      await lockCaches(trx)
      await rebuildFilings(ctx, trx, region)
      await recountDesks(trx, region)
      await rebuildStandings(ctx, trx, region)
      for await (const it of unfoundedCertificates(ctx, trx, region, emptyReport()))
        await voidCertificate(trx, region, it.id, ctx.clock(), 'hours-taken-back')
    })
  await keepFoldVersion(ctx.db, foldVersion)
  for (const { region } of regions) await settlePlaces(ctx, region)
}

const placeOf = (desk: DeskRow) => `${desk.office} ${desk.purpose} ${desk.circle}`

async function rebuildFilings(ctx: Context, trx: Db, region: string): Promise<void> {
  for await (const it of allFilings(trx, region)) {
    const pack = await ctx.packs.pinned(region, it.row.pack)
    const state = replay(pack, headOf(it), it.log)
    const type = typeOf(pack, state)
    await rewriteFiling(trx, region, state, type)
    // Who stays at a desk keeps their place in its list.
    const places = new Map(it.desks.map((desk) => [placeOf(desk), desk.since]))
    const desks = desksOf(state, type).map((desk) => {
      const since = places.get(placeOf(desk))
      return since === undefined || since > desk.since ? desk : { ...desk, since }
    })
    await rewriteDesks(trx, region, state.id, desks)
  }
}

async function rebuildStandings(ctx: Context, trx: Db, region: string): Promise<void> {
  const current = (await ctx.packs.current(region))?.hash
  for await (const row of allStandings(trx, region)) {
    const pack = row.pack ?? current
    if (pack === undefined) continue
    const standing = await judged(ctx, trx, region, row, pack)
    await rewriteStanding(trx, region, { person: row.person, standing, pack, at: ctx.clock() })
  }
}
