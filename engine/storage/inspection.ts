import type { Entry, FilingState } from '#core/filing'
import { sql } from 'kysely'
import type { Db } from './db.ts'
import type { FilingsTable } from './tables.ts'

/** A row with its log: what one must follow from the other. */
export interface FilingWithLog {
  readonly row: Omit<FilingsTable, 'fold'> & { readonly fold: FilingState }
  readonly log: readonly Entry[]
  readonly desks: readonly DeskRow[]
  /** Sum of the hours it has credited and taken back. */
  readonly credited: number
}
export interface DeskRow {
  readonly office: string
  readonly chain: string
  readonly purpose: string
  readonly since: string
  readonly department: string | null
  readonly circle: string
}

/** Filings in order of their ids, a page at a time, each with everything that follows from its log. */
export async function readFilings(
  db: Db,
  region: string,
  after: string | undefined,
  size: number,
): Promise<readonly FilingWithLog[]> {
  let query = db.selectFrom('filings').selectAll().where('region', '=', region)
  if (after !== undefined) query = query.where('id', '>', after)
  const rows = await query.orderBy('id').limit(size).execute()
  const ids = rows.map((it) => it.id)
  if (ids.length === 0) return []
  const among = sql<boolean>`filing = any(${ids}::uuid[])`
  const [entries, desks, credits] = await Promise.all([
    db
      .selectFrom('entries')
      .select(['filing', 'entry'])
      .where('region', '=', region)
      .where(among)
      .orderBy('filing')
      .orderBy('seq')
      .execute(),
    db
      .selectFrom('desks')
      .select(['filing', 'office', 'chain', 'purpose', 'since', 'department', 'circle'])
      .where('region', '=', region)
      .where(among)
      .execute(),
    db
      .selectFrom('credits')
      .select(['filing', sql<number>`sum(hours)`.as('hours')])
      .where('region', '=', region)
      .where(among)
      .groupBy('filing')
      .execute(),
  ])
  const logs = byFiling(entries)
  const held = byFiling(desks)
  const hours = new Map(credits.map((it) => [it.filing, it.hours]))
  return rows.map((row) => ({
    row: { ...row, fold: row.fold as FilingState },
    log: (logs.get(row.id) ?? []).map((it) => it.entry as Entry),
    desks: (held.get(row.id) ?? []).map(({ filing: _, ...it }) => it),
    credited: hours.get(row.id) ?? 0,
  }))
}

function byFiling<T extends { readonly filing: string }>(
  rows: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const it of rows) {
    const group = groups.get(it.filing)
    if (group) group.push(it)
    else groups.set(it.filing, [it])
  }
  return groups
}

/** Desks whose count is not what stands there: `counted` is the sum of differences. */
export async function findMiscounts(
  db: Db,
  region: string,
): Promise<
  readonly { office: string; chain: string; purpose: string; counted: number; there: number }[]
> {
  const { rows } = await sql<{
    office: string
    chain: string
    purpose: string
    counted: number
    there: number
  }>`
    with counted as (
      select office, chain, purpose, department, circle, sum(n) as n from desk_counts where region = ${region}
       group by office, chain, purpose, department, circle
    ), there as (
      select office, chain, purpose, department, circle, count(*) as n from desks where region = ${region}
       group by office, chain, purpose, department, circle
    )
    select coalesce(c.office, t.office) as office, coalesce(c.chain, t.chain) as chain,
           coalesce(c.purpose, t.purpose) as purpose, coalesce(c.n, 0)::bigint as counted, coalesce(t.n, 0)::bigint as there
      from counted c full join there t on t.office = c.office and t.chain = c.chain and t.purpose = c.purpose and t.circle = c.circle
       and coalesce(t.department::text, '') = coalesce(c.department::text, '')
     where coalesce(c.n, 0) <> coalesce(t.n, 0)`.execute(db)
  return rows
}

export interface StandingRow {
  readonly person: string
  readonly year: number
  /** Null: there are credits, but no standing was kept. */
  readonly pack: string | null
  readonly total: number | null
  readonly subjects: Readonly<Record<string, number>> | null
  readonly verdict: string | null
  readonly requirement: string | null
  /** To be judged again before long: what it says is known to be old. */
  readonly again: boolean
}
/** Every person's year that has a standing or a credit, after the one given. */
export async function readStandings(
  db: Db,
  region: string,
  after: { readonly person: string; readonly year: number } | undefined,
  size: number,
): Promise<readonly StandingRow[]> {
  const from = after
    ? sql`where (y.person, y.year) > (${after.person}::uuid, ${after.year}::int)`
    : sql``
  const { rows } = await sql<StandingRow>`
    select y.person, y.year, s.pack, s.total, s.subjects, s.verdict, s.requirement, coalesce(s.again, false) as again
      from (select person, year from standings where region = ${region}
            union select person, year from credits where region = ${region}) y
      left join standings s on s.region = ${region} and s.person = y.person and s.year = y.year
      ${from} order by y.person, y.year limit ${size}`.execute(db)
  return rows
}

/** Requests that were answered with an entry that is not there. */
export async function findEmptyPromises(
  db: Db,
  region: string,
): Promise<readonly { key: string; filing: string; seq: number }[]> {
  const { rows } = await sql<{ key: string; filing: string; seq: number }>`
    with answers as materialized (
      select key, reply::jsonb as reply from requests
       where region = ${region} and reply is not null and json_typeof(reply::json) = 'object'
    )
    select p.key, p.filing, p.seq from (
      select key, reply ->> 'id' as filing, (reply ->> 'seq')::int as seq from answers
       where reply ? 'id' and jsonb_typeof(reply -> 'seq') = 'number'
      union all
      select r.key, it ->> 'id', (it ->> 'seq')::int from answers r,
             jsonb_array_elements(case when jsonb_typeof(r.reply -> 'items') = 'array' then r.reply -> 'items' else '[]'::jsonb end) it
       where it ->> 'outcome' = 'done' and jsonb_typeof(it -> 'seq') = 'number'
    ) p where not exists (
      select 1 from entries e where e.region = ${region} and e.filing::text = p.filing and e.seq = p.seq)`.execute(
    db,
  )
  return rows
}

/** Certificate kinds and years whose numbers are not 1, 2, 3 … without a hole. */
export async function findNumberGaps(
  db: Db,
  region: string,
): Promise<readonly { certificate: string; year: number; last: number; issued: number }[]> {
  const { rows } = await sql<{ certificate: string; year: number; last: number; issued: number }>`
    select n.certificate, n.year, n.last, count(c.id)::bigint as issued from certificate_numbers n
      left join certificates c on c.region = n.region and c.certificate = n.certificate and c.year = n.year
     where n.region = ${region} group by n.certificate, n.year, n.last having count(c.id) <> n.last`.execute(
    db,
  )
  return rows
}

export async function readValidCertificates(
  db: Db,
  region: string,
  after: string | undefined,
  size: number,
): Promise<
  readonly {
    id: string
    number: string
    certificate: string
    person: string
    year: number
    pack: string
    /** What its year was judged by last. */
    requirement: string | null
  }[]
> {
  let query = db
    .selectFrom('certificates as c')
    .leftJoin('standings as s', (on) =>
      on
        .onRef('s.region', '=', 'c.region')
        .onRef('s.person', '=', 'c.person')
        .onRef('s.year', '=', 'c.year'),
    )
    .select(['c.id', 'c.number', 'c.certificate', 'c.person', 'c.year', 'c.pack', 's.requirement'])
    .where('c.region', '=', region)
    .where('c.state', '=', 'valid')
  if (after !== undefined) query = query.where('c.id', '>', after)
  return query.orderBy('c.id').limit(size).execute()
}

export async function readFileRows(
  db: Db,
  region: string,
  after: string | undefined,
  size: number,
): Promise<readonly { id: string; hash: string; bytes: number }[]> {
  let query = db.selectFrom('files').select(['id', 'hash', 'bytes']).where('region', '=', region)
  if (after !== undefined) query = query.where('id', '>', after)
  return query.orderBy('id').limit(size).execute()
}

export async function listPackHashes(db: Db, region: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('packs')
    .select('hash')
    .where('region', '=', region)
    .orderBy('published_at')
    .execute()
  return rows.map((it) => it.hash)
}

/** One look at everything as it is at one moment, however long it takes. */
export async function atOneMoment<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      // It reads the whole of every table, which nobody else does.
      await sql`set local idle_in_transaction_session_timeout = 0`.execute(trx)
      await sql`set local enable_seqscan = on`.execute(trx)
      return work(trx)
    })
}
