import { issue } from '#core/base'
import { Refused } from '#services/refusal'

const usual = 20
const most = 100

/** Page and size of a query; whatever is no number is the usual one. */
export function pagingOf(query: { readonly page?: string; readonly size?: string }): {
  page: number
  size: number
} {
  return { page: within(query.page, 1, 100_000, 1), size: within(query.size, 1, most, usual) }
}

/** The same as a query has them. */
export function pageTexts(query: { readonly page?: string; readonly size?: string }): {
  page: string
  size: string
} {
  const { page, size } = pagingOf(query)
  return { page: String(page), size: String(size) }
}

function within(text: string | undefined, least: number, top: number, otherwise: number): number {
  const number = Number(text)
  return text === undefined || !Number.isInteger(number)
    ? otherwise
    : Math.min(Math.max(number, least), top)
}

/** A year of a query; undefined when none is asked for. */
export function yearIn(text: string | undefined): number | undefined {
  return text === undefined || text === '' ? undefined : aYear(Number(text))
}

/** A year such as people live in: what lies far outside no calendar and no column of ours holds. */
export function aYear(year: number): number {
  if (!Number.isInteger(year) || year < 1900 || year > 9999)
    throw new Refused(issue('bad-request', ['year'], { detail: String(year) }))
  return year
}
