import type { Entry, FilingState } from '#core/filing'
import type { Db } from './db.ts'
import { statement } from './statements.ts'

/** A new filing with its first entry (and the answer to the request), in one statement. */
const createStatement = statement<{ id: string }, [string, string, string, string]>(
  'create-filing',
  `with item as (
     select * from json_to_record($2::json) as x(
       id uuid, pack text, chain text, filer_account uuid, filer_office uuid, person uuid, office uuid,
       refers uuid, seq int, state text, state_type text, title text, kind text, year int, subject text,
       claimed numeric, awarded numeric, credited boolean, stuck boolean, since timestamptz, fold json)
   ), made as (
     insert into filings (region, id, pack, chain, filer_account, filer_office, person, office, refers, seq,
       state, state_type, title, kind, year, subject, claimed, awarded, credited, stuck, since, fold)
     select $1, id, pack, chain, filer_account, filer_office, person, office, refers, seq, state, state_type,
       title, kind, year, subject, claimed, awarded, credited, stuck, since, fold from item
     returning id
   ), logged as (
     insert into entries (region, filing, seq, action, account, office, at, entry)
     select $1, m.id, x.seq, x.action, x.account, x.office, x.at, x.entry
       from made m, json_to_record($3::json) as x(seq int, action text, account uuid, office uuid, at timestamptz, entry json)
   ), answered as (
     insert into requests (region, account, key, asked, reply, at)
     select $1, x.account, x.key, x.asked, x.reply, x.at
       from json_to_recordset($4::json) as x(account text, key text, asked text, reply json, at timestamptz)
   ) select id from made`,
)

export async function createFiling(
  db: Db,
  region: string,
  given: {
    readonly state: FilingState
    readonly stateType: string
    readonly entry: Entry
    readonly request?: { account: string; key: string; asked: string; reply: unknown; at: string }
  },
): Promise<void> {
  const { state, entry } = given
  const filer = state.filedBy
  const by = entry.by
  await createStatement(db as never, [
    region,
    JSON.stringify({
      id: state.id,
      pack: state.pack,
      chain: state.chain,
      filer_account: 'account' in filer ? (filer.account ?? null) : null,
      filer_office: filer.kind === 'post' ? filer.office : null,
      person: state.person,
      office: state.office,
      refers: state.refers,
      seq: state.seq,
      state: state.state,
      state_type: given.stateType,
      title: state.title,
      kind: state.kind,
      year: state.year,
      subject: state.subject,
      claimed: state.claimed,
      awarded: state.awarded,
      credited: state.credited,
      stuck: state.stuck,
      since: state.since,
      fold: state,
    }),
    JSON.stringify({
      seq: entry.seq,
      action: entry.action,
      account: 'account' in by ? (by.account ?? null) : null,
      office: by.kind === 'post' ? by.office : null,
      at: entry.at,
      entry,
    }),
    given.request ? JSON.stringify([given.request]) : '[]',
  ])
}

export async function findFold(
  db: Db,
  region: string,
  id: string,
): Promise<FilingState | undefined> {
  const row = await db
    .selectFrom('filings')
    .select('fold')
    .where('region', '=', region)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.fold as FilingState | undefined
}

/** The whole log, in order: what the filing is. */
export async function findLog(db: Db, region: string, id: string): Promise<readonly Entry[]> {
  const rows = await db
    .selectFrom('entries')
    .select('entry')
    .where('region', '=', region)
    .where('filing', '=', id)
    .orderBy('seq')
    .execute()
  return rows.map((it) => it.entry as Entry)
}

/** Offices whose posts have acted on a filing: they may go on seeing it. */
export async function hasActed(
  db: Db,
  region: string,
  filing: string,
  office: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('entries')
    .select('seq')
    .where('region', '=', region)
    .where('filing', '=', filing)
    .where('office', '=', office)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
