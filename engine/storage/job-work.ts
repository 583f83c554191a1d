import { sql } from 'kysely'
import type { Db } from './db.ts'
import type { BatchJob } from './jobs.ts'

/**
 * Takes an open job for the length of a transaction; undefined while another node has it. The row's
 * lock is the lease: it goes with the connection when a node dies, and after a minute in which a
 * node that hangs has said nothing.
 */
export async function takeBatchJob(
  trx: Db,
  region: string,
  id: string,
): Promise<BatchJob | undefined> {
  await sql`set local idle_in_transaction_session_timeout = '60s'`.execute(trx)
  return trx
    .selectFrom('batch_jobs')
    .selectAll()
    .where('region', '=', region)
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
}

/** Ended jobs with their receipts. */
export async function forgetJobsBefore(db: Db, at: string): Promise<void> {
  await db.deleteFrom('batch_jobs').where('ended_at', '<', at).execute()
}

/** Offices whose count is the sum of more than so many differences. */
export async function findCrowdedDesks(
  db: Db,
  lines: number,
): Promise<readonly { region: string; office: string }[]> {
  return db
    .selectFrom('desk_counts')
    .select(['region', 'office'])
    .groupBy(['region', 'office'])
    .having(sql<boolean>`count(*) > ${lines}`)
    .limit(1000)
    .execute()
}
