import { type Kysely, sql } from 'kysely'

/** What clearing up looks for: uploads nobody named, and whether anybody else has the same bytes. */
const statements = [
  sql`create index files_unnamed on files (created_at) where filing is null`,
  sql`create index files_hash on files (hash)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const it of statements) await it.execute(db)
}
