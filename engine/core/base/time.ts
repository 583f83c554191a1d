declare const brand: unique symbol
/** A calendar day of the region, `2026-03-01`. Never a Date: a Date loses a day across time zones. */
export type Day = string & { readonly [brand]: 'Day' }
/** A local date and time of the region, `2026-03-01T09:30`. */
export type LocalTime = string & { readonly [brand]: 'LocalTime' }
/** A moment, ISO 8601 in UTC with milliseconds, `2026-03-01T01:30:00.000Z`. */
export type Instant = string & { readonly [brand]: 'Instant' }

const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** A real calendar day: `2026-02-30` is none. */
export function isDay(text: unknown): text is Day {
  if (typeof text !== 'string') return false
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return false
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  if (month < 1 || month > 12 || day < 1) return false
  return day <= (month === 2 && isLeap(year) ? 29 : daysInMonth[month - 1]!)
}

export function isLocalTime(text: unknown): text is LocalTime {
  if (typeof text !== 'string') return false
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/.exec(text)
  return match !== null && isDay(match[1]) && Number(match[2]) <= 23 && Number(match[3]) <= 59
}

/** Days since 1970-01-01, for differences of days. */
export function dayNumber(day: Day): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / 86_400_000
}

export const yearOf = (day: Day | LocalTime): number => Number(day.slice(0, 4))
/** `01-20` of `2026-01-20`. */
export const monthDayOf = (day: Day): string => day.slice(5, 10)

/**
 * The region's calendar at a moment. `offsetMinutes` is fixed per region (Asia/Shanghai keeps 480
 * the whole year), so no time zone table is needed in the browser.
 */
export function localTimeAt(at: Instant, offsetMinutes: number): LocalTime {
  return new Date(Date.parse(at) + offsetMinutes * 60_000).toISOString().slice(0, 16) as LocalTime
}
export const dayAt = (at: Instant, offsetMinutes: number): Day =>
  localTimeAt(at, offsetMinutes).slice(0, 10) as Day
/** The moment of a local time of the region. */
export function instantOf(local: LocalTime, offsetMinutes: number): Instant {
  return new Date(Date.parse(`${local}:00.000Z`) - offsetMinutes * 60_000).toISOString() as Instant
}
