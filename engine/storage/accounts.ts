import type { Db } from './db.ts'
import type { AccountState } from './tables.ts'

export interface AccountRecord {
  readonly id: string
  readonly region: string
  readonly idNumber: string
  readonly name: string
  readonly passwordHash: string
  readonly mustChange: boolean
  /** Of the demo world: may sign in only where the demo is on. */
  readonly demo: boolean
  readonly state: AccountState
}

export async function findAccountByIdNumber(
  db: Db,
  region: string,
  idNumber: string,
): Promise<AccountRecord | undefined> {
  const row = await db
    .selectFrom('accounts')
    .selectAll()
    .where('region', '=', region)
    .where('id_number', '=', idNumber)
    .where('state', '<>', 'closed')
    .executeTakeFirst()
  return row && accountOf(row)
}

export async function findAccount(
  db: Db,
  region: string,
  id: string,
): Promise<AccountRecord | undefined> {
  const row = await db
    .selectFrom('accounts')
    .selectAll()
    .where('region', '=', region)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && accountOf(row)
}

function accountOf(row: {
  id: string
  region: string
  id_number: string
  name: string
  password_hash: string
  must_change: boolean
  demo: boolean
  state: AccountState
}): AccountRecord {
  return {
    id: row.id,
    region: row.region,
    idNumber: row.id_number,
    name: row.name,
    passwordHash: row.password_hash,
    mustChange: row.must_change,
    demo: row.demo,
    state: row.state,
  }
}

export async function insertAccount(
  db: Db,
  it: AccountRecord & { readonly at: string },
): Promise<void> {
  await db
    .insertInto('accounts')
    .values({
      region: it.region,
      id: it.id,
      id_number: it.idNumber,
      name: it.name,
      password_hash: it.passwordHash,
      must_change: it.mustChange,
      demo: it.demo,
      state: it.state,
      created_at: it.at,
    })
    .execute()
}

export async function setAccountState(
  db: Db,
  region: string,
  id: string,
  state: AccountState,
): Promise<void> {
  await db
    .updateTable('accounts')
    .set({ state })
    .where('region', '=', region)
    .where('id', '=', id)
    .execute()
}

export async function setPassword(
  db: Db,
  region: string,
  id: string,
  hash: string,
  mustChange: boolean,
): Promise<void> {
  await db
    .updateTable('accounts')
    .set({ password_hash: hash, must_change: mustChange })
    .where('region', '=', region)
    .where('id', '=', id)
    .execute()
}

export interface PostRecord {
  readonly id: string
  readonly account: string
  readonly office: string
  readonly department: string | null
  readonly role: string
}
export async function findPostsOfAccount(
  db: Db,
  region: string,
  account: string,
): Promise<readonly PostRecord[]> {
  return db
    .selectFrom('posts')
    .select(['id', 'account', 'office', 'department', 'role'])
    .where('region', '=', region)
    .where('account', '=', account)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute()
}

/** Posts of demo accounts, by what world.yaml knows of them. */
export async function findPostIds(
  db: Db,
  region: string,
): Promise<readonly { id: string; role: string; idNumber: string; officeKey: string | null }[]> {
  return db
    .selectFrom('posts as p')
    .innerJoin('accounts as a', (on) =>
      on.onRef('a.region', '=', 'p.region').onRef('a.id', '=', 'p.account'),
    )
    .innerJoin('offices as o', (on) =>
      on.onRef('o.region', '=', 'p.region').onRef('o.id', '=', 'p.office'),
    )
    .select(['p.id', 'p.role', 'a.id_number as idNumber', 'o.key as officeKey'])
    .where('p.region', '=', region)
    .where('a.demo', '=', true)
    .where('p.ended_at', 'is', null)
    .execute()
}
