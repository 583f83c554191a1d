import { type Kysely, sql } from 'kysely'

/** A year to be judged again: the region's rules changed since, or what is known of the person did. */
const statements = [
  sql`alter table standings add column again boolean not null default false`,
  sql`create index standings_again on standings (region, person, year) where again`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const it of statements) await it.execute(db)
}
