/** Forms: what a person is asked, what counts as an answer, how it reads. Knows no chain and no rule engine. */
export type * from './definition.ts'
export { maskText } from '#core/base'
export { changedFields, changesNeeding, sameValue } from './changes.ts'
export { type CheckedForm, checkForm, fixedFields } from './check.ts'
export { type DefaultSources, defaultsFor, givenFields } from './defaults.ts'
export {
  allFieldIds,
  fieldsFor,
  type FormSection,
  isRequired,
  isVisible,
  kindIn,
  sectionsFor,
  visibleFields,
} from './fields.ts'
export { findKind, leafKinds } from './kinds-tree.ts'
export { formatOf } from './kinds/attachments.ts'
export { birthDayOf, checkDigit } from './kinds/id-number.ts'
export { fieldKinds, rulesOf } from './kinds/index.ts'
export type {
  FieldFactType,
  FieldKindRules,
  FormContext,
  KindContext,
  Lookups,
  Read,
  ShowContext,
} from './kinds/kind.ts'
export { countCharacters, matches, readText } from './kinds/texts.ts'
export { yearSpan } from './kinds/year.ts'
export { factsOf, factTypesOf, type FormMeaning, meaningOf } from './meaning.ts'
export { type ShowOptions, type ShownField, showValue, showValues } from './show.ts'
