import { issue } from '#core/base'
import { type FieldKindRules, isNothing, nothing, wrong } from './kind.ts'

/** Words between fields. Has no value. */
export const note: FieldKindRules<string> = {
  empty: null,
  factType: 'none',
  read: (raw) => (isNothing(raw) ? nothing : wrong(issue('unknown-field'))),
  check: () => [],
  show: () => '',
}
