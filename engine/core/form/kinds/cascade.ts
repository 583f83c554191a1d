import type { FieldKindRules } from './kind.ts'
import { isLeaf, notAnOption, pathTo, readId, showPath } from './options.ts'

/** Two levels; the value is the leaf. */
export const cascade: FieldKindRules<string> = {
  asked: 'choose',
  empty: null,
  factType: 'text',
  read: readId,
  check: (value, field) =>
    isLeaf(pathTo(field.options ?? [], value).at(-1)) ? [] : [notAnOption(value)],
  show: (value, field) => showPath(pathTo(field.options ?? [], value), value),
}
