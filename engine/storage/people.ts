import type { DepartmentId, OfficeId, PersonId } from '#core/base'
import type { Person } from '#core/org'
import { sql } from 'kysely'
import type { Db } from './db.ts'
import type { AccountState } from './tables.ts'

export interface PersonRecord extends Person {
  readonly idNumber: string
  readonly account: string | null
  readonly state: AccountState
}

interface PersonRowShape {
  id: string
  account: string | null
  name: string
  id_number: string
  office: string | null
  department: string | null
  attributes: Record<string, string | number | boolean>
  state: AccountState
}
const columns = [
  'id',
  'account',
  'name',
  'id_number',
  'office',
  'department',
  'attributes',
  'state',
] as const

export const personOf = (it: PersonRowShape): PersonRecord => ({
  id: it.id as PersonId,
  name: it.name,
  idNumber: it.id_number,
  account: it.account,
  state: it.state,
  ...(it.office && { office: it.office as OfficeId }),
  ...(it.department && { department: it.department as DepartmentId }),
  attributes: it.attributes,
})

export async function findPerson(
  db: Db,
  region: string,
  id: string,
): Promise<PersonRecord | undefined> {
  const row = await db
    .selectFrom('people')
    .select(columns)
    .where('region', '=', region)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && personOf(row)
}

export async function findPersonOfAccount(
  db: Db,
  region: string,
  account: string,
): Promise<PersonRecord | undefined> {
  const row = await db
    .selectFrom('people')
    .select(columns)
    .where('region', '=', region)
    .where('account', '=', account)
    .where('state', '<>', 'closed')
    .executeTakeFirst()
  return row && personOf(row)
}

export async function findPeople(
  db: Db,
  region: string,
  ids: readonly string[],
): Promise<readonly PersonRecord[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('people')
    .select(columns)
    .where('region', '=', region)
    .where(sql<boolean>`id = any(${ids as string[]}::uuid[])`)
    .execute()
  return rows.map(personOf)
}

/** Ids of the region's people by their id numbers. */
export async function findPersonIds(db: Db, region: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('people')
    .select(['id', 'id_number'])
    .where('region', '=', region)
    .where('state', '<>', 'closed')
    .execute()
  return new Map(rows.map((it) => [it.id_number, it.id]))
}

export interface PeopleFilterValues {
  readonly offices: readonly string[]
  readonly name?: string
  readonly idNumber?: string
  readonly attributes?: readonly {
    readonly id: string
    readonly value: string
    readonly isWhole: boolean
  }[]
  /** `otherwise` is the verdict of who has nothing booked in the year, of whom nothing is stored. */
  readonly standing?: {
    readonly year: number
    readonly verdict: string
    readonly otherwise: string
  }
}

/** People of these offices (and of these departments, when given), by name or the end of the id number. */
export async function searchPeople(
  db: Db,
  region: string,
  given: PeopleFilterValues & {
    departments?: readonly string[] | undefined
    query?: string | undefined
    page: number
    size: number
  },
): Promise<{ rows: readonly PersonRecord[]; total: number }> {
  let query = db
    .selectFrom('people')
    .where('region', '=', region)
    .where('state', '=', 'open')
    .where(sql<boolean>`office = any(${given.offices as string[]}::uuid[])`)
  if (given.departments)
    query = query.where(sql<boolean>`department = any(${given.departments as string[]}::uuid[])`)
  if (given.query) {
    const like = likeOf(given.query)
    query = query.where((it) => it.or([it('name', 'like', like), it('id_number', 'like', like)]))
  }
  if (given.name) query = query.where('name', 'like', likeOf(given.name))
  if (given.idNumber) query = query.where('id_number', 'like', likeOf(given.idNumber))
  for (const { id, value, isWhole } of given.attributes ?? [])
    query = query.where(
      isWhole
        ? sql<boolean>`attributes ->> ${id} = ${value}`
        : sql<boolean>`attributes ->> ${id} like ${likeOf(value)}`,
    )
  const { standing } = given
  if (standing)
    query = query.where(
      sql<boolean>`coalesce((select s.verdict from standings s where s.region = people.region
        and s.person = people.id and s.year = ${standing.year}), ${standing.otherwise}) = ${standing.verdict}`,
    )
  const [rows, count] = await Promise.all([
    query
      .select(columns)
      .orderBy('name')
      .orderBy('id')
      .limit(given.size)
      .offset((given.page - 1) * given.size)
      .execute(),
    query.select(sql<number>`count(*)`.as('n')).executeTakeFirstOrThrow(),
  ])
  return { rows: rows.map(personOf), total: count.n }
}

const likeOf = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

export async function insertPerson(
  db: Db,
  region: string,
  it: Omit<PersonRecord, 'attributes'> & { attributes: Readonly<Record<string, unknown>> },
): Promise<void> {
  await db
    .insertInto('people')
    .values({
      region,
      id: it.id,
      account: it.account,
      name: it.name,
      id_number: it.idNumber,
      office: it.office ?? null,
      department: it.department ?? null,
      attributes: JSON.stringify(it.attributes),
      state: it.state,
    })
    .execute()
}

export async function updatePerson(
  db: Db,
  region: string,
  id: string,
  change: {
    name?: string
    office?: string | null
    department?: string | null
    state?: AccountState
    attributes?: Readonly<Record<string, unknown>>
  },
): Promise<void> {
  const { attributes, ...columns } = change
  await db
    .updateTable('people')
    .set({
      ...columns,
      ...(attributes && { attributes: sql`attributes || ${JSON.stringify(attributes)}::jsonb` }),
    })
    .where('region', '=', region)
    .where('id', '=', id)
    .execute()
}
