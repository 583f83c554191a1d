import { type Day, issue } from '#core/base'
import { checkDays, checkOrder, readDay } from './days.ts'
import type { FieldKindRules } from './kind.ts'

export const date: FieldKindRules<Day> = {
  empty: null,
  factType: 'day',
  read: readDay,
  check(value, field, context) {
    const other = field['not-before']
    const isReversed = other !== undefined && !checkOrder(value, context.raw[other])
    return [
      ...checkDays(value, field, context),
      ...(isReversed ? [issue('end-before-start', [], { start: other })] : []),
    ]
  },
  show: (value) => value,
}
