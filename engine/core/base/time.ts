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
  return typeof text === 'string' && text.length === 10 && isDayAt(text)
}

export function isLocalTime(text: unknown): text is LocalTime {
  if (typeof text !== 'string' || text.length !== 16 || !isDayAt(text)) return false
  if (text[10] !== 'T' || text[13] !== ':') return false
  const [hour, minute] = [digits(text, 11, 2), digits(text, 14, 2)]
  return hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59
}

/** Read digit by digit: times are checked wherever a form is, and this costs a fifth of a pattern. */
function isDayAt(text: string): boolean {
  if (text[4] !== '-' || text[7] !== '-') return false
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2)]
  if (year < 0 || month < 1 || month > 12 || day < 1) return false
  return day <= (month === 2 && isLeap(year) ? 29 : daysInMonth[month - 1]!)
}

/** −1 where a character is no digit. */
function digits(text: string, from: number, count: number): number {
  let value = 0
  for (let at = from; at < from + count; at += 1) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

/** Days since 1970-01-01, for differences of days. */
export function dayNumber(day: Day): number {
  return (
    Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) /
    86_400_000
  )
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

/** A day or a local time as it is said in a sentence, 2027年1月1日 or 2027年1月1日09:30; any other text as it is. */
export function spoken(text: string): string {
  if (!isDay(text) && !isLocalTime(text)) return text
  const day = `${text.slice(0, 4)}年${Number(text.slice(5, 7))}月${Number(text.slice(8, 10))}日`
  return `${day}${text.slice(11)}`
}
