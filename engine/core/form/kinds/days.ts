import { type Day, type Issue, isDay, isLocalTime, issue, type LocalTime } from '#core/base'
import type { FieldDefinition } from '../definition.ts'
import { type FormContext, found, isNothing, nothing, type Read, wrong } from './kind.ts'

/** `2026-3-1`, `2026/03/01`, `2026.3.1`, `2026年3月1日`: as tables and people write days. */
const written = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?$/
const writtenTime = /^(.{8,11}?)[T ]+(\d{1,2}):(\d{2})(?::\d{2}(?:\.0+)?)?$/

export function readDay(raw: unknown): Read<Day> {
  if (isNothing(raw)) return nothing
  const day = typeof raw === 'string' ? toDay(raw.slice(0, 40).normalize('NFKC').trim()) : undefined
  return day ? found(day) : wrong(issue('not-a-day', [], { value: shown(raw) }))
}

/** A day alone means its first minute. */
export function readTime(raw: unknown): Read<LocalTime> {
  if (isNothing(raw)) return nothing
  const time =
    typeof raw === 'string' ? toTime(raw.slice(0, 40).normalize('NFKC').trim()) : undefined
  return time ? found(time) : wrong(issue('not-a-time', [], { value: shown(raw) }))
}

function toDay(text: string): Day | undefined {
  const parts = written.exec(text)
  const day = parts ? `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}` : ''
  return isDay(day) && day >= '1900' && day < '2200' ? day : undefined
}
function toTime(text: string): LocalTime | undefined {
  const parts = writtenTime.exec(text)
  const day = toDay(parts ? parts[1]!.trim() : text)
  if (!day) return undefined
  const time = parts ? `${day}T${parts[2]!.padStart(2, '0')}:${parts[3]}` : `${day}T00:00`
  return isLocalTime(time) ? time : undefined
}
const shown = (raw: unknown): string => (typeof raw === 'string' ? raw.slice(0, 40) : typeof raw)

export const asDay = (value: string): Day => value.slice(0, 10) as Day

/** `earliest` and `latest` of a field against a day or a time; bounds are days, both included. */
export function checkDays(value: string, field: FieldDefinition, context: FormContext): Issue[] {
  const issues: Issue[] = []
  const earliest = bound(field.earliest, context)
  const latest = bound(field.latest, context)
  if (earliest && asDay(value) < earliest) issues.push(issue('too-early', [], { earliest }))
  if (latest && asDay(value) > latest) issues.push(issue('too-late', [], { latest }))
  return issues
}
function bound(text: string | undefined, context: FormContext): Day | undefined {
  if (text === undefined) return undefined
  if (text === 'today') return context.today
  if (isDay(text)) return text
  throw new Error(`"${text}" is no day a field can be bounded by; the pack check lets none through`)
}

/** Not before another field of the form. A day and a time are compared as days. */
export function checkOrder(value: string, other: unknown): boolean {
  const start = readTime(Array.isArray(other) ? other[0] : other).value
  if (!start) return true
  const asDays = value.length === 10 || (typeof other === 'string' && other.trim().length <= 10)
  return asDays ? asDay(value) >= asDay(start) : value >= start
}

export const showTime = (value: string): string => value.replace('T', ' ')
