import { type Kysely, sql } from 'kysely'

/** Devices somebody has signed in from: their owner gets in while strangers guess (T9). */
const statements = [
  sql`create table known_devices (
    region text not null, id_hash text not null, account uuid not null, seen_at timestamptz not null,
    primary key (region, id_hash, account),
    foreign key (region, account) references accounts (region, id))`,
  sql`create index known_devices_account on known_devices (region, account)`,
  sql`create index known_devices_seen on known_devices (seen_at)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const it of statements) await it.execute(db)
}
