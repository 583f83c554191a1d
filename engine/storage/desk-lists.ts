import { type RawBuilder, sql } from 'kysely'
import type { Db } from './db.ts'
import type { DeskScope, ListRow } from './list-definition.ts'
import { statement } from './statements.ts'

/** Region, office, purpose, the post's role and its chains: what says which desk. */
type Desk = [string, string, string, string, string[]]
const deskOf = (region: string, scope: DeskScope, chains: readonly string[]): Desk => [
  region,
  scope.office,
  scope.purpose,
  scope.role,
  chains as string[],
]
/** A post of departments has a statement of its own, which is told them last. */
const narrowed = ({ departments }: DeskScope) => (departments ? [departments as string[]] : [])

/** Circles of the office's posts this one belongs to (see `circleOf`), of those something lies there for. */
const circles = `(select distinct n.circle from desk_counts n
   where n.region = $1 and n.office = $2 and n.purpose = $3
     and (n.circle in ('', '*') or $4::text = any(string_to_array(n.circle, ' '))))`
/** Departments narrow what a post sees, except at desks where they do not matter. */
const wide = (row: string) => `${row}.circle like '*%'`

/** One page, walked along the index from either end; a post of a department walks its own index. */
function deskPageStatement(way: 'asc' | 'desc', narrow: boolean) {
  const walk = (and: string) => `(select d.since, d.filing from desks d
       where d.region = $1 and d.office = $2 and d.purpose = $3 and d.chain = c.chain
         and d.circle = k.circle${and}
       order by d.since ${way}, d.filing ${way} limit $6::int + $7::int)`
  const found = narrow
    ? `(${walk(` and not ${wide('k')} and d.department = any($8::uuid[])`)}
        union all ${walk(` and ${wide('k')}`)})`
    : walk('')
  return statement<ListRow, unknown[]>(
    `desk-page-${way}${narrow ? '-narrow' : ''}`,
    `select f.id, f.fold, p.name as "personName", p.id_number as "idNumber", p.office as "personOffice",
          p.department as "personDepartment", p.attributes as "personAttributes"
     from (select x.since, x.filing from unnest($5::text[]) as c(chain)
           cross join ${circles} as k
           cross join lateral ${found} as x
           order by x.since ${way}, x.filing ${way} limit $6::int offset $7::int) d
     join filings f on f.region = $1 and f.id = d.filing
     left join people p on p.region = f.region and p.id = f.person
    order by d.since ${way}, d.filing ${way}`,
  )
}
const pages = {
  asc: { whole: deskPageStatement('asc', false), narrow: deskPageStatement('asc', true) },
  desc: { whole: deskPageStatement('desc', false), narrow: deskPageStatement('desc', true) },
}
/** One page of what waits at a desk. */
export async function deskPage(
  db: Db,
  region: string,
  scope: DeskScope,
  chains: readonly string[],
  page: { offset: number; size: number },
  descending: boolean,
): Promise<readonly ListRow[]> {
  const read = pages[descending ? 'desc' : 'asc'][scope.departments ? 'narrow' : 'whole']
  return read(db as never, [
    ...deskOf(region, scope, chains),
    page.size,
    page.offset,
    ...narrowed(scope),
  ])
}

const deskCountStatement = (narrow: boolean) =>
  statement<{ n: number; lines: number }, unknown[]>(
    `desk-count${narrow ? '-narrow' : ''}`,
    `select coalesce(sum(n), 0)::bigint as n, count(*) as lines from desk_counts d
    where region = $1 and office = $2 and purpose = $3 and chain = any($5::text[])
      and circle in ${circles}${narrow ? ` and (department = any($6::uuid[]) or ${wide('d')})` : ''}`,
  )
const counts = { whole: deskCountStatement(false), narrow: deskCountStatement(true) }
/** Lines of differences an office may gather before a reader folds them together. */
const foldAfter = 400

/** How many wait at a desk: the sum of differences, whatever the length of the queue. */
export async function countDesk(
  db: Db,
  region: string,
  scope: DeskScope,
  chains: readonly string[],
): Promise<number> {
  const read = counts[scope.departments ? 'narrow' : 'whole']
  const rows = await read(db as never, [...deskOf(region, scope, chains), ...narrowed(scope)])
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
              and d.chain = c.chain and ${isFor(scope, 'd')} order by d.since limit 1) as oldest
      from desk_counts c where c.region = ${region} and c.office = ${scope.office} and c.purpose = ${scope.purpose}
        and ${isFor(scope, 'c')}
     group by c.chain having sum(c.n) > 0 order by c.chain`.execute(db)
  return rows
}

/** Whether a desk, by the name its row has in the statement, is for this post. */
export function isFor(scope: DeskScope, row: 'c' | 'd'): RawBuilder<boolean> {
  const circle = row === 'c' ? sql`c.circle` : sql`d.circle`
  const mine = sql<boolean>`(${circle} in ('', '*') or ${scope.role} = any(string_to_array(${circle}, ' ')))`
  if (!scope.departments) return mine
  const department = row === 'c' ? sql`c.department` : sql`d.department`
  return sql<boolean>`(${mine} and (${circle} like '*%' or ${department} = any(${scope.departments as string[]}::uuid[])))`
}

const foldStatement = statement<never, [string, string]>(
  'fold-desk-counts',
  `with mine as (
     select id from desk_counts where region = $1 and office = $2 for update skip locked
   ), gone as (
     delete from desk_counts c using mine m where c.id = m.id
     returning c.chain, c.purpose, c.department, c.circle, c.n
   ) insert into desk_counts (region, office, chain, purpose, department, circle, n)
     select $1, $2, chain, purpose, department, circle, sum(n) from gone
      group by chain, purpose, department, circle having sum(n) <> 0`,
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
