import { type Kysely, sql } from 'kysely'

/** By which version all folds of this database were written; what was there before counts as the first. */
const statements = [
  sql`create table fold_version (
    one boolean primary key default true check (one), version int not null)`,
  sql`insert into fold_version (version) values (1)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const it of statements) await it.execute(db)
}
