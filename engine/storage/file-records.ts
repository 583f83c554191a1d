import { sql } from 'kysely'
import type { Db } from './db.ts'

export interface FileRecord {
  readonly id: string
  readonly hash: string
  readonly name: string
  readonly mime: string
  readonly bytes: number
  readonly account: string | null
  readonly filing: string | null
}
/** As it is kept, and since when. */
export interface KeptFile extends FileRecord {
  readonly created_at: string
}
const columns = ['id', 'hash', 'name', 'mime', 'bytes', 'account', 'filing'] as const

export async function insertFile(
  db: Db,
  region: string,
  it: FileRecord,
  at: string,
): Promise<void> {
  await db
    .insertInto('files')
    .values({ region, ...it, created_at: at })
    .execute()
}
export async function findFile(
  db: Db,
  region: string,
  id: string,
): Promise<FileRecord | undefined> {
  return db
    .selectFrom('files')
    .select(columns)
    .where('region', '=', region)
    .where('id', '=', id)
    .executeTakeFirst()
}
export async function findFiles(
  db: Db,
  region: string,
  ids: readonly string[],
): Promise<readonly KeptFile[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('files')
    .select([...columns, 'created_at'])
    .where('region', '=', region)
    .where(sql<boolean>`id = any(${ids as string[]}::uuid[])`)
    .execute()
}
/**
 * A file belongs to the first filing that names it: it is shown to whoever may see that filing. Answers
 * those that do now.
 */
export async function claimFiles(
  db: Db,
  region: string,
  filing: string,
  account: string | null,
  ids: readonly string[],
): Promise<readonly string[]> {
  if (ids.length === 0) return []
  const rows = await db
    .updateTable('files')
    .set({ filing })
    .where('region', '=', region)
    .where(sql<boolean>`id = any(${ids as string[]}::uuid[])`)
    .where((it) =>
      it.or([
        it('filing', '=', filing),
        it.and([it('filing', 'is', null), it('account', account ? '=' : 'is', account)]),
      ]),
    )
    .returning('id')
    .execute()
  return rows.map((it) => it.id)
}

/** Whoever stores or deletes bytes of this hash waits for whoever is at it, until the transaction ends. */
export async function lockBytes(trx: Db, hash: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${hash}, 0))`.execute(trx)
}

/** Files of any region that no filing ever named, uploaded before then; the oldest first. */
export async function findUnnamed(
  db: Db,
  before: string,
  most: number,
): Promise<readonly { region: string; id: string; hash: string }[]> {
  return db
    .selectFrom('files')
    .select(['region', 'id', 'hash'])
    .where('filing', 'is', null)
    .where('created_at', '<', before)
    .orderBy('created_at')
    .limit(most)
    .execute()
}

/** False when a filing has named it meanwhile. */
export async function deleteUnnamed(trx: Db, region: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('files')
    .where('region', '=', region)
    .where('id', '=', id)
    .where('filing', 'is', null)
    .executeTakeFirst()
  return Number(numDeletedRows) === 1
}

/** Those of the hashes that some file of some region has. */
export async function findReferred(
  db: Db,
  hashes: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('files')
    .select('hash')
    .distinct()
    .where(sql<boolean>`hash = any(${hashes as string[]}::text[])`)
    .execute()
  return new Set(rows.map((it) => it.hash))
}
