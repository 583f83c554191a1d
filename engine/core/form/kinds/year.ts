import { type Issue, issue, yearOf } from '#core/base'
import { fieldsFor, kindIn } from '../fields.ts'
import { readTime } from './days.ts'
import { type FieldKindRules, found, type KindContext, wrong } from './kind.ts'
import { checkBounds, readNumber } from './numbers.ts'
import type { FieldDefinition, YearsRange } from '../definition.ts'

/** A calendar year, bounded by offsets to this year, to the year of a date field, or to both (T1). */
export const year: FieldKindRules<number> = {
  asked: 'choose',
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
    const broken = rangesOf(field, context).find((it) => value < it.from || value > it.to)
    if (!broken) return issues
    const { of, date, from, to } = broken
    const range = { from, to, value }
    return [
      ...issues,
      of === 'today'
        ? issue('year-out-of-range', [], range)
        : issue('year-not-of-date', [], { of: labelOf(of, context), date, ...range }),
    ]
  },
  show: (value) => String(value),
}

type Given = Pick<KindContext, 'today' | 'raw'>

/** The years a field offers now; undefined while no date they hang on is given; none where `from` is after `to`. */
export function yearSpan(
  field: FieldDefinition,
  context: Given,
): { readonly from: number; readonly to: number } | undefined {
  const ranges = rangesOf(field, context)
  if (ranges.length === 0) return undefined
  return {
    from: Math.max(...ranges.map((it) => it.from)),
    to: Math.min(...ranges.map((it) => it.to)),
  }
}

/** What each rule lets through now, by what it hangs on; one whose date is not given says nothing. */
function rangesOf({ years = [] }: FieldDefinition, { today, raw }: Given) {
  const all = Array.isArray(years) ? (years as readonly YearsRange[]) : [years as YearsRange]
  return all.flatMap(({ from, to, of = 'today' }) => {
    const given = of === 'today' ? today : raw[of]
    const last: unknown = Array.isArray(given) ? given[1] || given[0] : given
    const day = readTime(last).value
    if (!day) return []
    const date = yearOf(day)
    return [{ of, date, from: date + from, to: date + to }]
  })
}

const labelOf = (field: string, { form, raw, kind }: KindContext): string =>
  fieldsFor(form, kindIn(form, raw) ?? kind).find((it) => it.id === field)?.label ?? field
