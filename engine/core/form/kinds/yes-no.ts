import { issue } from '#core/base'
import { type FieldKindRules, found, isNothing, nothing, wrong } from './kind.ts'

/** 是/否; unanswered is neither. */
export const yesNo: FieldKindRules<boolean> = {
  asked: 'choose',
  empty: null,
  factType: 'boolean',
  read(raw) {
    if (isNothing(raw)) return nothing
    if (raw === true || raw === 'true' || raw === '是') return found(true)
    if (raw === false || raw === 'false' || raw === '否') return found(false)
    return wrong(issue('wrong-type', [], { expected: 'yes-no' }))
  },
  check: () => [],
  show: (value) => (value ? '是' : '否'),
}
