import type { Pack } from '#core/pack'
import { findSeeding, keepSeeding } from '#storage/packs'
import type { Context } from '../context.ts'
import { seedFilings } from './seed-filings.ts'
import { seedPeople, seedRecords } from './seed.ts'

/**
 * Fills a region that was published for the demo: its people, their records, and on request what waits
 * for them at the start. A start that was cut short is taken up by the next one where it stopped.
 * Answers a line for each filing that was refused.
 */
export async function seedDemo(
  ctx: Context,
  pack: Pack,
  { filings }: { readonly filings: boolean },
): Promise<readonly string[]> {
  const region = pack.header.id
  const begun = await findSeeding(ctx.db, region)
  if (begun === undefined) return []
  if (begun === 'people') await seedPeople(ctx, pack)
  if (begun !== 'filings') {
    await seedRecords(ctx, pack)
    await keepSeeding(ctx.db, region, 'filings')
  }
  const refused = filings ? await seedFilings(ctx, pack) : []
  await keepSeeding(ctx.db, region, undefined)
  return refused
}
