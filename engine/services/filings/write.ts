import { type FieldValues, issue } from '#core/base'
import type { Db } from '#storage/db'
import { writeDecisions } from '#storage/decisions'
import { claimFiles } from '#storage/file-records'
import type { Context } from '../context.ts'
import { Refused } from '../refusal.ts'
import { applyLargeEffects } from './apply-effects.ts'
import { filesIn } from './references.ts'
import type { Sheet } from './sheet.ts'

/** The decisions of a sheet, with what they do to accounts, people and offices: all or nothing. */
export async function write(
  ctx: Context,
  region: string,
  sheet: Sheet,
  also: {
    readonly request?: Parameters<typeof writeDecisions>[2]['request']
    readonly files?: { readonly account: string | null; readonly filing: string; readonly ids: readonly string[] }
  } = {},
): Promise<void> {
  const given = { items: sheet.items, standings: sheet.standings(), ...(also.request && { request: also.request }) }
  const files = also.files
  if (sheet.large.length === 0 && !files?.ids.length) return writeDecisions(ctx.db, region, given)
  await ctx.db.transaction().execute(async (trx: Db) => {
    await writeDecisions(trx, region, given)
    await applyLargeEffects(ctx, trx, region, sheet.large)
    if (files?.ids.length) await claimAll(trx, region, files)
  })
}

export async function claimAll(
  trx: Db,
  region: string,
  files: { readonly account: string | null; readonly filing: string; readonly ids: readonly string[] },
): Promise<void> {
  const claimed = await claimFiles(trx, region, files.filing, files.account, files.ids)
  if (claimed !== files.ids.length) throw new Refused(issue('no-such-file', []))
}

export function newFiles(before: FieldValues, after: FieldValues): readonly string[] {
  const had = new Set(filesIn(before))
  return [...new Set(filesIn(after))].filter((it) => !had.has(it))
}
