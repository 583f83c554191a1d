import type { Standing } from '#core/hours'
import { sql } from 'kysely'
import type { Db } from './db.ts'

/** The version a person's year stands at, 0 when nothing was ever credited, and what it was judged by. */
export async function findStanding(
  db: Db,
  region: string,
  person: string,
  year: number,
): Promise<{ readonly version: number; readonly requirement: string | null }> {
  const row = await db
    .selectFrom('standings')
    .select(['version', 'requirement'])
    .where('region', '=', region)
    .where('person', '=', person)
    .where('year', '=', year)
    .executeTakeFirst()
  return row ?? { version: 0, requirement: null }
}

/**
 * Writes the standing as it was judged, one version on. False when it is no longer the version it
 * was judged by: read and judge again. Whoever decides on the same year at once meets here.
 */
export async function keepStanding(
  db: Db,
  region: string,
  it: {
    readonly person: string
    readonly seen: number
    readonly standing: Standing
    readonly pack: string
    readonly at: string
  },
): Promise<boolean> {
  const { standing } = it
  const values = standingColumns(it)
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('standings')
    .values({ region, person: it.person, year: standing.year, version: it.seen + 1, ...values })
    .onConflict((on) =>
      on
        .columns(['region', 'person', 'year'])
        .doUpdateSet({ ...values, version: it.seen + 1 })
        .where(sql<boolean>`standings.version = ${it.seen}`),
    )
    .executeTakeFirst()
  return Number(numInsertedOrUpdatedRows ?? 0) === 1
}

/** The columns of a standing's row that follow from how the year was judged. */
export const standingColumns = (it: {
  readonly standing: Standing
  readonly pack: string
  readonly at: string
}) => ({
  total: it.standing.total,
  subjects: JSON.stringify(it.standing.subjects),
  verdict: it.standing.verdict,
  requirement: it.standing.requirement ?? null,
  pack: it.pack,
  updated_at: it.at,
  again: false,
})

export interface YearToJudge {
  readonly region: string
  readonly person: string
  readonly year: number
  readonly version: number
  readonly requirement: string | null
}
/** Years marked to be judged again, a few at a time. */
export async function findToJudge(db: Db, most: number): Promise<readonly YearToJudge[]> {
  return db
    .selectFrom('standings')
    .select(['region', 'person', 'year', 'version', 'requirement'])
    .where('again', '=', true)
    .orderBy('region')
    .orderBy('person')
    .orderBy('year')
    .limit(most)
    .execute()
}

/** Marks every year that was judged by another pack than the region's. */
export async function markOutdated(db: Db, region: string): Promise<void> {
  await sql`update standings s set again = true from regions r
    where r.region = s.region and s.region = ${region} and s.pack <> r.pack and not s.again`.execute(
    db,
  )
}

/** Marks the years from `from` on of one person, or of everybody at an office. */
export async function markToJudge(
  db: Db,
  region: string,
  it: { readonly person?: string; readonly office?: string; readonly from: number },
): Promise<void> {
  await sql`update standings s set again = true from people p
    where p.region = s.region and p.id = s.person and s.region = ${region} and s.year >= ${it.from}
      and (p.id = ${it.person ?? null}::uuid or p.office = ${it.office ?? null}::uuid)`.execute(db)
}
