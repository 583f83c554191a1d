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
interface FoundRow extends SessionRecord {
  readonly pack: string
  readonly org_version: number
  readonly person: Parameters<typeof personOf>[0] | null
  readonly post: PostRecord | null
}

/**
 * A session of an account that is open: closing the account ends them all at the next request, and
 * those of the demo end with the demo. One statement, because every request begins with it.
 */
const sessionByHash = statement<FoundRow, [string, string, boolean]>(
  'session-by-hash',
  `select s.region, s.account, s.identity, s.created_at, s.expires_at, s.seen_at, a.name, a.must_change,
          r.pack, r.org_version,
          case when s.identity = 'person' then
            (select row_to_json(p) from people p where p.region = s.region and p.account = s.account and p.state = 'open') end as person,
          case when s.identity <> 'person' then
            (select json_build_object('id', p.id, 'account', p.account, 'office', p.office, 'department', p.department, 'role', p.role)
               from posts p where p.region = s.region and p.account = s.account and p.id::text = s.identity and p.ended_at is null) end as post
     from sessions s join accounts a on a.region = s.region and a.id = s.account join regions r on r.region = s.region
    where s.id_hash = $1 and s.expires_at > $2::timestamptz and a.state = 'open' and (not a.demo or $3::boolean)`,
)
export async function findSession(
  db: Db,
  hash: string,
  at: string,
  demo: boolean,
): Promise<FoundSession | undefined> {
  const [row] = await sessionByHash(db as never, [hash, at, demo])
  if (!row) return undefined
  const { person, post, org_version: orgVersion, ...session } = row
  return { ...session, orgVersion, ...(person && { person: personOf(person) }), ...(post && { post }) }
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
