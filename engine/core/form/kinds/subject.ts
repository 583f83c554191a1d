import type { FieldKindRules } from './kind.ts'
import { notAnOption, readId } from './options.ts'

export const subject: FieldKindRules<string> = {
  asked: 'choose',
  empty: null,
  factType: 'text',
  read: readId,
  check(value, field, context) {
    const offered = field.subjects ?? context.subjects
    return !offered || offered.includes(value) ? [] : [notAnOption(value)]
  },
  show: (value, _field, { subjects }) => subjects?.find((it) => it.id === value)?.title ?? value,
}
