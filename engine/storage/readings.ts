import type { Credit } from '#core/hours'
import type { FilingState } from '#core/filing'
import type { Db } from './db.ts'
import { personOf, type PersonRecord } from './people.ts'
import { statement } from './statements.ts'

/** Everything of one filing that deciding needs, read in one statement. */
export interface Reading {
  readonly state: FilingState
  readonly pack: string
  readonly orgVersion: number
  readonly person?: PersonRecord
  readonly credits: readonly StoredCredit[]
  /** Of the person's year: the version the cached standing stands at, 0 when there is none. */
  readonly standingVersion: number
  /** The requirement that year was judged by, if it was. */
  readonly requirement?: string
  /** The region's pack now: years are judged by it, whichever the filing is pinned to. */
  readonly currentPack: string
  readonly permits: readonly OpenPermit[]
}
export type StoredCredit = Credit & { readonly chain: string; readonly person: string }
export interface OpenPermit {
  readonly id: string
  readonly chain: string
  readonly year: number | null
  readonly kind: string | null
}

interface ReadingRow {
  fold: FilingState
  pack: string
  org_version: number
  current_pack: string
  person: Parameters<typeof personOf>[0] | null
  credits: StoredCredit[] | null
  standing: { readonly version: number; readonly requirement: string | null } | null
  permits: OpenPermit[] | null
}

const creditsOfYear = `(select json_agg(json_build_object('id', c.id, 'filing', c.filing, 'entry', c.seq, 'year', c.year,
                    'subject', c.subject, 'kind', c.kind, 'hours', c.hours, 'claimed', c.claimed, 'at', c.at,
                    'title', c.title, 'same', c.same, 'chain', c.chain, 'person', c.person) order by c.at, c.id)
             from credits c where c.region = f.region and c.person = f.person and c.year = f.year)`
const columnsWith = (credits: string) => `f.fold, f.pack, r.org_version, r.pack as current_pack,
          (select row_to_json(p) from people p where p.region = f.region and p.id = f.person) as person,
          ${credits} as credits,
          (select json_build_object('version', s.version, 'requirement', s.requirement)
             from standings s where s.region = f.region and s.person = f.person and s.year = f.year) as standing,
          (select json_agg(json_build_object('id', m.id, 'chain', m.chain, 'year', m.year, 'kind', m.kind) order by m.id)
             from permits m where m.region = f.region and m.person = f.person and m.used_by is null) as permits`
/** Of a filing `f` in its region `r`. */
export const readingColumns = columnsWith(creditsOfYear)

/** A person's year travels with the first filing that concerns it; the others share it. */
const readStatement = statement<ReadingRow, [string, string[]]>(
  'read-for-decision',
  `select ${columnsWith(`case when row_number() over (partition by f.person, f.year order by f.id) = 1 then ${creditsOfYear} end`)}
     from filings f join regions r on r.region = f.region
    where f.region = $1 and f.id = any($2::uuid[]) order by f.id`,
)

/** By filing id; one that does not exist in the region is simply not in it. */
export async function readForDecision(
  db: Db,
  region: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Reading>> {
  const rows = await readStatement(db as never, [region, ids as string[]])
  const years = new Map<string, Reading['credits']>()
  return new Map(
    rows.map((it) => {
      const reading = readingOf(it)
      const year = `${reading.state.person} ${reading.state.year}`
      const credits = years.get(year) ?? reading.credits
      years.set(year, credits)
      return [it.fold.id, { ...reading, credits }]
    }),
  )
}

/** What was answered to a request before. */
export interface Answer {
  readonly asked: string
  readonly reply: unknown
}
/** A filing as it stands, and what the same request was answered if it came before. */
export interface Asked {
  readonly reading?: Reading
  readonly answer?: Answer
}
export type AskedRow = (ReadingRow | { readonly fold: null }) & {
  readonly asked: string | null
  readonly reply: unknown
}

/** One filing has a statement of its own: by a list of one it would be planned anew each time. */
const askedStatement = statement<AskedRow, [string, string, string, string]>(
  'read-asked',
  `select ${readingColumns}, q.asked, q.reply
     from regions r
     left join filings f on f.region = r.region and f.id = $2::uuid
     left join requests q on q.region = r.region and q.account = $3 and q.key = $4
    where r.region = $1`,
)

/** One filing to decide on, and what the same request was answered if it came before. */
export async function readAsked(
  db: Db,
  region: string,
  it: { readonly id: string; readonly account: string; readonly key: string },
): Promise<Asked> {
  const [row] = await askedStatement(db as never, [region, it.id, it.account, it.key])
  return row ? askedOf(row) : {}
}

export function askedOf(row: AskedRow): Asked {
  return {
    ...(row.fold && { reading: readingOf(row) }),
    ...(row.asked !== null && { answer: { asked: row.asked, reply: row.reply } }),
  }
}

function readingOf(it: ReadingRow): Reading {
  return {
    state: it.fold,
    pack: it.pack,
    orgVersion: it.org_version,
    ...(it.person && { person: personOf(it.person) }),
    credits: (it.credits ?? []).map(creditOf),
    currentPack: it.current_pack,
    standingVersion: it.standing?.version ?? 0,
    ...(it.standing?.requirement && { requirement: it.standing.requirement }),
    permits: it.permits ?? [],
  }
}

/** JSON writes times with an offset; the ledger compares instants as texts. */
function creditOf(it: StoredCredit): StoredCredit {
  const { same, ...rest } = it
  return { ...rest, at: new Date(it.at).toISOString(), ...(same && { same }) }
}

const requestStatement = statement<Answer, [string, string, string]>(
  'request-by-key',
  'select asked, reply from requests where region = $1 and account = $2 and key = $3',
)
/** What was answered to this request before, if it was. */
export async function findAnswer(
  db: Db,
  region: string,
  account: string,
  key: string,
): Promise<Answer | undefined> {
  return (await requestStatement(db as never, [region, account, key]))[0]
}
export async function insertAnswer(
  db: Db,
  it: { region: string; account: string; key: string; asked: string; reply: unknown; at: string },
): Promise<void> {
  await db
    .insertInto('requests')
    .values({ ...it, reply: JSON.stringify(it.reply) })
    .execute()
}
export async function forgetAnswersBefore(db: Db, at: string): Promise<void> {
  await db.deleteFrom('requests').where('at', '<', at).execute()
}
