import { type FilingState, foldVersion, replay } from '#core/filing'
import { DatabaseRefused, tooNew } from '#storage/database-refused'
import type { Db } from '#storage/db'
import {
  findFoldVersion,
  type FoldRow,
  keepFoldVersion,
  lockFolds,
  rewriteFolds,
} from '#storage/folds'
import { type FilingWithLog, readFilings } from '#storage/inspection'
import type { Context } from '../context.ts'
import { PackBroken } from '../packs/shelf.ts'
import { canonical } from './differences.ts'
import { headOf, inJson, isInStep, pageOf, typeOf } from './filings.ts'

export interface Refolded {
  /** Folds that were made anew. */
  renewed: number
  /** Filings whose log, row and desks do not agree: theirs were left alone. */
  left: number
}

/** Whether folds are here that an earlier version wrote. Throws where a later one did. */
export async function areFoldsOld(db: Db): Promise<boolean> {
  const version = await findFoldVersion(db)
  if (version > foldVersion) throw new DatabaseRefused(tooNew)
  return version < foldVersion
}

/**
 * Makes the folds anew that an earlier version wrote, before anybody decides by one: each from its log,
 * by the pack it is pinned to. Nothing but the fold is touched; what differs in any other way is left
 * for the doctor to tell. Whoever comes second waits and finds it done; interrupted, it starts over.
 */
export async function refold(ctx: Context): Promise<Refolded> {
  const sum: Refolded = { renewed: 0, left: 0 }
  await ctx.db.transaction().execute(async (trx) => {
    await lockFolds(trx)
    if (!(await areFoldsOld(trx))) return
    // Written beside the transaction, which only holds the lock: a page that is done stays done.
    for (const { region } of await ctx.packs.regions()) await refoldRegion(ctx, region, sum)
    await keepFoldVersion(trx, foldVersion)
  })
  return sum
}

async function refoldRegion(ctx: Context, region: string, sum: Refolded): Promise<void> {
  for (let after: string | undefined; ; ) {
    const page = await readPage(ctx.db, region, after)
    const { renewed, left } = await madeAnew(ctx, page)
    // Somebody acted on one of them meanwhile: the page is read again.
    if ((await rewriteFolds(ctx.db, region, renewed)) < renewed.length) continue
    sum.renewed += renewed.length
    sum.left += left
    if (page.length < pageOf) return
    after = page.at(-1)?.row.id
  }
}

/** At one moment of it, or a log could be longer than its row says. */
const readPage = (db: Db, region: string, after: string | undefined) =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((trx) => readFilings(trx, region, after, pageOf))

async function madeAnew(
  ctx: Context,
  page: readonly FilingWithLog[],
): Promise<{ readonly renewed: readonly FoldRow[]; readonly left: number }> {
  const renewed: FoldRow[] = []
  let left = 0
  for (const it of page) {
    const fold = await foldOf(ctx, it)
    if (!fold) left += 1
    else if (canonical(fold) !== canonical(it.row.fold))
      renewed.push({ id: it.row.id, seq: it.row.seq, fold })
  }
  return { renewed, left }
}

/** Undefined where there is none, or row and desks are not what it says. */
async function foldOf(ctx: Context, it: FilingWithLog): Promise<FilingState | undefined> {
  const pack = await packOf(ctx, it)
  if (!pack) return undefined
  try {
    const state = inJson(replay(pack, headOf(it), it.log))
    return isInStep(it, state, typeOf(pack, state)) ? state : undefined
  } catch {
    return undefined
  }
}

async function packOf(ctx: Context, { row }: FilingWithLog) {
  try {
    return await ctx.packs.pinned(row.region, row.pack)
  } catch (error) {
    if (error instanceof PackBroken) return undefined
    throw error
  }
}
