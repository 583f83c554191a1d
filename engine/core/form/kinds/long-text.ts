import type { FieldKindRules } from './kind.ts'
import { checkText, readText } from './texts.ts'

/** Several lines. */
export const longText: FieldKindRules<string> = {
  empty: null,
  factType: 'text',
  read: (raw) => readText(raw, true),
  check: (value, field, context) => checkText(value, field, context, 5000),
  show: (value) => value,
}
