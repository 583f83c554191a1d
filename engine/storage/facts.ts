import { type FilingState, registeredTypes } from '#core/filing'
import { sql } from 'kysely'
import type { Db } from './db.ts'

export interface SameCounts {
  readonly filed: number
  readonly waiting: number
  readonly approved: number
  readonly refused: number
}

/** Live filings about a person, without this one. */
export async function countPending(
  db: Db,
  region: string,
  person: string,
  without: string,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from filings
    where region = ${region} and person = ${person} and state_type = 'waiting' and id <> ${without}`.execute(
    db,
  )
  return rows[0]?.n ?? 0
}

/** Live filings about these offices or about people who belong to them, without this one. */
export async function countOfficePending(
  db: Db,
  region: string,
  offices: readonly string[],
  without: string,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from filings f
    left join people p on p.region = f.region and p.id = f.person
    where f.region = ${region} and f.state_type = 'waiting' and f.id <> ${without}
      and (f.office = any(${offices as string[]}::uuid[]) or p.office = any(${offices as string[]}::uuid[]))`.execute(
    db,
  )
  return rows[0]?.n ?? 0
}

/** Filings of the same person, chain, kind and year that are not deleted, without this one. */
export async function countSame(
  db: Db,
  region: string,
  it: Pick<FilingState, 'id' | 'chain'> & {
    person: string
    kind?: string | undefined
    year?: number | undefined
  },
): Promise<SameCounts> {
  const { rows } = await sql<SameCounts>`select
      count(*) as filed,
      count(*) filter (where state_type = 'waiting') as waiting,
      count(*) filter (where state_type in ('approved', 'verified')) as approved,
      count(*) filter (where state_type = 'refused') as refused
    from filings where region = ${region} and person = ${it.person} and chain = ${it.chain}
      and id <> ${it.id} and state_type <> 'deleted'
      and kind is not distinct from ${it.kind ?? null} and year is not distinct from ${it.year ?? null}`.execute(
    db,
  )
  return rows[0] ?? { filed: 0, waiting: 0, approved: 0, refused: 0 }
}

/** The person's other filings that register something, on whichever chain: for duplicates. */
export async function findOthers(
  db: Db,
  region: string,
  it: { id: string; person: string },
): Promise<readonly FilingState[]> {
  const rows = await db
    .selectFrom('filings')
    .select('fold')
    .where('region', '=', region)
    .where('person', '=', it.person)
    .where('id', '<>', it.id)
    .where('state_type', 'in', registeredTypes)
    .orderBy('since', 'desc')
    .limit(500)
    .execute()
  return rows.map((row) => row.fold as FilingState)
}

/** Permits of the person that nobody has used, on any chain. */
export async function findPermits(
  db: Db,
  region: string,
  person: string,
): Promise<readonly { id: string; chain: string; year: number | null; kind: string | null }[]> {
  return db
    .selectFrom('permits')
    .select(['id', 'chain', 'year', 'kind'])
    .where('region', '=', region)
    .where('person', '=', person)
    .where('used_by', 'is', null)
    .orderBy('id')
    .execute()
}

/** What registers something of these people's filings: for hints on rows. */
export async function findOthersOf(
  db: Db,
  region: string,
  people: readonly string[],
): Promise<readonly FilingState[]> {
  const rows = await db
    .selectFrom('filings')
    .select('fold')
    .where('region', '=', region)
    .where(sql<boolean>`person = any(${people as string[]}::uuid[])`)
    .where('state_type', 'in', registeredTypes)
    .orderBy('since', 'desc')
    .limit(2_000)
    .execute()
  return rows.map((row) => row.fold as FilingState)
}
