import { type FieldValues, type FileValue, maskText } from '#core/base'
import type { ConditionName, FieldDefinition, FormDefinition } from './definition.ts'
import { isVisible, kindIn, sectionsFor } from './fields.ts'
import { rulesOf } from './kinds/index.ts'
import type { Lookups, ShowContext } from './kinds/kind.ts'

export interface ShownField {
  readonly field: string
  readonly label: string
  /** Empty when nothing was filled in. */
  readonly text: string
  /** Section id. */
  readonly section: string
  readonly files?: readonly FileValue[]
}
export interface ShowOptions extends Lookups {
  /** Without it, a field with a visibility condition is shown when it has a value. */
  readonly holds?: (condition: ConditionName) => boolean
  /** Through the fields' masks, as lists are. */
  readonly masked?: boolean
  readonly kind?: string
}

/** A filled form as label and text, in the order of its pages. */
export function showValues(
  form: FormDefinition,
  values: FieldValues,
  options: ShowOptions = {},
): readonly ShownField[] {
  const kind = kindIn(form, values) ?? options.kind
  return sectionsFor(form, kind).flatMap((section) =>
    section.fields
      .filter((it) => it.kind !== 'note' && isShown(it, values, options))
      .map((it) => showField(form, it, values, options, section.id)),
  )
}

function isShown(field: FieldDefinition, values: FieldValues, { holds }: ShowOptions): boolean {
  if (holds) return isVisible(field, holds)
  return field.visible === undefined || hasValue(values, field.id)
}

function showField(
  form: FormDefinition,
  field: FieldDefinition,
  values: FieldValues,
  options: ShowOptions,
  section: string,
): ShownField {
  const text = showValue(form, field, values, options)
  const shown = { field: field.id, label: field.label, text, section }
  const files =
    field.kind === 'attachments' && (values[field.id] as readonly FileValue[] | undefined)
  return files ? { ...shown, files } : shown
}

/** One value as text; '' when there is none. */
export function showValue(
  form: FormDefinition,
  field: FieldDefinition,
  values: FieldValues,
  options: ShowOptions = {},
): string {
  const value = values[field.id]
  if (value === undefined || value === null) return ''
  const context: ShowContext = {
    ...options,
    form,
    showRow: (fields, row) =>
      fields
        .filter((it) => hasValue(row, it.id))
        .map((it) => `${it.label}：${showValue(form, it, row, options)}`)
        .join('，'),
  }
  const text = rulesOf(field.kind).show(value, field, context)
  return options.masked && field.mask ? maskText(field.mask, text) : text
}

const hasValue = (values: FieldValues, id: string): boolean =>
  values[id] !== undefined && values[id] !== null
