import { type Day, type FieldValue, type FieldValues, yearOf } from '#core/base'
import type { FieldDefinition, FormDefinition } from './definition.ts'
import { fieldsFor } from './fields.ts'

export interface DefaultSources {
  readonly today: Day
  readonly person?: Known
  readonly unit?: Known
}
interface Known {
  readonly id: string
  readonly attributes: Readonly<Record<string, string | number | boolean>>
}

/** What stands in a new form: fixed defaults, and those from the person, the unit and the calendar. */
export function defaultsFor(
  form: FormDefinition,
  sources: DefaultSources,
  kindId?: string,
): FieldValues {
  const values: Record<string, FieldValue> = {}
  for (const field of fieldsFor(form, kindId)) {
    const value = defaultOf(field, sources)
    if (value !== undefined) values[field.id] = value
  }
  return values
}

/** Fields whose value the system gives and nobody may ever change. */
export const givenFields = (form: FormDefinition): readonly string[] =>
  form.fields
    .filter((it) => it.immutable === 'always' && typeof it.default === 'object')
    .map((it) => it.id)

function defaultOf(field: FieldDefinition, sources: DefaultSources): FieldValue | undefined {
  if (typeof field.default !== 'object') return field.default
  const { from, attribute } = field.default
  switch (from) {
    case 'today':
      return field.kind === 'date-time' ? `${sources.today}T00:00` : sources.today
    case 'this-year':
      return yearOf(sources.today)
    case 'last-year':
      return yearOf(sources.today) - 1
    case 'person':
    case 'unit':
      return attribute === undefined ? sources[from]?.id : sources[from]?.attributes[attribute]
  }
}
