import { sql } from 'kysely'
import type { Db } from './db.ts'

/** The version all folds are of: what wrote this database last, or before there were versions the first. */
export async function findFoldVersion(db: Db): Promise<number> {
  const row = await db.selectFrom('fold_version').select('version').executeTakeFirstOrThrow()
  return row.version
}

export async function keepFoldVersion(db: Db, version: number): Promise<void> {
  await db.updateTable('fold_version').set({ version }).execute()
}

/** Whoever else would make all folds anew waits until the transaction ends, however long that takes. */
export async function lockFolds(trx: Db): Promise<void> {
  await sql`set local idle_in_transaction_session_timeout = 0`.execute(trx)
  await sql`select pg_advisory_xact_lock(hashtextextended('folds', 4))`.execute(trx)
}

/** A fold for the filing as it stood when it was read. */
export interface FoldRow {
  readonly id: string
  readonly seq: number
  readonly fold: unknown
}

/** Writes these folds and nothing else. Answers how many: a filing that moved on meanwhile keeps its own. */
export async function rewriteFolds(
  db: Db,
  region: string,
  rows: readonly FoldRow[],
): Promise<number> {
  const ids = rows.map((it) => it.id)
  const seqs = rows.map((it) => it.seq)
  const folds = rows.map((it) => JSON.stringify(it.fold))
  const { numAffectedRows } = await sql`
    update filings f set fold = x.fold::json
      from unnest(${ids}::uuid[], ${seqs}::int[], ${folds}::text[]) as x(id, seq, fold)
     where f.region = ${region} and f.id = x.id and f.seq = x.seq`.execute(db)
  return Number(numAffectedRows ?? 0)
}
