import { type RawBuilder, sql } from 'kysely'
import type { Db } from './db.ts'
import { countDesk, departmentOf, deskPage, isFor } from './desk-lists.ts'
import type { ListFilter, ListOrder, ListRow, ListScope } from './list-definition.ts'

const newestFirst: ListOrder = { by: 'since', descending: true }
const orderColumn: Readonly<Record<ListOrder['by'], RawBuilder<unknown>>> = {
  since: sql`f.since`,
  submitted: sql`f.submitted_at`,
  decided: sql`f.decided_at`,
  year: sql`f.year`,
  claimed: sql`f.claimed`,
  awarded: sql`f.awarded`,
}

/** One page of a list in this order, with the count of all pages. A desk knows only since when it holds what. */
export async function listFilings(
  db: Db,
  region: string,
  scope: ListScope,
  filter: ListFilter,
  page: { readonly page: number; readonly size: number },
  order: ListOrder = newestFirst,
): Promise<{ readonly rows: readonly ListRow[]; readonly total: number }> {
  const offset = (page.page - 1) * page.size
  if (scope.of === 'desk' && isPlain(filter)) {
    const [rows, total] = await Promise.all([
      deskPage(db, region, scope, filter.chains, { offset, size: page.size }, order.descending),
      countDesk(db, region, scope, filter.chains),
    ])
    return { rows, total }
  }
  const where = conditionsOf(region, scope, filter)
  const way = order.descending ? sql`desc` : sql`asc`
  const by = sql`${orderColumn[order.by]} ${way} nulls last, f.id ${way}`
  const [rows, count] = await Promise.all([
    sql<ListRow>`select ${columns} from filings f left join people p on p.region = f.region and p.id = f.person
      where ${where} order by ${by} limit ${page.size} offset ${offset}`.execute(db),
    sql<{
      n: number
    }>`select count(*) as n from filings f left join people p on p.region = f.region and p.id = f.person
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
    filter.takenAway ? takenAway : sql`f.state_type <> 'deleted'`,
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
    all.push(
      sql`exists (select 1 from offices o where o.region = f.region and o.id = coalesce(f.office, p.office) and o.name like ${likeOf(filter.unitName)})`,
    )
  if (filter.personName) all.push(sql`p.name like ${likeOf(filter.personName)}`)
  if (filter.idNumber) all.push(sql`p.id_number like ${likeOf(filter.idNumber)}`)
  for (const it of filter.fields ?? [])
    all.push(sql`f.fold -> 'data' ->> ${it.field} like ${likeOf(it.has)}`)
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

/** In SQL what the core says of it. */
const takenAway = sql`(f.state_type <> 'deleted'
  or (f.submitted_at is not null and f.fold #>> '{last,by,kind}' = 'post'))`

function scopeOf(scope: ListScope): RawBuilder<unknown> {
  switch (scope.of) {
    case 'person':
      return sql`(f.person = ${scope.person} or (f.filer_account = ${scope.account} and f.filer_office is null))
        and not (f.filer_office is not null and f.state_type = 'draft')`
    case 'filer-office':
      return sql`f.filer_office = ${scope.office} ${departmentOf(scope.departments, sql`p.department`)}`
    case 'desk':
      return sql`exists (select 1 from desks d where d.region = f.region and d.filing = f.id and d.office = ${scope.office}
        and d.purpose = ${scope.purpose} and ${isFor(scope, 'd')})`
    case 'results':
      return sql`(f.state_type <> 'draft' ${scope.drafts ? sql`or f.filer_office = ${scope.office}` : sql``}) and ((p.office = any(${scope.offices as string[]}::uuid[])
          ${departmentOf(scope.departments, sql`p.department`)})
        or exists (select 1 from entries e where e.region = f.region and e.filing = f.id and e.office = ${scope.office})
           ${departmentOf(scope.departments, sql`p.department`)})`
    case 'stuck':
      return sql`f.stuck and ${isToRescue(scope)}`
    default: {
      const never: never = scope
      throw new Error(`No such list scope: ${JSON.stringify(never)}`)
    }
  }
}

/** In SQL what the core says of rescuers: whom or what it is about, else where it was filed; and where it lies. */
function isToRescue(scope: Extract<ListScope, { of: 'stuck' }>): RawBuilder<boolean> {
  const { lost, unitFields, departments } = scope
  const whens = Object.entries(unitFields).map(
    ([chain, field]) => sql`when f.chain = ${chain} then f.fold -> 'data' ->> ${field}`,
  )
  const asked = whens.length > 0 ? sql`case ${sql.join(whens, sql` `)} end` : sql`null`
  const own = sql`coalesce(case when p.state = 'open' then p.office::text else ${asked} end,
    f.office::text, ${asked}, f.filer_office::text)`
  const lies = (where: RawBuilder<unknown>) =>
    sql`exists (select 1 from json_array_elements(f.fold -> 'desks') d where ${where})`
  const here = sql`any(${scope.offices as string[]}::text[])`
  const reached = sql`(${own} = ${here} ${departmentOf(departments, sql`p.department`)})
    or ${lies(sql`d ->> 'office' = ${here} ${departmentOf(departments, sql`(d ->> 'department')::uuid`)}`)}`
  if (!lost) return sql<boolean>`(${reached})`
  const nobodys = sql`any(${lost as string[]}::text[])`
  return sql<boolean>`(${reached} or (coalesce(${own} = ${nobodys}, true)
    and not ${lies(sql`not d ->> 'office' = ${nobodys}`)}))`
}

const likeOf = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`
