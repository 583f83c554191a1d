import type { FilingState } from '#core/filing'
import { sql } from 'kysely'
import type { Db } from './db.ts'

/** Filings that wait at an office to be decided, who waits longest first. */
export async function findWaitingAtOffice(
  db: Db,
  region: string,
  office: string,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('desks')
    .select('filing')
    .where('region', '=', region)
    .where('office', '=', office)
    .where('purpose', '=', 'decide')
    .orderBy('since')
    .orderBy('filing')
    .execute()
  return rows.map((it) => it.filing)
}

export async function findWaitingOfPerson(
  db: Db,
  region: string,
  person: string,
): Promise<readonly string[]> {
  return (await findWaitingFolds(db, region, person)).map((it) => it.id)
}

/** Filings to be decided about these offices, or about people who belong to them. */
export async function findWaitingUnder(
  db: Db,
  region: string,
  offices: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select f.id from filings f
    left join people p on p.region = f.region and p.id = f.person
    where f.region = ${region} and f.state_type = 'waiting'
      and (f.office = any(${offices as string[]}::uuid[]) or p.office = any(${offices as string[]}::uuid[]))
    order by f.since, f.id`.execute(db)
  return rows.map((it) => it.id)
}

/** A person's filings that somebody has still to decide, the oldest first. */
export async function findWaitingFolds(
  db: Db,
  region: string,
  person: string,
): Promise<readonly FilingState[]> {
  const rows = await db
    .selectFrom('filings')
    .select('fold')
    .where('region', '=', region)
    .where('person', '=', person)
    .where('state_type', '=', 'waiting')
    .orderBy('since')
    .orderBy('id')
    .execute()
  return rows.map((it) => it.fold as FilingState)
}

/** How many wait at each of these offices; an office with none is not in it. */
export async function countWaitingAt(
  db: Db,
  region: string,
  offices: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (offices.length === 0) return new Map()
  const rows = await db
    .selectFrom('desk_counts')
    .select(['office', sql<number>`sum(n)::bigint`.as('n')])
    .where('region', '=', region)
    .where('purpose', '=', 'decide')
    .where(sql<boolean>`office = any(${offices as string[]}::uuid[])`)
    .groupBy('office')
    .execute()
  return new Map(rows.map((it) => [it.office, it.n]))
}

/** Everything that somebody has still to decide, a page at a time. */
export async function listWaiting(
  db: Db,
  region: string,
  after: string | undefined,
  most: number,
): Promise<readonly string[]> {
  let query = db
    .selectFrom('filings')
    .select('id')
    .where('region', '=', region)
    .where('state_type', '=', 'waiting')
  if (after !== undefined) query = query.where('id', '>', after)
  return (await query.orderBy('id').limit(most).execute()).map((it) => it.id)
}
