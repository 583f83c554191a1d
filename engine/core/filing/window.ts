import { type Day, issue, type Issue, monthDayOf, yearOf } from '#core/base'
import type { ChainDefinition } from '#core/workflow'

type Window = NonNullable<ChainDefinition['window']>

/** The year it takes on this day; else that it is closed, and when it opens next and for which year. */
export function windowOn(window: Window, day: Day): number | Issue {
  const { from, to, says } = window
  const now = monthDayOf(day)
  const isOpen = from <= to ? from <= now && now <= to : now >= from || now <= to
  if (isOpen) return yearOfWindow(window, yearOf(day) + (from > to && now >= from ? 1 : 0))
  const opens = yearOf(day) + (now < from ? 0 : 1)
  const closes = opens + (from > to ? 1 : 0)
  const next = { opens: `${opens}-${from}`, closes: `${closes}-${to}` }
  return issue('window-closed', [], { from, to, says, ...next, year: yearOfWindow(window, closes) })
}

/** One that runs over New Year is of the year it closes in. */
const yearOfWindow = ({ counts }: Window, closes: number) =>
  closes - (counts === 'previous-year' ? 1 : 0)
