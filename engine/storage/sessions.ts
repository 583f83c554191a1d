import type { PostRecord } from './accounts.ts'
import type { Db } from './db.ts'
import { personOf, type PersonRecord } from './people.ts'
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

/** A session, and in the same breath everything that says who its holder is at this moment. */
export interface FoundSession extends SessionRecord {
  readonly pack: string
  readonly orgVersion: number
  /** Signed in as a professional. */
  readonly person?: PersonRecord
  /** Signed in as the holder of a post that has not ended. */
  readonly post?: PostRecord
}
export interface FoundRow extends SessionRecord {
  readonly current_pack: string
  readonly org_version: number
  readonly holder: Parameters<typeof personOf>[0] | null
  readonly post: PostRecord | null
}

export const sessionColumns = `s.region, s.account, s.identity, s.created_at, s.expires_at, s.seen_at, a.name, a.must_change,
          r.pack as current_pack, r.org_version,
          case when s.identity = 'person' then
            (select row_to_json(p) from people p where p.region = s.region and p.account = s.account and p.state = 'open') end as holder,
          case when s.identity <> 'person' then
            (select json_build_object('id', p.id, 'account', p.account, 'office', p.office, 'department', p.department, 'role', p.role)
               from posts p where p.region = s.region and p.account = s.account and p.id::text = s.identity and p.ended_at is null) end as post`
export const sessionTables =
  'sessions s join accounts a on a.region = s.region and a.id = s.account join regions r on r.region = s.region'
/**
 * A session of an account that is open: closing the account ends them all at the next request, and
 * those of the demo end with the demo. `$1` its hash, `$2` now, `$3` whether this is the demo.
 */
export const isOpenSession =
  "s.id_hash = $1 and s.expires_at > $2::timestamptz and a.state = 'open' and (not a.demo or $3::boolean)"

/** One statement, because every request begins with it. */
const sessionByHash = statement<FoundRow, [string, string, boolean]>(
  'session-by-hash',
  `select ${sessionColumns} from ${sessionTables} where ${isOpenSession}`,
)
export async function findSession(
  db: Db,
  hash: string,
  at: string,
  demo: boolean,
): Promise<FoundSession | undefined> {
  const [row] = await sessionByHash(db as never, [hash, at, demo])
  return row && foundSessionOf(row)
}

export function foundSessionOf(row: FoundRow): FoundSession {
  const { holder, post } = row
  return {
    region: row.region,
    account: row.account,
    identity: row.identity,
    name: row.name,
    must_change: row.must_change,
    expires_at: row.expires_at,
    seen_at: row.seen_at,
    created_at: row.created_at,
    pack: row.current_pack,
    orgVersion: row.org_version,
    ...(holder && { person: personOf(holder) }),
    ...(post && { post }),
  }
}

export async function insertSession(
  db: Db,
  it: {
    hash: string
    region: string
    account: string
    identity: string
    at: string
    expiresAt: string
  },
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
export async function touchSession(
  db: Db,
  hash: string,
  at: string,
  expiresAt: string,
): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ seen_at: at, expires_at: expiresAt })
    .where('id_hash', '=', hash)
    .execute()
}
export async function deleteSession(db: Db, hash: string): Promise<void> {
  await db.deleteFrom('sessions').where('id_hash', '=', hash).execute()
}
export async function deleteSessionsOf(
  db: Db,
  region: string,
  account: string,
  but?: string,
): Promise<void> {
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
