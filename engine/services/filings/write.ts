import type { FieldValues } from '#core/base'
import type { Db } from '#storage/db'
import {
  type Decisions,
  keepPlans,
  preparedDecisions,
  type RequestItem,
  writeDecisions,
} from '#storage/decisions'
import type { Context } from '../context.ts'
import { inTurn } from '../turns.ts'
import { applyLargeEffects } from './apply-effects.ts'
import { type Claim, claimAll } from './claim-files.ts'
import { filesIn } from './references.ts'
import type { Sheet } from './sheet.ts'

/** The decisions of a sheet, with what they do to accounts, people and offices: all or nothing. */
export async function write(
  ctx: Context,
  region: string,
  sheet: Sheet,
  also: {
    readonly request?: RequestItem
    readonly files?: Claim | undefined
  } = {},
): Promise<void> {
  const { files, request } = also
  const given = { items: sheet.items, standings: sheet.standings(), ...(request && { request }) }
  if (sheet.large.length === 0 && !files) return writeDecisions(ctx.db, region, given)
  await within(ctx.db, async (trx) => {
    await writeDecisions(trx, region, given)
    await applyLargeEffects(ctx, trx, region, sheet.large)
    if (files) await claimAll(trx, region, files)
  })
}

const within = (db: Db, work: (trx: Db) => Promise<void>): Promise<void> =>
  db.isTransaction ? work(db) : db.transaction().execute(work)

/**
 * The same for a sheet that is filled part by part: the database writes what was decided while the
 * next part is. Parts come in the order of their filings' ids, so that two who write the same filings
 * wait for each other and never crosswise. `last` answers the request when all is decided.
 */
export async function writeMeanwhile(
  ctx: Context,
  region: string,
  sheet: Sheet,
  parts: readonly (() => Promise<void>)[],
  last: () => RequestItem | undefined,
): Promise<void> {
  await inTurn(ctx.db, () =>
    ctx.db.transaction().execute(async (trx: Db) => {
      await keepPlans(trx)
      let written = Promise.resolve()
      const then = async (given: Decisions) => {
        const send = preparedDecisions(region, given)
        await written
        written = send(trx)
        // Whoever fails while the next part is decided is heard of when that is to be written.
        written.catch(() => undefined)
      }
      for (const decide of parts) {
        const from = sheet.items.length
        await decide()
        if (sheet.items.length > from) await then({ items: sheet.items.slice(from), standings: [] })
      }
      const request = last()
      await then({ items: [], standings: sheet.standings(), ...(request && { request }) })
      await written
      await applyLargeEffects(ctx, trx, region, sheet.large)
    }),
  )
}

export function newFiles(before: FieldValues, after: FieldValues): readonly string[] {
  const had = new Set(filesIn(before))
  return [...new Set(filesIn(after))].filter((it) => !had.has(it))
}
