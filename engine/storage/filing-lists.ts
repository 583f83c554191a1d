import type { FilingState } from '#core/filing'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from './db.ts'
import { statement } from './statements.ts'

/** Whose filings a list shows. Scopes only ever narrow: a filter cannot reach outside one. */
export type ListScope =
  /** About the person, or filed by the account for itself. */
  | { readonly of: 'person'; readonly person: string | null; readonly account: string }
  /** Filed by posts of the office. */
  | { readonly of: 'filer-office'; readonly office: string }
  /** Waiting at the office: to decide, or to verify. */
  | { readonly of: 'desk'; readonly office: string; readonly departments?: readonly string[]; readonly purpose: 'decide' | 'verify' }
  /** About people of these offices (and departments), or decided by this office; drafts left out. */
  | { readonly of: 'results'; readonly office: string; readonly offices: readonly string[]; readonly departments?: readonly string[] }
  /** Nobody can act on them. */
  | { readonly of: 'stuck'; readonly offices: readonly string[] }

export interface ListFilter {
  readonly chains: readonly string[]
  readonly states?: readonly string[]
  readonly stateTypes?: readonly string[]
  readonly years?: { readonly from?: number; readonly to?: number }
  readonly kinds?: readonly string[]
  readonly personName?: string
  readonly idNumber?: string
  /** Text found in a field's value. Names are looked up in the pack, never sent by the browser. */
  readonly fields?: readonly { readonly field: string; readonly has: string }[]
  readonly title?: string
  readonly unitName?: string
  readonly subjects?: readonly string[]
}
export interface ListRow {
  readonly id: string
  readonly fold: FilingState
  readonly personName: string | null
  readonly idNumber: string | null
  readonly personOffice: string | null
  readonly personDepartment: string | null
  readonly personAttributes: Readonly<Record<string, string | number | boolean>> | null
}

/** One page of a list, newest first (desks: who waits longest first), with the count of all pages. */
export async function listFilings(
  db: Db,
  region: string,
  scope: ListScope,
  filter: ListFilter,
  page: { readonly page: number; readonly size: number },
): Promise<{ readonly rows: readonly ListRow[]; readonly total: number }> {
  const offset = (page.page - 1) * page.size
  if (scope.of === 'desk' && isPlain(filter)) {
    const [rows, total] = await Promise.all([
      deskPage(db, region, scope, filter.chains, { offset, size: page.size }),
      countDesk(db, region, scope, filter.chains),
    ])
    return { rows, total }
  }
  const where = conditionsOf(region, scope, filter)
  const order = scope.of === 'desk' ? sql`f.since, f.id` : sql`f.since desc, f.id desc`
  const [rows, count] = await Promise.all([
    sql<ListRow>`select ${columns} from filings f left join people p on p.region = f.region and p.id = f.person
      where ${where} order by ${order} limit ${page.size} offset ${offset}`.execute(db),
    sql<{ n: number }>`select count(*) as n from filings f left join people p on p.region = f.region and p.id = f.person
      where ${where}`.execute(db),
  ])
  return { rows: rows.rows, total: count.rows[0]?.n ?? 0 }
}

/** Ids with their seq, for «all that match»: what a job works through. */
export async function listMatching(
  db: Db,
  region: string,
  scope: ListScope,
  filter: ListFilter,
  most: number,
): Promise<readonly { id: string; seq: number }[]> {
  const { rows } = await sql<{ id: string; seq: number }>`select f.id, f.seq from filings f
    left join people p on p.region = f.region and p.id = f.person
    where ${conditionsOf(region, scope, filter)} order by f.since, f.id limit ${most}`.execute(db)
  return rows
}

/** How many stand in each state: the counts on a list's tabs. */
export async function countStates(
  db: Db,
  region: string,
  scope: ListScope,
  chains: readonly string[],
): Promise<Readonly<Record<string, number>>> {
  const { rows } = await sql<{ state: string; state_type: string; n: number }>`
    select f.state, f.state_type, count(*) as n from filings f
    left join people p on p.region = f.region and p.id = f.person
    where ${conditionsOf(region, scope, { chains })} group by f.state, f.state_type`.execute(db)
  const counts: Record<string, number> = {}
  for (const it of rows) {
    counts[it.state] = (counts[it.state] ?? 0) + it.n
    if (it.state_type !== it.state) counts[it.state_type] = (counts[it.state_type] ?? 0) + it.n
  }
  return counts
}

const columns = sql`f.id, f.fold, p.name as "personName", p.id_number as "idNumber", p.office as "personOffice",
  p.department as "personDepartment", p.attributes as "personAttributes"`

const isPlain = (filter: ListFilter) => Object.keys(filter).every((key) => key === 'chains')

function conditionsOf(region: string, scope: ListScope, filter: ListFilter): RawBuilder<boolean> {
  const all: RawBuilder<unknown>[] = [
    sql`f.region = ${region}`,
    sql`f.chain = any(${filter.chains as string[]}::text[])`,
    sql`f.state_type <> 'deleted'`,
    scopeOf(scope),
  ]
  if (filter.states) all.push(sql`f.state = any(${filter.states as string[]}::text[])`)
  if (filter.stateTypes) all.push(sql`f.state_type = any(${filter.stateTypes as string[]}::text[])`)
  if (filter.kinds) all.push(sql`f.kind = any(${filter.kinds as string[]}::text[])`)
  if (filter.years?.from !== undefined) all.push(sql`f.year >= ${filter.years.from}`)
  if (filter.years?.to !== undefined) all.push(sql`f.year <= ${filter.years.to}`)
  if (filter.title) all.push(sql`f.title like ${likeOf(filter.title)}`)
  if (filter.subjects) all.push(sql`f.subject = any(${filter.subjects as string[]}::text[])`)
  if (filter.unitName)
    all.push(sql`exists (select 1 from offices o where o.region = f.region and o.id = coalesce(f.office, p.office) and o.name like ${likeOf(filter.unitName)})`)
  if (filter.personName) all.push(sql`p.name like ${likeOf(filter.personName)}`)
  if (filter.idNumber) all.push(sql`p.id_number like ${likeOf(filter.idNumber)}`)
  for (const it of filter.fields ?? [])
    all.push(sql`f.fold -> 'data' ->> ${it.field} like ${likeOf(it.has)}`)
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

function scopeOf(scope: ListScope): RawBuilder<unknown> {
  switch (scope.of) {
    case 'person':
      return sql`(f.person = ${scope.person} or (f.filer_account = ${scope.account} and f.filer_office is null))
        and not (f.filer_office is not null and f.state_type = 'draft')`
    case 'filer-office':
      return sql`f.filer_office = ${scope.office}`
    case 'desk':
      return sql`exists (select 1 from desks d where d.region = f.region and d.filing = f.id and d.office = ${scope.office}
        and d.purpose = ${scope.purpose} ${departmentOf(scope.departments, sql`d.department`)})`
    case 'results':
      return sql`f.state_type <> 'draft' and ((p.office = any(${scope.offices as string[]}::uuid[])
          ${departmentOf(scope.departments, sql`p.department`)})
        or exists (select 1 from entries e where e.region = f.region and e.filing = f.id and e.office = ${scope.office})
           ${departmentOf(scope.departments, sql`p.department`)})`
    case 'stuck':
      return sql`f.stuck and (p.office = any(${scope.offices as string[]}::uuid[]) or f.office = any(${scope.offices as string[]}::uuid[]))`
    default: {
      const never: never = scope
      throw new Error(`No such list scope: ${JSON.stringify(never)}`)
    }
  }
}

/** A second-level admin sees its departments only; who has none sees all (GX-A:68-70). */
function departmentOf(departments: readonly string[] | undefined, column: RawBuilder<unknown>): RawBuilder<unknown> {
  return departments ? sql`and ${column} = any(${departments as string[]}::uuid[])` : sql``
}

const likeOf = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

type DeskScope = Extract<ListScope, { of: 'desk' }>

const deskPageStatement = statement<ListRow, [string, string, string, string[], string[] | null, number, number]>(
  'desk-page',
  `select f.id, f.fold, p.name as "personName", p.id_number as "idNumber", p.office as "personOffice",
          p.department as "personDepartment", p.attributes as "personAttributes"
     from (select x.since, x.filing from unnest($4::text[]) as c(chain)
           cross join lateral (
             select d.since, d.filing from desks d
              where d.region = $1 and d.office = $2 and d.purpose = $3 and d.chain = c.chain
                and ($5::uuid[] is null or d.department = any($5::uuid[]))
              order by d.since, d.filing limit $6::int + $7::int) x
           order by x.since, x.filing limit $6::int offset $7::int) d
     join filings f on f.region = $1 and f.id = d.filing
     left join people p on p.region = f.region and p.id = f.person
    order by d.since, d.filing`,
)
async function deskPage(
  db: Db,
  region: string,
  scope: DeskScope,
  chains: readonly string[],
  page: { offset: number; size: number },
): Promise<readonly ListRow[]> {
  return deskPageStatement(db as never, [
    region, scope.office, scope.purpose, chains as string[], (scope.departments as string[] | undefined) ?? null, page.size, page.offset,
  ])
}

const deskCountStatement = statement<{ n: number; lines: number }, [string, string, string, string[], string[] | null]>(
  'desk-count',
  `select coalesce(sum(n), 0)::bigint as n, count(*) as lines from desk_counts
    where region = $1 and office = $2 and purpose = $3 and chain = any($4::text[])
      and ($5::uuid[] is null or department = any($5::uuid[]))`,
)
/** Lines of differences an office may gather before a reader folds them together. */
const foldAfter = 400

/** How many wait at a desk: the sum of differences, whatever the length of the queue. */
export async function countDesk(db: Db, region: string, scope: DeskScope, chains: readonly string[]): Promise<number> {
  const rows = await deskCountStatement(db as never, [
    region, scope.office, scope.purpose, chains as string[], (scope.departments as string[] | undefined) ?? null,
  ])
  const { n, lines } = rows[0] ?? { n: 0, lines: 0 }
  if (lines > foldAfter) await foldCounts(db, region, scope.office)
  return n
}

/** Waiting per chain at a desk, with the oldest, for the home page. */
export async function deskOverview(
  db: Db,
  region: string,
  scope: DeskScope,
): Promise<readonly { chain: string; count: number; oldest: string | null }[]> {
  const { rows } = await sql<{ chain: string; count: number; oldest: string | null }>`
    select c.chain, sum(c.n)::bigint as count,
           (select d.since from desks d where d.region = ${region} and d.office = ${scope.office} and d.purpose = ${scope.purpose}
              and d.chain = c.chain ${departmentOf(scope.departments, sql`d.department`)} order by d.since limit 1) as oldest
      from desk_counts c where c.region = ${region} and c.office = ${scope.office} and c.purpose = ${scope.purpose}
        ${departmentOf(scope.departments, sql`c.department`)}
     group by c.chain having sum(c.n) > 0 order by c.chain`.execute(db)
  return rows
}

const foldStatement = statement<never, [string, string]>(
  'fold-desk-counts',
  `with mine as (
     select id from desk_counts where region = $1 and office = $2 for update skip locked
   ), gone as (
     delete from desk_counts c using mine m where c.id = m.id returning c.chain, c.purpose, c.department, c.n
   ) insert into desk_counts (region, office, chain, purpose, department, n)
     select $1, $2, chain, purpose, department, sum(n) from gone group by chain, purpose, department having sum(n) <> 0`,
)
/** The same sums in few lines. Two at once take different lines, so nothing is counted twice. */
export async function foldCounts(db: Db, region: string, office: string): Promise<void> {
  await foldStatement(db as never, [region, office])
}
