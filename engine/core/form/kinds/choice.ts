import type { FieldKindRules } from './kind.ts'
import { notAnOption, readId } from './options.ts'

export const choice: FieldKindRules<string> = {
  asked: 'choose',
  empty: null,
  factType: 'text',
  read: readId,
  check: (value, field) =>
    field.options?.some((it) => it.id === value) ? [] : [notAnOption(value)],
  show: (value, field) => field.options?.find((it) => it.id === value)?.title ?? value,
}
