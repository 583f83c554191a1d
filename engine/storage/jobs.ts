import { sql } from 'kysely'
import type { Db } from './db.ts'
import type { Tables } from './tables.ts'

export type BatchJob = Omit<Tables['batch_jobs'], never>
export interface BatchItem {
  readonly position: number
  readonly filing: string
  readonly seen: number
}

/** Job and items; in a transaction of the caller's. */
export async function insertBatchJob(
  trx: Db,
  job: Omit<BatchJob, 'state' | 'ended_at' | 'says' | 'total'>,
  items: readonly { readonly id: string; readonly seq: number }[],
): Promise<void> {
  await trx
    .insertInto('batch_jobs')
    .values({ ...job, state: 'waiting', total: items.length, ended_at: null, says: null })
    .execute()
  await sql`insert into batch_items (region, job, position, filing, seen)
    select ${job.region}, ${job.id}::uuid, x.position, x.id, x.seq
      from json_to_recordset(${JSON.stringify(items.map((it, position) => ({ ...it, position })))}::json)
        as x(position int, id uuid, seq int)`.execute(trx)
}
/**
 * Jobs of an account that have not ended. Whoever else starts one for it waits until the transaction
 * ends, so that the count holds.
 */
export async function countOpenJobs(trx: Db, region: string, account: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`jobs ${region} ${account}`}, 2))`.execute(
    trx,
  )
  const { n } = await trx
    .selectFrom('batch_jobs')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('region', '=', region)
    .where('account', '=', account)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirstOrThrow()
  return n
}
export async function findBatchJob(
  db: Db,
  region: string,
  id: string,
): Promise<BatchJob | undefined> {
  return db
    .selectFrom('batch_jobs')
    .selectAll()
    .where('region', '=', region)
    .where('id', '=', id)
    .executeTakeFirst()
}
/** Jobs that were not ended: what a start after a crash takes up again. */
export async function findOpenJobs(db: Db): Promise<readonly { region: string; id: string }[]> {
  return db
    .selectFrom('batch_jobs')
    .select(['region', 'id'])
    .where('state', 'in', ['waiting', 'running'])
    .orderBy('created_at')
    .execute()
}
export async function setJobState(
  db: Db,
  region: string,
  id: string,
  change: { state: BatchJob['state']; ended_at?: string; says?: string },
): Promise<void> {
  await db
    .updateTable('batch_jobs')
    .set(change)
    .where('region', '=', region)
    .where('id', '=', id)
    .execute()
}
export async function nextItems(
  db: Db,
  region: string,
  job: string,
  most: number,
): Promise<readonly BatchItem[]> {
  return db
    .selectFrom('batch_items')
    .select(['position', 'filing', 'seen'])
    .where('region', '=', region)
    .where('job', '=', job)
    .where('outcome', 'is', null)
    .orderBy('position')
    .limit(most)
    .execute()
}
export async function answerItems(
  db: Db,
  region: string,
  job: string,
  items: readonly {
    position: number
    outcome: string
    title: string
    says: string
    seq?: number | undefined
  }[],
): Promise<void> {
  await sql`update batch_items b set outcome = x.outcome, title = x.title, says = x.says, seq = x.seq
    from json_to_recordset(${JSON.stringify(items)}::json) as x(position int, outcome text, title text, says text, seq int)
    where b.region = ${region} and b.job = ${job}::uuid and b.position = x.position`.execute(db)
}
export async function findItems(
  db: Db,
  region: string,
  job: string,
  most: number,
): Promise<
  readonly {
    filing: string
    outcome: string | null
    title: string | null
    says: string | null
    seq: number | null
  }[]
> {
  return db
    .selectFrom('batch_items')
    .select(['filing', 'outcome', 'title', 'says', 'seq'])
    .where('region', '=', region)
    .where('job', '=', job)
    .orderBy(sql`outcome = 'done'`)
    .orderBy('position')
    .limit(most)
    .execute()
}
export async function countItems(
  db: Db,
  region: string,
  job: string,
): Promise<{ done: number; left: number; answered: number }> {
  return db
    .selectFrom('batch_items')
    .select([
      sql<number>`count(*) filter (where outcome = 'done')`.as('done'),
      sql<number>`count(*) filter (where outcome <> 'done')`.as('left'),
      sql<number>`count(*) filter (where outcome is not null)`.as('answered'),
    ])
    .where('region', '=', region)
    .where('job', '=', job)
    .executeTakeFirstOrThrow()
}
