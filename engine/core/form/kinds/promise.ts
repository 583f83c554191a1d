import { issue } from '#core/base'
import { type FieldKindRules, found, isNothing, nothing, wrong } from './kind.ts'

/** A box that must be ticked where it is required; not ticked is not given (F6). */
export const promise: FieldKindRules<boolean> = {
  asked: 'tick',
  empty: false,
  factType: 'boolean',
  read(raw) {
    if (isNothing(raw) || raw === false || raw === 'false') return nothing
    if (raw === true || raw === 'true' || raw === '是') return found(true)
    return wrong(issue('wrong-type', [], { expected: 'yes-no' }))
  },
  check: () => [],
  show: (value, field) => (value ? `已确认${field.text ? `：${field.text}` : ''}` : ''),
}
