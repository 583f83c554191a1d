import { issue } from '#core/base'
import type { FieldKindRules } from './kind.ts'
import { checkBounds, isMultiple, readNumber } from './numbers.ts'

export const number: FieldKindRules<number> = {
  empty: null,
  factType: 'number',
  read: readNumber,
  check(value, field) {
    const step = field.step
    const isOff = step !== undefined && !isMultiple(value, step)
    return [
      ...checkBounds(value, field),
      ...(isOff ? [issue('not-a-step', [], { step, value })] : []),
    ]
  },
  show: (value, field) => (field.unit ? `${value} ${field.unit}` : String(value)),
}
