import { type Issue, issue, yearOf } from '#core/base'
import { readTime } from './days.ts'
import { type FieldKindRules, found, type KindContext, wrong } from './kind.ts'
import { checkBounds, readNumber } from './numbers.ts'
import type { FieldDefinition } from '../definition.ts'

/** A calendar year, bounded by offsets to this year or to the year of a date field (T1). */
export const year: FieldKindRules<number> = {
  empty: null,
  factType: 'number',
  read(raw) {
    const read = readNumber(typeof raw === 'string' ? raw.replace(/年$/, '') : raw)
    if (read.value === undefined) return read
    const isYear = Number.isInteger(read.value) && read.value >= 1900 && read.value < 2200
    return isYear ? found(read.value) : wrong(issue('wrong-type', [], { expected: 'year' }))
  },
  check(value, field, context) {
    const issues: Issue[] = checkBounds(value, field)
    const span = yearSpan(field, context)
    if (span && (value < span.from || value > span.to)) {
      issues.push(issue('year-out-of-range', [], { ...span, value }))
    }
    return issues
  },
  show: (value) => String(value),
}

/** The years a field offers now; undefined while the date they hang on is not given. */
export function yearSpan(
  field: FieldDefinition,
  context: Pick<KindContext, 'today' | 'raw'>,
): { readonly from: number; readonly to: number } | undefined {
  if (!field.years) return undefined
  const { from, to, of = 'today' } = field.years
  const raw = of === 'today' ? context.today : context.raw[of]
  const last = Array.isArray(raw) ? (raw[1] ?? raw[0]) : raw
  const day = readTime(last).value
  return day && { from: yearOf(day) + from, to: yearOf(day) + to }
}
