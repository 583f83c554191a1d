import { findKind } from '../kinds-tree.ts'
import type { FieldKindRules } from './kind.ts'
import { notAnOption, readId, showPath } from './options.ts'

/** The form's own kinds (学习形式/认定类型), one or two levels; the value is a leaf. */
export const kindOf: FieldKindRules<string> = {
  asked: 'choose',
  empty: null,
  factType: 'text',
  read: readId,
  check(value, _field, { form }) {
    const leaf = findKind(form, value).at(-1)
    return leaf && (leaf.kinds ?? []).length === 0 ? [] : [notAnOption(value)]
  },
  show: (value, _field, { form }) => showPath(findKind(form, value), value),
}
