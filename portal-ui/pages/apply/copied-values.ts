import type { FormView } from '#core/api'
import type { FieldValues } from '#core/base'
import { type FieldDefinition, fieldsFor } from '#core/form'

/** What is of one filing only: its evidence, its promise, its number, its days. */
const once: readonly FieldDefinition['kind'][] = [
  'attachments',
  'promise',
  'note',
  'rows',
  'date',
  'date-time',
  'period',
  'year',
]

/** A new form begun with what an earlier filing said, as far as it may be said again. */
export function copiedValues(fresh: FormView, earlier: FieldValues): FieldValues {
  const { form } = fresh
  const { means } = form
  const kind = means.kind === undefined ? undefined : earlier[means.kind]
  const fields = fieldsFor(form, typeof kind === 'string' ? kind : undefined)
  const isCopied = (it: FieldDefinition) =>
    !once.includes(it.kind) &&
    it.id !== means['certificate-number'] &&
    it.id !== means.claimed &&
    !fresh.fixed.includes(it.id)
  const copied = fields.filter(isCopied).flatMap(({ id }) => {
    const value = earlier[id]
    return value === undefined ? [] : [[id, value] as const]
  })
  return { ...fresh.values, ...Object.fromEntries(copied) }
}
