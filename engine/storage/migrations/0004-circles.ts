import { type Kysely, sql } from 'kysely'

/**
 * A desk is for a circle of the office's posts: whoever is over the department (`''`), everybody
 * (`*`), or only some roles. Part of the key, so that two steps at one office are two places.
 */
const statements = [
  sql`alter table desks add column circle text not null default ''`,
  sql`alter table desks drop constraint desks_pkey`,
  sql`alter table desks add primary key (region, filing, office, purpose, circle)`,
  sql`drop index desks_inbox`,
  sql`drop index desks_department`,
  sql`create index desks_inbox on desks (region, office, purpose, chain, circle, since, filing)`,
  sql`create index desks_department on desks (region, office, department, purpose, chain, circle, since, filing) where department is not null`,
  sql`alter table desk_counts add column circle text not null default ''`,
  sql`drop index desk_counts_office`,
  sql`create index desk_counts_office on desk_counts (region, office, purpose, chain, circle)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const it of statements) await it.execute(db)
}
