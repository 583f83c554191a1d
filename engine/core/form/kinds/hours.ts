import { issue } from '#core/base'
import type { FieldKindRules } from './kind.ts'
import { checkBounds, isMultiple, readNumber } from './numbers.ts'

/** A year has 8784 hours: nobody learns longer. */
const most = 8784

/** Hours (学时): never negative, a multiple of what the region lets people enter. */
export const hours: FieldKindRules<number> = {
  empty: null,
  factType: 'number',
  read: readNumber,
  check(value, field, context) {
    const step = field.step ?? context.hoursStep
    const isOff = !isMultiple(value, step) || !isMultiple(value, context.hoursStep)
    return [
      ...checkBounds(value, { ...field, max: field.max ?? most }, 0),
      ...(isOff ? [issue('not-a-step', [], { step, value })] : []),
    ]
  },
  show: (value, field, context) => {
    const unit = field.unit ?? context.unit
    return unit ? `${value} ${unit}` : String(value)
  },
}
