import { type Kysely, sql } from 'kysely'

/**
 * Whose waiting filings are to be asked once more where they belong, a little after an office was
 * closed or a person moved: a decision that was under way meanwhile still went by the tree of before.
 */
const statements = [
  sql`create table to_ask (
    region text not null references regions, id bigint generated always as identity,
    at_office uuid, of_person uuid, below_office uuid, due timestamptz not null,
    primary key (region, id))`,
  sql`create index to_ask_due on to_ask (due)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const it of statements) await it.execute(db)
}
