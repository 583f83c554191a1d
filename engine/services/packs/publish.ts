import type { ResolvedPack } from '#core/pack'
import { packHash, revive } from '#core/pack'
import { insertPack, listRegions, setCurrentPack } from '#storage/packs'
import type { Context } from '../context.ts'
import { rulesChanged } from '../standings/again.ts'

/**
 * Publishes a resolved pack as the region's current one. Filings under older packs stay under them.
 * A new one `forDemo` is to be filled with invented people. Answers whether the region is new.
 * Publishing what is current already changes nothing.
 */
export async function publishPack(
  ctx: Context,
  resolved: ResolvedPack,
  given: { by: string; note: string; position: number; forDemo?: boolean },
): Promise<{ isNew: boolean; changed: boolean }> {
  const hash = packHash(resolved)
  revive(resolved)
  const known = (await listRegions(ctx.db)).find((it) => it.region === resolved.header.id)
  if (known?.pack === hash) return { isNew: false, changed: false }
  await ctx.db.transaction().execute(async (trx) => {
    await insertPack(trx, {
      region: resolved.header.id,
      hash,
      resolved,
      at: ctx.clock(),
      by: given.by,
      note: given.note,
    })
    await setCurrentPack(trx, {
      region: resolved.header.id,
      title: resolved.header.title,
      hash,
      position: given.position,
      ...(given.forDemo && { seeding: 'people' as const }),
    })
    await rulesChanged(trx, resolved.header.id)
  })
  ctx.wakeJobs()
  return { isNew: known === undefined, changed: true }
}
