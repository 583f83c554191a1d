import type { PageView, PersonRow } from '#core/api'
import { dayAt, issue, maskText, yearOf } from '#core/base'
import type { ListDefinition } from '#core/pack'
import { type PersonRecord, searchPeople } from '#storage/people'
import { findStandings } from '#storage/standings'
import type { Context } from '../context.ts'
import { menuItems } from '../filings/lists.ts'
import { Refused } from '../refusal.ts'
import { judgeStanding } from '../standings/judge.ts'
import type { Viewer } from '../viewer.ts'
import { sharedCell, type StandingRow } from './cells.ts'
import { peopleFilter, type Typed, yearTyped } from './filters.ts'
import { maySeeYears, needsOneOf, personMeant, reachFor } from './reach.ts'

export interface PeopleQuery {
  readonly query?: string | undefined
  readonly list?: string | undefined
  readonly chain?: string | undefined
  readonly year?: number | undefined
  /** By `f.<source>`, as the list's filters name them. */
  readonly filters?: Typed
  readonly page: number
  readonly size: number
}

/** One person in reach whose years or filings the post may look at, with the columns of a list. */
export async function readPerson(
  ctx: Context,
  viewer: Viewer,
  id: string,
  list: string | undefined,
): Promise<PersonRow> {
  const person = await personMeant(ctx, viewer, id, maySeeYears)
  const named = list === undefined ? undefined : listNamed(viewer, list)
  const year = yearOf(dayAt(ctx.clock(), viewer.pack.offsetMinutes))
  return rowOf(viewer, person, named, { year, standing: undefined })
}

/** People in reach, a page at a time, with the columns of one of the region's lists and its masks. */
export async function listPeople(
  ctx: Context,
  viewer: Viewer,
  given: PeopleQuery,
): Promise<PageView<PersonRow>> {
  needsOneOf(viewer, ['see-people', 'declare', 'transfer', 'print-certificates'])
  const list = given.list === undefined ? undefined : listNamed(viewer, given.list)
  const { offices, departments } = reachFor(viewer, given.chain)
  const typed = given.filters ?? {}
  const thisYear = yearOf(dayAt(ctx.clock(), viewer.pack.offsetMinutes))
  const year = given.year ?? yearTyped(list, typed) ?? thisYear
  const { rows, total } = await searchPeople(ctx.db, viewer.region, {
    ...peopleFilter(viewer, list, typed, { offices, year }),
    departments,
    query: given.query?.trim() || undefined,
    page: given.page,
    size: given.size,
  })
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

/** A list is reached by a menu of the viewer's: what another role's shows is not theirs to see. */
function listNamed(viewer: Viewer, id: string): ListDefinition {
  const isOnMenu = menuItems(viewer).some((it) => it.list === id)
  const list = viewer.pack.portal.lists.find((it) => it.id === id && it.of !== 'filings')
  if (!list || !isOnMenu) throw new Refused(issue('not-found', ['list']))
  return list
}

function rowOf(
  viewer: Viewer,
  person: PersonRecord,
  list: ListDefinition | undefined,
  of: { readonly year: number; readonly standing: StandingRow | undefined },
): PersonRow {
  const unit = person.office === undefined ? undefined : viewer.org.office(person.office)
  const department = unit?.departments.find((it) => it.id === person.department)
  const cells = (list?.columns ?? []).map(
    (it) => [it.of, sharedCell(viewer, { person, unit, ...of }, it.of, it.mask) ?? ''] as const,
  )
  return {
    id: person.id,
    name: person.name,
    idNumber: maskText('id-number', person.idNumber),
    unit: unit?.name ?? '',
    ...(department && { department: department.name }),
    cells: Object.fromEntries(cells),
  }
}
