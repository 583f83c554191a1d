import type { Db } from './db.ts'
import { statement } from './statements.ts'

export interface SessionRecord {
  readonly region: string
  readonly account: string
  readonly identity: string
  readonly name: string
  readonly must_change: boolean
  readonly expires_at: string
  readonly seen_at: string
  readonly created_at: string
}

/** A session of an account that is open: closing the account ends them all at the next request. */
const sessionByHash = statement<SessionRecord, [string, string]>(
  'session-by-hash',
  `select s.region, s.account, s.identity, s.created_at, s.expires_at, s.seen_at, a.name, a.must_change
     from sessions s join accounts a on a.region = s.region and a.id = s.account
    where s.id_hash = $1 and s.expires_at > $2::timestamptz and a.state = 'open'`,
)
export async function findSession(db: Db, hash: string, at: string): Promise<SessionRecord | undefined> {
  return (await sessionByHash(db as never, [hash, at]))[0]
}

export async function insertSession(
  db: Db,
  it: { hash: string; region: string; account: string; identity: string; at: string; expiresAt: string },
): Promise<void> {
  await db
    .insertInto('sessions')
    .values({
      id_hash: it.hash,
      region: it.region,
      account: it.account,
      identity: it.identity,
      created_at: it.at,
      seen_at: it.at,
      expires_at: it.expiresAt,
    })
    .execute()
}
export async function touchSession(db: Db, hash: string, at: string, expiresAt: string): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ seen_at: at, expires_at: expiresAt })
    .where('id_hash', '=', hash)
    .execute()
}
export async function deleteSession(db: Db, hash: string): Promise<void> {
  await db.deleteFrom('sessions').where('id_hash', '=', hash).execute()
}
export async function deleteSessionsOf(db: Db, region: string, account: string, but?: string): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where('region', '=', region)
    .where('account', '=', account)
    .where('id_hash', '<>', but ?? '')
    .execute()
}
export async function deleteExpiredSessions(db: Db, at: string): Promise<void> {
  await db.deleteFrom('sessions').where('expires_at', '<', at).execute()
}
