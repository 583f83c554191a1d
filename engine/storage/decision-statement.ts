import { type Column, type Row, rowSource, rowValues } from './row-source.ts'
import { type Statement, statement } from './statements.ts'

/** What a decision may write, list by list: each column with the type PostgreSQL is told. */
const columns = {
  item: {
    id: 'uuid',
    seen: 'int',
    seq: 'int',
    state: 'text',
    state_type: 'text',
    title: 'text',
    kind: 'text',
    year: 'int',
    subject: 'text',
    claimed: 'numeric',
    awarded: 'numeric',
    credited: 'boolean',
    stuck: 'boolean',
    since: 'timestamptz',
    submitted_at: 'timestamptz',
    decided_at: 'timestamptz',
    fold: 'json',
    entry: 'json',
    action: 'text',
    at: 'timestamptz',
    account: 'uuid',
    post_office: 'uuid',
  },
  desk: {
    filing: 'uuid',
    office: 'uuid',
    chain: 'text',
    purpose: 'text',
    since: 'timestamptz',
    department: 'uuid',
    circle: 'text',
  },
  credit: {
    id: 'text',
    person: 'uuid',
    year: 'int',
    subject: 'text',
    kind: 'text',
    chain: 'text',
    hours: 'numeric',
    claimed: 'numeric',
    filing: 'uuid',
    seq: 'int',
    at: 'timestamptz',
    title: 'text',
    same: 'jsonb',
  },
  year: {
    person: 'uuid',
    year: 'int',
    seen: 'int',
    total: 'numeric',
    subjects: 'jsonb',
    verdict: 'text',
    requirement: 'text',
    pack: 'text',
    at: 'timestamptz',
    voids: 'jsonb',
    why: 'text',
  },
  permit: { id: 'text', person: 'uuid', chain: 'text', year: 'int', kind: 'text', made_by: 'uuid' },
  used: { id: 'text', filing: 'uuid' },
  request: { account: 'text', key: 'text', asked: 'text', reply: 'json', at: 'timestamptz' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>

type ListName = keyof typeof columns
const names = Object.keys(columns) as readonly ListName[]
const columnsOf = Object.fromEntries(
  names.map((name) => [name, Object.entries(columns[name])]),
) as unknown as Readonly<Record<ListName, readonly Column[]>>
/** Rows to write, by list. A list that has none is not spoken of in the statement at all. */
export type DecisionLists = {
  readonly [Name in ListName]: readonly Readonly<Record<keyof (typeof columns)[Name], unknown>>[]
}

/**
 * The statement for lists of this shape, and its values. A plan is made ready anew each time it runs,
 * and that costs more than the few rows of one decision: so what a list without rows would do is left
 * out, and a single row comes as plain values, more of them column by column. There are as many
 * statements as there are shapes in use, a few tens; each is built and named once.
 */
export function decisionStatement(
  region: string,
  lists: DecisionLists,
): { readonly run: Statement<{ ok: boolean }, unknown[]>; readonly values: unknown[] } {
  const shape = shapeOf(lists)
  let run = known.get(shape)
  if (!run) known.set(shape, (run = statement(`write-decisions-${shape}`, textFor(lists))))
  return { run, values: [region, ...names.flatMap((name) => valuesOf(name, lists[name]))] }
}
const known = new Map<string, Statement<{ ok: boolean }, unknown[]>>()

/** None, one or many rows of each list. */
const shapeOf = (lists: DecisionLists): string =>
  names.map((name) => Math.min(lists[name].length, 2)).join('')

function valuesOf(name: ListName, rows: readonly Row[]): readonly unknown[] {
  return rows.length === 0 ? [] : rowValues(columnsOf[name], rows)
}

/** Where each list's rows come from, as a query; parameters are numbered in the order of `names`. */
function sourcesOf(lists: DecisionLists): Readonly<Record<ListName, string>> {
  let next = 2
  return Object.fromEntries(
    names.map((name) => {
      const first = next
      if (lists[name].length > 0) next += columnsOf[name].length
      return [
        name,
        lists[name].length > 0 ? rowSource(columnsOf[name], first, lists[name].length > 1) : '',
      ]
    }),
  ) as Record<ListName, string>
}

function textFor(lists: DecisionLists): string {
  const from = sourcesOf(lists)
  const has = (name: ListName) => lists[name].length > 0
  const parts = [
    // A batch of which nothing could be done has an answer all the same.
    ...(has('item')
      ? [...filingParts(from.item, lists.item.length > 1), ...deskParts(from.desk)]
      : []),
    ...(has('credit') ? [creditPart(from.credit)] : []),
    ...(has('year') ? yearParts(from.year) : []),
    ...(has('permit') ? [permitPart(from.permit)] : []),
    ...(has('used') ? [usedPart(from.used)] : []),
    ...(has('request') ? [requestPart(from.request)] : []),
  ]
  const settled = [
    'true',
    ...(has('item')
      ? ["expect_all((select count(*) from moved), (select count(*) from item), 'filing')"]
      : []),
    ...(has('year')
      ? ["expect_all((select count(*) from judged), (select count(*) from year), 'standing')"]
      : []),
    ...(has('used')
      ? ["expect_all((select count(*) from taken), (select count(*) from used), 'permit')"]
      : []),
  ]
  return `with ${parts.join(', ')}\n select ${settled.join('\n   and ')} as ok`
}

/**
 * What `moved` moved is what everything else goes by: a filing that went on meanwhile is not in it.
 *
 * PostgreSQL takes lists of rows for a hundred or so. Where there are many, a gate looks them up
 * filing by filing, in one order for everybody, and compares outside the look-up, so that it is planned
 * as few rows: else what is joined with it reads the whole of `filings` and `desks`.
 */
function filingParts(item: string, isMany: boolean): readonly string[] {
  const gate = `gate as materialized (
     select f.id from (select id, seen from item order by id) i
     cross join lateral (select id, seq from filings where region = $1 and id = i.id for update) f
      where f.seq = i.seen
   )`
  return [
    isMany ? `item as materialized (${item}), ${gate}` : `item as not materialized (${item})`,
    `moved as (
     update filings f set seq = i.seq, state = i.state, state_type = i.state_type, title = i.title,
            kind = i.kind, year = i.year, subject = i.subject, claimed = i.claimed, awarded = i.awarded,
            credited = i.credited, stuck = i.stuck, since = i.since, submitted_at = i.submitted_at,
            decided_at = i.decided_at, fold = i.fold
       from item i${isMany ? ' join gate g on g.id = i.id' : ''}
      where f.region = $1 and f.id = i.id and f.seq = i.seen
     returning f.id
   )`,
    `logged as (
     insert into entries (region, filing, seq, action, account, office, at, entry)
     select $1, i.id, i.seq, i.action, i.account, i.post_office, i.at, i.entry
       from item i join moved g on g.id = i.id
   )`,
  ]
}

/** Who held the filing and does no more, who holds it now, and what that changes in the counts. */
function deskParts(desk: string): readonly string[] {
  const gone = (unless: string) => `gone as (
     delete from desks d using moved g where d.region = $1 and d.filing = g.id${unless}
     returning d.office, d.chain, d.purpose, d.department, d.circle
   )`
  const counted = (from: string) => `counted as (
     insert into desk_counts (region, office, chain, purpose, department, circle, n)
     select $1, office, chain, purpose, department, circle, sum(n) from (${from}) as difference
      group by office, chain, purpose, department, circle having sum(n) <> 0
   )`
  if (desk === '') return [gone(''), counted('select *, -1 as n from gone')]
  return [
    `desk as materialized (select x.* from (${desk}) x join moved g on g.id = x.filing)`,
    gone(`
        and not exists (select 1 from desk x where x.filing = d.filing and x.office = d.office and x.purpose = d.purpose
                           and x.circle = d.circle)`),
    `come as (
     insert into desks (region, office, chain, purpose, since, filing, department, circle)
     select $1, office, chain, purpose, since, filing, department, circle from desk
     on conflict do nothing
     returning office, chain, purpose, department, circle
   )`,
    counted('select *, -1 as n from gone union all select *, 1 from come'),
  ]
}

const creditPart = (credit: string): string => `line as (
     insert into credits (region, id, person, year, subject, kind, chain, hours, claimed, filing, seq, at, title, same)
     select $1, x.id, x.person, x.year, x.subject, x.kind, x.chain, x.hours, x.claimed, x.filing, x.seq, x.at, x.title, x.same
       from (${credit}) x join moved g on g.id = x.filing
   )`

const yearParts = (year: string): readonly string[] => [
  `year as materialized (${year})`,
  `judged as (
     insert into standings as s (region, person, year, version, total, subjects, verdict, requirement, pack, updated_at, again)
     select $1, person, year, seen + 1, total, subjects, verdict, requirement, pack, at,
            pack <> (select r.pack from regions r where r.region = $1) from year order by person, year
     on conflict (region, person, year) do update set version = excluded.version, total = excluded.total,
       subjects = excluded.subjects, verdict = excluded.verdict, requirement = excluded.requirement,
       pack = excluded.pack, updated_at = excluded.updated_at, again = excluded.again
      where s.version = excluded.version - 1
     returning s.person
   )`,
  `ended as (
     update certificates c set state = 'void', ended_at = y.at, ended_why = y.why
       from year y
      where c.region = $1 and c.person = y.person and c.year = y.year and c.state = 'valid'
        and y.voids ? c.certificate
   )`,
]

const permitPart = (permit: string): string => `permitted as (
     insert into permits (region, id, person, chain, year, kind, made_by)
     select $1, x.id, x.person, x.chain, x.year, x.kind, x.made_by
       from (${permit}) x join moved g on g.id = x.made_by
   )`

const usedPart = (used: string): string => `used as materialized (${used}),
   taken as (
     update permits p set used_by = x.filing from used x
      where p.region = $1 and p.id = x.id and p.used_by is null
     returning p.id
   )`

const requestPart = (request: string): string => `answered as (
     insert into requests (region, account, key, asked, reply, at)
     select $1, x.account, x.key, x.asked, x.reply, x.at from (${request}) x
   )`
