import { sql } from 'kysely'
import type { Db } from './db.ts'
import type { StoredCredit } from './readings.ts'

/** The person's ledger, one year or all of them, in order of approval. */
export async function findCredits(
  db: Db,
  region: string,
  given: { person: string; year?: number },
): Promise<readonly StoredCredit[]> {
  let query = db
    .selectFrom('credits')
    .selectAll()
    .where('region', '=', region)
    .where('person', '=', given.person)
  if (given.year !== undefined) query = query.where('year', '=', given.year)
  const rows = await query.orderBy('at').orderBy('id').execute()
  return rows.map(({ same, seq, region: _, ...it }) => ({
    ...it,
    entry: seq,
    ...(same && { same }),
  }))
}

/** Credits a filing caused: what a revocation takes back. */
export async function findCreditsOfFilings(
  db: Db,
  region: string,
  filings: readonly string[],
): Promise<readonly StoredCredit[]> {
  if (filings.length === 0) return []
  const rows = await db
    .selectFrom('credits')
    .selectAll()
    .where('region', '=', region)
    .where(sql<boolean>`filing = any(${filings as string[]}::uuid[])`)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(({ same, seq, region: _, ...it }) => ({
    ...it,
    entry: seq,
    ...(same && { same }),
  }))
}

export async function findStandings(
  db: Db,
  region: string,
  people: readonly string[],
  year: number,
): Promise<
  ReadonlyMap<
    string,
    { total: number; subjects: Readonly<Record<string, number>>; verdict: string }
  >
> {
  if (people.length === 0) return new Map()
  const rows = await db
    .selectFrom('standings')
    .select(['person', 'total', 'subjects', 'verdict'])
    .where('region', '=', region)
    .where('year', '=', year)
    .where(sql<boolean>`person = any(${people as string[]}::uuid[])`)
    .execute()
  return new Map(rows.map((it) => [it.person, it]))
}

export async function findYearsOf(
  db: Db,
  region: string,
  person: string,
): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('credits')
    .select('year')
    .distinct()
    .where('region', '=', region)
    .where('person', '=', person)
    .orderBy('year', 'desc')
    .execute()
  return rows.map((it) => it.year)
}

/** What each year of a person was judged by. */
export async function findRequirements(
  db: Db,
  region: string,
  person: string,
): Promise<ReadonlyMap<number, { readonly requirement: string | null }>> {
  const rows = await db
    .selectFrom('standings')
    .select(['year', 'requirement'])
    .where('region', '=', region)
    .where('person', '=', person)
    .execute()
  return new Map(rows.map((it) => [it.year, it]))
}
