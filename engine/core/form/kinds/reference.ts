import { issue } from '#core/base'
import type { FieldKindRules } from './kind.ts'
import { readId } from './options.ts'

/** An office, department or person by id, shown by name. */
export const reference: FieldKindRules<string> = {
  asked: 'choose',
  empty: null,
  factType: 'text',
  read: readId,
  check: (value, field, context) =>
    context.known === undefined || context.known(value, field)
      ? []
      : [issue(`unknown-${field.kind}`, [], { value })],
  show: (value, _field, { names }) =>
    names && Object.hasOwn(names, value) ? names[value]! : value,
}
