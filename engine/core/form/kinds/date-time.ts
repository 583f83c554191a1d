import { issue, type LocalTime } from '#core/base'
import { asDay, checkDays, checkOrder, readTime, showTime } from './days.ts'
import type { FieldKindRules } from './kind.ts'

export const dateTime: FieldKindRules<LocalTime> = {
  empty: null,
  factType: 'day',
  read: readTime,
  check(value, field, context) {
    const other = field['not-before']
    const isReversed = other !== undefined && !checkOrder(value, context.raw[other])
    return [
      ...checkDays(value, field, context),
      ...(isReversed ? [issue('end-before-start', [], { start: other })] : []),
    ]
  },
  show: showTime,
  fact: asDay,
}
