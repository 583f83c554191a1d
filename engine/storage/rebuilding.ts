import type { FilingState } from '#core/filing'
import type { Standing } from '#core/hours'
import { sql } from 'kysely'
import type { Db } from './db.ts'
import { columnsOf } from './filing-rows.ts'
import type { DeskRow } from './inspection.ts'
import { standingColumns } from './standing-rows.ts'

/** Keeps deciders waiting until the transaction that rebuilds a region's caches has ended. */
export async function lockCaches(trx: Db): Promise<void> {
  await sql`set local idle_in_transaction_session_timeout = 0`.execute(trx)
  await sql`lock table filings, desks, desk_counts, standings, certificates in share row exclusive mode`.execute(
    trx,
  )
}

export async function rewriteFiling(
  trx: Db,
  region: string,
  state: FilingState,
  stateType: string,
): Promise<void> {
  await trx
    .updateTable('filings')
    .set({ ...columnsOf(state, stateType), fold: JSON.stringify(state) })
    .where('region', '=', region)
    .where('id', '=', state.id)
    .execute()
}

export async function rewriteDesks(
  trx: Db,
  region: string,
  filing: string,
  desks: readonly DeskRow[],
): Promise<void> {
  await trx.deleteFrom('desks').where('region', '=', region).where('filing', '=', filing).execute()
  if (desks.length === 0) return
  await trx
    .insertInto('desks')
    .values(
      desks.map((it) => ({ ...it, region, filing, purpose: it.purpose as 'decide' | 'verify' })),
    )
    .execute()
}

/** One line for each sum. */
export async function recountDesks(trx: Db, region: string): Promise<void> {
  await trx.deleteFrom('desk_counts').where('region', '=', region).execute()
  await sql`insert into desk_counts (region, office, chain, purpose, department, circle, n)
    select region, office, chain, purpose, department, circle, count(*) from desks where region = ${region}
     group by region, office, chain, purpose, department, circle`.execute(trx)
}

export async function rewriteStanding(
  trx: Db,
  region: string,
  it: {
    readonly person: string
    readonly standing: Standing
    readonly pack: string
    readonly at: string
  },
): Promise<void> {
  const { standing } = it
  const values = standingColumns(it)
  await trx
    .insertInto('standings')
    .values({ region, person: it.person, year: standing.year, version: 1, ...values })
    .onConflict((on) =>
      on
        .columns(['region', 'person', 'year'])
        .doUpdateSet({ ...values, version: sql`standings.version + 1` }),
    )
    .execute()
}

export async function voidCertificate(
  trx: Db,
  region: string,
  id: string,
  at: string,
  why: string,
): Promise<void> {
  await trx
    .updateTable('certificates')
    .set({ state: 'void', ended_at: at, ended_why: why })
    .where('region', '=', region)
    .where('id', '=', id)
    .where('state', '=', 'valid')
    .execute()
}
