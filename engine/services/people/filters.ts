import type { OfficeId } from '#core/base'
import { isOneOf, type ListDefinition, type PeopleFilter, peopleFilters } from '#core/pack'
import type { PeopleFilterValues } from '#storage/people'
import { judgeStanding } from '../standings/judge.ts'
import type { Viewer } from '../viewer.ts'

/** What was typed into the filters of a list, by their sources. */
export type Typed = Readonly<Record<string, string | undefined>>
type Found = { -readonly [K in keyof PeopleFilterValues]: PeopleFilterValues[K] }
type Take = (found: Found, value: string, viewer: Viewer, year: number) => void

const takes: Readonly<Record<PeopleFilter, Take>> = {
  'person.name': (found, value) => {
    found.name = value
  },
  'person.id-number': (found, value) => {
    found.idNumber = value.toUpperCase()
  },
  'unit.name': (found, value, viewer) => {
    const isMeant = (it: OfficeId) => viewer.org.office(it)?.name.includes(value) === true
    found.offices = found.offices.filter((it) => isMeant(it as OfficeId))
  },
  // The year is the list's own: every row is a person in one year.
  'standing.year': () => {},
  'standing.verdict': (found, verdict, { pack, org }, year) => {
    const otherwise = judgeStanding(pack, undefined, org, year, []).verdict
    found.standing = { year, verdict, otherwise }
  },
}

/** The filters a list has, filled; what the browser sends for any other name is nothing. */
export function peopleFilter(
  viewer: Viewer,
  list: ListDefinition | undefined,
  typed: Typed,
  within: { readonly offices: readonly string[]; readonly year: number },
): PeopleFilterValues {
  const found: Found = { offices: within.offices }
  for (const { of } of list?.filters ?? []) {
    const value = typed[`f.${of}`]?.trim()
    if (!value) continue
    if (isOneOf(peopleFilters, of)) takes[of](found, value, viewer, within.year)
    else if (of.startsWith('person.'))
      found.attributes = [...(found.attributes ?? []), attributeIs(viewer, of.slice(7), value)]
  }
  return found
}

/** One of a choice is meant as it is; a text is found in the attribute. */
function attributeIs(
  viewer: Viewer,
  id: string,
  value: string,
): NonNullable<PeopleFilterValues['attributes']>[number] {
  const definition = viewer.pack.org.person.attributes.find((it) => it.id === id)
  const isWhole = definition?.options !== undefined || (definition?.type ?? 'text') !== 'text'
  return { id, value, isWhole }
}

/** The year asked of a list that shows years; of a range, its last. */
export function yearTyped(list: ListDefinition | undefined, typed: Typed): number | undefined {
  const shown = [...(list?.filters ?? []), ...(list?.columns ?? [])]
  if (!shown.some((it) => it.of.startsWith('standing.'))) return undefined
  const years = (typed['f.standing.year'] ?? '').split('..').filter((it) => /^\d{4}$/.test(it))
  return years.length > 0 ? Number(years.at(-1)) : undefined
}
