import { sql } from 'kysely'
import type { Db } from './db.ts'

// Limits on tries (T9): counted in the database, so every node sees the same.
export interface Limit {
  readonly key: string
  /** Tries since then that are still let through. */
  readonly most: number
}

/**
 * Counts a try under each key, or under none when one of them has had its most. Counted before what
 * is tried: whoever asks a hundred times at once is counted a hundred times.
 */
export async function takeTries(
  db: Db,
  limits: readonly Limit[],
  { at, since }: { readonly at: string; readonly since: string },
): Promise<boolean> {
  const keys = limits.map((it) => it.key)
  return db.transaction().execute(async (trx) => {
    await lockKeys(trx, keys)
    const counts = await countTries(trx, keys, since)
    if (limits.some((it) => (counts.get(it.key) ?? 0) >= it.most)) return false
    await trx
      .insertInto('sign_in_tries')
      .values(keys.map((key) => ({ key, at })))
      .execute()
    return true
  })
}

/** In the order of their numbers, so that two who want the same ones never wait for each other. */
async function lockKeys(trx: Db, keys: readonly string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(it.number) from (
    select hashtextextended(key, 1) as number from unnest(${keys as string[]}::text[]) key order by 1 offset 0
  ) it`.execute(trx)
}

async function countTries(
  trx: Db,
  keys: readonly string[],
  since: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await trx
    .selectFrom('sign_in_tries')
    .select(({ fn }) => ['key', fn.countAll<number>().as('n')])
    .where(sql<boolean>`key = any(${keys as string[]}::text[])`)
    .where('at', '>', since)
    .groupBy('key')
    .execute()
  return new Map(rows.map((it) => [it.key, it.n]))
}

/** Takes back one try that was no guess. */
export async function giveBackTry(db: Db, key: string, at: string): Promise<void> {
  await sql`delete from sign_in_tries where ctid = any(array(
    select ctid from sign_in_tries where key = ${key} and at = ${at} limit 1))`.execute(db)
}
export async function forgetTries(db: Db, key: string): Promise<void> {
  await db.deleteFrom('sign_in_tries').where('key', '=', key).execute()
}
export async function forgetTriesBefore(db: Db, at: string): Promise<void> {
  await db.deleteFrom('sign_in_tries').where('at', '<', at).execute()
}
