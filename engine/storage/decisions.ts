import type { Credit, Standing } from '#core/hours'
import type { Entry, FilingState } from '#core/filing'
import type { Db } from './db.ts'
import { statement } from './statements.ts'

/** One decision as it is written: what the core decided, and the caches that follow from it. */
export interface DecidedItem {
  readonly state: FilingState
  readonly stateType: string
  readonly entry: Entry
  /** The seq it was decided on; written only while the filing still stands there. */
  readonly seen: number
  readonly credits: readonly (Credit & { readonly person: string; readonly chain: string })[]
  /** Permits made and used up by this entry. */
  readonly permits: readonly { readonly id: string; readonly person: string; readonly chain: string; readonly year?: number; readonly kind?: string }[]
  readonly usesPermit?: string
}
/** A person's year after the decisions above, decided on version `seen` of it (0: none yet). */
export interface StandingItem {
  readonly person: string
  readonly year: number
  readonly seen: number
  readonly standing: Standing
  readonly pack: string
  readonly at: string
  /** Certificate kinds that end because hours fell; and why. */
  readonly voids: readonly string[]
  readonly why: string
}
export interface RequestItem {
  readonly account: string
  readonly key: string
  readonly asked: string
  readonly reply: unknown
  readonly at: string
}

/**
 * Writes decisions, whole or not at all, in one statement: entries, rows, desks and their counts,
 * credits, standings, permits, ended certificates and the answer to the request.
 *
 * A filing, standing or permit that moved on since it was read undoes everything with `40001`: read
 * again and decide again. The same request twice at once fails with `23505` on `requests_pkey`:
 * read the answer that was given.
 *
 * PostgreSQL takes any list of JSON for a hundred rows. The gate is looked up filing by filing and
 * compared outside the look-up, so that it is planned as few rows: else what is joined with it reads
 * the whole of `filings` and `desks` for one decision.
 */
export async function writeDecisions(
  db: Db,
  region: string,
  given: {
    readonly items: readonly DecidedItem[]
    readonly standings: readonly StandingItem[]
    readonly request?: RequestItem
  },
): Promise<void> {
  await writeStatement(db as never, [
    region,
    JSON.stringify(given.items.map(itemRow)),
    JSON.stringify(given.items.flatMap(deskRows)),
    JSON.stringify(given.items.flatMap(creditRows)),
    JSON.stringify(given.standings.map(standingRow)),
    JSON.stringify(given.items.flatMap((it) => it.permits.map((p) => ({ ...p, made_by: it.state.id })))),
    JSON.stringify(given.items.flatMap((it) => (it.usesPermit ? [{ id: it.usesPermit, filing: it.state.id }] : []))),
    given.request ? JSON.stringify([given.request]) : '[]',
  ])
}

const actorOf = (entry: Entry) => ({
  account: 'account' in entry.by ? (entry.by.account ?? null) : null,
  post_office: entry.by.kind === 'post' ? entry.by.office : null,
})

function itemRow({ state, stateType, entry, seen }: DecidedItem) {
  return {
    id: state.id,
    seen,
    seq: state.seq,
    state: state.state,
    state_type: stateType,
    title: state.title,
    kind: state.kind,
    year: state.year,
    subject: state.subject,
    claimed: state.claimed,
    awarded: state.awarded,
    credited: state.credited,
    stuck: state.stuck,
    since: state.since,
    submitted_at: state.submittedAt,
    decided_at: state.decidedAt,
    fold: state,
    entry,
    action: entry.action,
    at: entry.at,
    ...actorOf(entry),
  }
}

/** Draft and finished filings are held by nobody; what waits after the end is `verify`. */
function deskRows({ state, stateType }: DecidedItem) {
  const purpose = stateType === 'waiting' ? 'decide' : 'verify'
  return state.desks
    .filter((it) => !it.done && !it.empty)
    .map((it) => ({
      filing: state.id,
      office: it.office,
      chain: state.chain,
      purpose,
      since: state.since,
      department: it.department ?? null,
    }))
}

function creditRows({ credits }: DecidedItem) {
  return credits.map((it) => ({ ...it, seq: it.entry, same: it.same ?? null }))
}

function standingRow({ standing, ...it }: StandingItem) {
  return {
    ...it,
    total: standing.total,
    subjects: standing.subjects,
    verdict: standing.verdict,
    requirement: standing.requirement ?? null,
  }
}

const writeStatement = statement<{ ok: boolean }, [string, string, string, string, string, string, string, string]>(
  'write-decisions',
  `with item as materialized (
     select * from json_to_recordset($2::json) as x(
       id uuid, seen int, seq int, state text, state_type text, title text, kind text, year int,
       subject text, claimed numeric, awarded numeric, credited boolean, stuck boolean,
       since timestamptz, submitted_at timestamptz, decided_at timestamptz, fold json, entry json,
       action text, at timestamptz, account uuid, post_office uuid)
   ), gate as materialized (
     select f.id from (select id, seen from item order by id) i
     cross join lateral (select id, seq from filings where region = $1 and id = i.id for update) f
      where f.seq = i.seen
   ), moved as (
     update filings f set seq = i.seq, state = i.state, state_type = i.state_type, title = i.title,
            kind = i.kind, year = i.year, subject = i.subject, claimed = i.claimed, awarded = i.awarded,
            credited = i.credited, stuck = i.stuck, since = i.since, submitted_at = i.submitted_at,
            decided_at = i.decided_at, fold = i.fold
       from item i join gate g on g.id = i.id
      where f.region = $1 and f.id = i.id
   ), logged as (
     insert into entries (region, filing, seq, action, account, office, at, entry)
     select $1, i.id, i.seq, i.action, i.account, i.post_office, i.at, i.entry
       from item i join gate g on g.id = i.id
   ), desk as materialized (
     select x.* from json_to_recordset($3::json) as x(
       filing uuid, office uuid, chain text, purpose text, since timestamptz, department uuid)
       join gate g on g.id = x.filing
   ), gone as (
     delete from desks d using gate g
      where d.region = $1 and d.filing = g.id
        and not exists (select 1 from desk x where x.filing = d.filing and x.office = d.office and x.purpose = d.purpose)
     returning d.office, d.chain, d.purpose, d.department
   ), come as (
     insert into desks (region, office, chain, purpose, since, filing, department)
     select $1, office, chain, purpose, since, filing, department from desk
     on conflict do nothing
     returning office, chain, purpose, department
   ), counted as (
     insert into desk_counts (region, office, chain, purpose, department, n)
     select $1, office, chain, purpose, department, sum(n)
       from (select *, -1 as n from gone union all select *, 1 from come) as difference
      group by office, chain, purpose, department having sum(n) <> 0
   ), line as (
     insert into credits (region, id, person, year, subject, kind, chain, hours, claimed, filing, seq, at, title, same)
     select $1, x.id, x.person, x.year, x.subject, x.kind, x.chain, x.hours, x.claimed, x.filing, x.seq, x.at, x.title, x.same
       from json_to_recordset($4::json) as x(
         id text, person uuid, year int, subject text, kind text, chain text, hours numeric, claimed numeric,
         filing uuid, seq int, at timestamptz, title text, same jsonb)
       join gate g on g.id = x.filing
   ), year as materialized (
     select * from json_to_recordset($5::json) as x(
       person uuid, year int, seen int, total numeric, subjects jsonb, verdict text, requirement text,
       pack text, at timestamptz, voids jsonb, why text)
   ), judged as (
     insert into standings as s (region, person, year, version, total, subjects, verdict, requirement, pack, updated_at)
     select $1, person, year, seen + 1, total, subjects, verdict, requirement, pack, at from year order by person, year
     on conflict (region, person, year) do update set version = excluded.version, total = excluded.total,
       subjects = excluded.subjects, verdict = excluded.verdict, requirement = excluded.requirement,
       pack = excluded.pack, updated_at = excluded.updated_at
      where s.version = excluded.version - 1
     returning s.person
   ), ended as (
     update certificates c set state = 'void', ended_at = y.at, ended_why = y.why
       from year y
      where c.region = $1 and c.person = y.person and c.year = y.year and c.state = 'valid'
        and y.voids ? c.certificate
   ), permitted as (
     insert into permits (region, id, person, chain, year, kind, made_by)
     select $1, x.id, x.person, x.chain, x.year, x.kind, x.made_by
       from json_to_recordset($6::json) as x(id text, person uuid, chain text, year int, kind text, made_by uuid)
       join gate g on g.id = x.made_by
   ), used as (
     update permits p set used_by = x.filing
       from json_to_recordset($7::json) as x(id text, filing uuid)
      where p.region = $1 and p.id = x.id and p.used_by is null
     returning p.id
   ), answered as (
     insert into requests (region, account, key, asked, reply, at)
     select $1, x.account, x.key, x.asked, x.reply, x.at
       from json_to_recordset($8::json) as x(account text, key text, asked text, reply json, at timestamptz)
   ), settled as (
     select expect_all((select count(*) from gate), (select count(*) from item), 'filing')
        and expect_all((select count(*) from judged), (select count(*) from year), 'standing')
        and expect_all((select count(*) from used), json_array_length($7::json)::bigint, 'permit') as ok
   )
   select ok from settled`,
)
