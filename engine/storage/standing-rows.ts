import type { Standing } from '#core/hours'
import { sql } from 'kysely'
import type { Db } from './db.ts'

/** The version a person's year stands at; 0 when nothing was ever credited. */
export async function findStandingVersion(
  db: Db,
  region: string,
  person: string,
  year: number,
): Promise<number> {
  const row = await db
    .selectFrom('standings')
    .select('version')
    .where('region', '=', region)
    .where('person', '=', person)
    .where('year', '=', year)
    .executeTakeFirst()
  return row?.version ?? 0
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
})
