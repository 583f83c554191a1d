import { type Kysely, sql } from 'kysely'

/** How far a new region of a demo has been filled; nothing where it is done, or was never to be. */
const statements = [sql`alter table regions add column seeding text`]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const it of statements) await it.execute(db)
}
