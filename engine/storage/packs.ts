import type { PackHash } from '#core/base'
import type { ResolvedPack } from '#core/pack'
import { sql } from 'kysely'
import type { Db } from './db.ts'
import type { Seeding } from './tables.ts'

export interface PackVersion {
  readonly hash: PackHash
  readonly publishedAt: string
  readonly by: string
  readonly note: string
  readonly current: boolean
  /** Filings under it that are not finished. */
  readonly live: number
}

/** Published packs are kept for ever: a filing is finished under the one it was filed under. */
export async function insertPack(
  db: Db,
  given: {
    region: string
    hash: PackHash
    resolved: ResolvedPack
    at: string
    by: string
    note: string
  },
): Promise<void> {
  await db
    .insertInto('packs')
    .values({
      region: given.region,
      hash: given.hash,
      resolved: JSON.stringify(given.resolved),
      published_at: given.at,
      published_by: given.by,
      note: given.note,
    })
    .onConflict((it) => it.columns(['region', 'hash']).doNothing())
    .execute()
}

/** Makes a published pack the one new filings are filed under. */
export async function setCurrentPack(
  db: Db,
  given: { region: string; title: string; hash: PackHash; position: number; seeding?: Seeding },
): Promise<void> {
  await db
    .insertInto('regions')
    .values({
      region: given.region,
      title: given.title,
      pack: given.hash,
      position: given.position,
      seeding: given.seeding ?? null,
    })
    .onConflict((it) => it.column('region').doUpdateSet({ pack: given.hash, title: given.title }))
    .execute()
}

/** How far a region has been filled for a demo; undefined where nothing is left to do. */
export async function findSeeding(db: Db, region: string): Promise<Seeding | undefined> {
  const row = await db
    .selectFrom('regions')
    .select('seeding')
    .where('region', '=', region)
    .executeTakeFirst()
  return row?.seeding ?? undefined
}
export async function keepSeeding(
  db: Db,
  region: string,
  next: Seeding | undefined,
): Promise<void> {
  await db
    .updateTable('regions')
    .set({ seeding: next ?? null })
    .where('region', '=', region)
    .execute()
}

export async function findPack(
  db: Db,
  region: string,
  hash: string,
): Promise<ResolvedPack | undefined> {
  const row = await db
    .selectFrom('packs')
    .select('resolved')
    .where('region', '=', region)
    .where('hash', '=', hash)
    .executeTakeFirst()
  return row?.resolved as ResolvedPack | undefined
}

export interface RegionRow {
  readonly region: string
  readonly title: string
  readonly pack: PackHash
  readonly orgVersion: number
}
export async function listRegions(db: Db): Promise<readonly RegionRow[]> {
  const rows = await db
    .selectFrom('regions')
    .selectAll()
    .orderBy('position')
    .orderBy('region')
    .execute()
  return rows.map((it) => ({
    region: it.region,
    title: it.title,
    pack: it.pack as PackHash,
    orgVersion: it.org_version,
  }))
}

export async function listVersions(db: Db, region: string): Promise<readonly PackVersion[]> {
  const rows = await db
    .selectFrom('packs as p')
    .innerJoin('regions as r', 'r.region', 'p.region')
    .select(['p.hash', 'p.published_at', 'p.published_by', 'p.note', 'r.pack'])
    .select((eb) =>
      eb
        .selectFrom('filings as f')
        .select(sql<number>`count(*)`.as('n'))
        .whereRef('f.region', '=', 'p.region')
        .whereRef('f.pack', '=', 'p.hash')
        .where('f.state_type', 'in', ['draft', 'waiting'])
        .as('live'),
    )
    .where('p.region', '=', region)
    .orderBy('p.published_at', 'desc')
    .execute()
  return rows.map((it) => ({
    hash: it.hash as PackHash,
    publishedAt: it.published_at,
    by: it.published_by,
    note: it.note,
    current: it.hash === it.pack,
    live: it.live ?? 0,
  }))
}
