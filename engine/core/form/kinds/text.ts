import type { FieldKindRules } from './kind.ts'
import { checkText, readText } from './texts.ts'

/** One line. */
export const text: FieldKindRules<string> = {
  empty: null,
  factType: 'text',
  read: (raw) => readText(raw, false),
  check: (value, field, context) => checkText(value, field, context, 200),
  show: (value) => value,
}
