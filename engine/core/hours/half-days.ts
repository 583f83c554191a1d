import { type Day, dayNumber, isDay, isLocalTime } from '#core/base'

/** Calendar half-days since 1970-01-01: 00–12 and 12–24 o'clock. */
interface Span {
  readonly first: number
  /** Not included. */
  readonly end: number
}

/**
 * Half-days begun between two times, the end not included: 05-07T00:00 to 05-09T00:00 are four,
 * 08:00 to 12:00 is one (GX-B:127-130). Undefined when the end is not after the start.
 */
export function elapsedHalfDays(
  from: string,
  to: string,
  skipWeekends = false,
): number | undefined {
  const [start, end] = [minutesOf(from), minutesOf(to)]
  if (start === undefined || end === undefined || end <= start) return undefined
  return count({ first: Math.floor(start / 720), end: Math.ceil(end / 720) }, skipWeekends)
}

/** Both days counted whole: 7–9 May are six half-days. Undefined when reversed. */
export function inclusiveHalfDays(
  from: string,
  to: string,
  skipWeekends = false,
): number | undefined {
  const [start, end] = [dayOf(from), dayOf(to)]
  if (start === undefined || end === undefined || end < start) return undefined
  return count({ first: start * 2, end: end * 2 + 2 }, skipWeekends)
}

function count({ first, end }: Span, skipWeekends: boolean): number {
  return skipWeekends ? workingBefore(end) - workingBefore(first) : end - first
}

/** Half-days of Monday to Friday before a half-day; 1970-01-01 was a Thursday, 1969-12-29 a Monday. */
function workingBefore(halfDay: number): number {
  const sinceMonday = halfDay + 6
  const weeks = Math.floor(sinceMonday / 14)
  return weeks * 10 + Math.min(sinceMonday - weeks * 14, 10)
}

function dayOf(text: string): number | undefined {
  const day = text.slice(0, 10)
  return isDay(day) ? dayNumber(day) : undefined
}
function minutesOf(text: string): number | undefined {
  if (isDay(text)) return dayNumber(text) * 1440
  if (!isLocalTime(text)) return undefined
  const minutes = Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16))
  return dayNumber(text.slice(0, 10) as Day) * 1440 + minutes
}
