import type { Db } from './db.ts'
import { type Asked, type AskedRow, askedOf, readingColumns } from './readings.ts'
import {
  type FoundRow,
  type FoundSession,
  foundSessionOf,
  isOpenSession,
  sessionColumns,
  sessionTables,
} from './sessions.ts'
import { statement } from './statements.ts'

/** The filing a request acts on, and the request's own key. */
export interface Asks {
  readonly filing: string
  readonly key: string
}

const askingStatement = statement<FoundRow & AskedRow, [string, string, boolean, string, string]>(
  'session-asking',
  `select ${sessionColumns}, ${readingColumns}, q.asked, q.reply
     from ${sessionTables}
     left join filings f on f.region = r.region and f.id = $4::uuid
     left join requests q on q.region = r.region and q.account = s.account::text and q.key = $5
    where ${isOpenSession}`,
)

/**
 * Who asks, and what they ask about, read at once: every action begins with both, and each way to the
 * database costs as much as what is fetched. Whether they may see the filing is not asked here.
 */
export async function findSessionAsking(
  db: Db,
  by: { readonly hash: string; readonly at: string; readonly demo: boolean },
  asks: Asks,
): Promise<{ readonly session: FoundSession; readonly asked: Asked } | undefined> {
  const [row] = await askingStatement(db as never, [by.hash, by.at, by.demo, asks.filing, asks.key])
  return row && { session: foundSessionOf(row), asked: askedOf(row) }
}
