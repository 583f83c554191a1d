import type { PageView, PersonRow } from '#core/api'
import { dayAt, issue, maskText, yearOf } from '#core/base'
import type { AttributeDefinition, Office } from '#core/org'
import type { ListDefinition } from '#core/pack'
import { type PersonRecord, searchPeople } from '#storage/people'
import { findStandings } from '#storage/standings'
import type { Context } from '../context.ts'
import { Refused } from '../refusal.ts'
import { judgeStanding } from '../standings/judge.ts'
import type { Viewer } from '../viewer.ts'
import { needsOneOf, reachOf } from './reach.ts'

export interface PeopleQuery {
  readonly query?: string | undefined
  readonly list?: string | undefined
  readonly year?: number | undefined
  readonly page: number
  readonly size: number
}

/** People in reach, a page at a time, with the columns of one of the region's lists and its masks. */
export async function listPeople(
  ctx: Context,
  viewer: Viewer,
  given: PeopleQuery,
): Promise<PageView<PersonRow>> {
  needsOneOf(viewer, ['see-people', 'declare', 'transfer', 'print-certificates'])
  const list = given.list === undefined ? undefined : listNamed(viewer, given.list)
  const { offices, departments } = reachOf(viewer)
  const { rows, total } = await searchPeople(ctx.db, viewer.region, {
    offices,
    departments,
    query: given.query?.trim() || undefined,
    page: given.page,
    size: given.size,
  })
  const year = given.year ?? yearOf(dayAt(ctx.clock(), viewer.pack.offsetMinutes))
  const asksStandings = list?.columns.some((it) => it.of.startsWith('standing.')) === true
  const standings = asksStandings
    ? await findStandings(
        ctx.db,
        viewer.region,
        rows.map((it) => it.id),
        year,
      )
    : new Map<string, StandingRow>()
  // Nothing is stored of who has nothing booked; asked of them is the same.
  const standingOf = (it: PersonRecord): StandingRow | undefined =>
    asksStandings
      ? (standings.get(it.id) ?? judgeStanding(viewer.pack, it, viewer.org, year, []))
      : undefined
  return {
    rows: rows.map((it) => rowOf(viewer, it, list, { year, standing: standingOf(it) })),
    total,
    page: given.page,
    size: given.size,
  }
}

interface StandingRow {
  readonly total: number
  readonly subjects: Readonly<Record<string, number>>
  readonly verdict: string
}
interface OfYear {
  readonly year: number
  readonly standing: StandingRow | undefined
}

function listNamed(viewer: Viewer, id: string): ListDefinition {
  const list = viewer.pack.portal.lists.find((it) => it.id === id && it.of !== 'filings')
  if (!list) throw new Refused(issue('not-found', ['list']))
  return list
}

function rowOf(
  viewer: Viewer,
  person: PersonRecord,
  list: ListDefinition | undefined,
  of: OfYear,
): PersonRow {
  const unit = person.office === undefined ? undefined : viewer.org.office(person.office)
  const department = unit?.departments.find((it) => it.id === person.department)
  const cells = (list?.columns ?? []).map(({ of: source, mask }) => {
    const { text, attribute } = cellOf(viewer, person, unit, source, of)
    const by = mask ?? attribute?.mask ?? (source === 'person.id-number' ? 'id-number' : undefined)
    return [source, by && text !== '' ? maskText(by, text) : text] as const
  })
  return {
    id: person.id,
    name: person.name,
    idNumber: maskText('id-number', person.idNumber),
    unit: unit?.name ?? '',
    ...(department && { department: department.name }),
    cells: Object.fromEntries(cells),
  }
}

interface Cell {
  readonly text: string
  readonly attribute?: AttributeDefinition | undefined
}

function cellOf(
  viewer: Viewer,
  person: PersonRecord,
  unit: Office | undefined,
  source: string,
  of: OfYear,
): Cell {
  const dot = source.indexOf('.')
  const [owner, name] = [source.slice(0, dot), source.slice(dot + 1)]
  if (owner === 'standing') return { text: standingText(viewer, name, of) }
  if (owner === 'person') {
    if (name === 'name') return { text: person.name }
    if (name === 'id-number') return { text: person.idNumber }
    if (name === 'department')
      return { text: unit?.departments.find((it) => it.id === person.department)?.name ?? '' }
    return attributeText(viewer.pack.org.person.attributes, person.attributes, name)
  }
  if (owner !== 'unit' || !unit) return { text: '' }
  if (name === 'name' || name === 'code') return { text: unit[name] ?? '' }
  const type = viewer.pack.org['office-types'].find((it) => it.id === unit.type)
  return name === 'type'
    ? { text: type?.title ?? '' }
    : attributeText(type?.attributes ?? [], unit.attributes, name)
}

function standingText(viewer: Viewer, name: string, { year, standing }: OfYear): string {
  if (name === 'year') return String(year)
  const { verdicts } = viewer.pack.hours
  if (name === 'verdict')
    return verdicts[(standing?.verdict ?? 'none') as keyof typeof verdicts] ?? ''
  return String((name === 'total' ? standing?.total : standing?.subjects[name]) ?? 0)
}

/** An attribute as people read it: the title of a choice, 是 or 否. */
function attributeText(
  known: readonly AttributeDefinition[],
  values: PersonRecord['attributes'],
  id: string,
): Cell {
  const attribute = known.find((it) => it.id === id)
  const value = values[id]
  if (value === undefined) return { text: '', attribute }
  if (typeof value === 'boolean') return { text: value ? '是' : '否', attribute }
  const option = attribute?.options?.find((it) => it.id === value)
  return { text: option?.title ?? String(value), attribute }
}
