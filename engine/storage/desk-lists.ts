import { type RawBuilder, sql } from 'kysely'
import type { Db } from './db.ts'
import type { DeskScope, ListRow } from './list-definition.ts'
import { statement } from './statements.ts'

type DeskPage = [string, string, string, string[], string[] | null, number, number]
const deskPageStatement = (way: 'asc' | 'desc') =>
  statement<ListRow, DeskPage>(
    `desk-page-${way}`,
    `select f.id, f.fold, p.name as "personName", p.id_number as "idNumber", p.office as "personOffice",
          p.department as "personDepartment", p.attributes as "personAttributes"
     from (select x.since, x.filing from unnest($4::text[]) as c(chain)
           cross join lateral (
             select d.since, d.filing from desks d
              where d.region = $1 and d.office = $2 and d.purpose = $3 and d.chain = c.chain
                and ($5::uuid[] is null or d.department = any($5::uuid[]))
              order by d.since ${way}, d.filing ${way} limit $6::int + $7::int) x
           order by x.since ${way}, x.filing ${way} limit $6::int offset $7::int) d
     join filings f on f.region = $1 and f.id = d.filing
     left join people p on p.region = f.region and p.id = f.person
    order by d.since ${way}, d.filing ${way}`,
  )
const oldestAtDesk = deskPageStatement('asc')
const newestAtDesk = deskPageStatement('desc')
/** One page of what waits at a desk, walked along its index from either end. */
export async function deskPage(
  db: Db,
  region: string,
  scope: DeskScope,
  chains: readonly string[],
  page: { offset: number; size: number },
  descending: boolean,
): Promise<readonly ListRow[]> {
  const read = descending ? newestAtDesk : oldestAtDesk
  return read(db as never, [
    region,
    scope.office,
    scope.purpose,
    chains as string[],
    (scope.departments as string[] | undefined) ?? null,
    page.size,
    page.offset,
  ])
}

const deskCountStatement = statement<
  { n: number; lines: number },
  [string, string, string, string[], string[] | null]
>(
  'desk-count',
  `select coalesce(sum(n), 0)::bigint as n, count(*) as lines from desk_counts
    where region = $1 and office = $2 and purpose = $3 and chain = any($4::text[])
      and ($5::uuid[] is null or department = any($5::uuid[]))`,
)
/** Lines of differences an office may gather before a reader folds them together. */
const foldAfter = 400

/** How many wait at a desk: the sum of differences, whatever the length of the queue. */
export async function countDesk(
  db: Db,
  region: string,
  scope: DeskScope,
  chains: readonly string[],
): Promise<number> {
  const rows = await deskCountStatement(db as never, [
    region,
    scope.office,
    scope.purpose,
    chains as string[],
    (scope.departments as string[] | undefined) ?? null,
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

/** A second-level admin sees its departments only; who has none sees all (GX-A:68-70). */
export function departmentOf(
  departments: readonly string[] | undefined,
  column: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return departments ? sql`and ${column} = any(${departments as string[]}::uuid[])` : sql``
}
