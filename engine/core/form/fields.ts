import type { FieldValues } from '#core/base'
import type {
  ConditionName,
  FieldDefinition,
  FormDefinition,
  KindDefinition,
  YesWhen,
} from './definition.ts'
import { findKind } from './kinds-tree.ts'

export interface FormSection {
  readonly id: string
  readonly title: string
  readonly fields: readonly FieldDefinition[]
}

/** Pages are asked for again with every key typed and every filing judged, so they are made once. */
const prepared = new WeakMap<FormDefinition, Map<string, readonly FormSection[]>>()

/** The pages of a form with the fields of a kind; a kind nobody knows adds none. */
export function sectionsFor(form: FormDefinition, kindId?: string): readonly FormSection[] {
  let byKind = prepared.get(form)
  if (!byKind) prepared.set(form, (byKind = new Map()))
  const path = kindId === undefined ? [] : findKind(form, kindId)
  const key = path.length > 0 ? kindId! : ''
  let sections = byKind.get(key)
  if (!sections) byKind.set(key, (sections = arrange(form, path)))
  return sections
}

/** All fields of a form for a kind, in the order of the pages. */
export const fieldsFor = (form: FormDefinition, kindId?: string): readonly FieldDefinition[] =>
  sectionsFor(form, kindId).flatMap((it) => it.fields)

/** What a person sees now. The kind is read from the values when the form has a kind field. */
export function visibleFields(
  form: FormDefinition,
  values: FieldValues,
  holds: (condition: ConditionName) => boolean,
  kindId: string | undefined = kindIn(form, values),
): readonly FieldDefinition[] {
  return fieldsFor(form, kindId).filter((it) => isVisible(it, holds))
}

/** The kind chosen in a form's kind field. */
export function kindIn(
  form: FormDefinition,
  values: Readonly<Record<string, unknown>>,
): string | undefined {
  const kind = form.means.kind === undefined ? undefined : values[form.means.kind]
  return typeof kind === 'string' && kind !== '' ? kind : undefined
}

export const isVisible = (
  field: FieldDefinition,
  holds: (condition: ConditionName) => boolean,
): boolean => field.visible === undefined || holds(field.visible.when)

export const isRequired = (
  field: FieldDefinition,
  holds: (condition: ConditionName) => boolean,
): boolean => isYes(field.required, holds)

function isYes(yes: YesWhen | undefined, holds: (condition: ConditionName) => boolean): boolean {
  return typeof yes === 'object' ? holds(yes.when) : yes === true
}

/** Every field id any kind of this form may have. */
export function allFieldIds(form: FormDefinition): ReadonlySet<string> {
  let ids = known.get(form)
  if (!ids) known.set(form, (ids = new Set(idsOf(form.fields, form.kinds))))
  return ids
}
const known = new WeakMap<FormDefinition, ReadonlySet<string>>()
const idsOf = (
  fields: readonly FieldDefinition[] = [],
  kinds: readonly KindDefinition[] = [],
): readonly string[] => [
  ...fields.map((it) => it.id),
  ...kinds.flatMap((it) => idsOf(it.fields, it.kinds)),
]

/** Group first, then leaf: what the leaf says wins. */
function arrange(form: FormDefinition, path: readonly KindDefinition[]): readonly FormSection[] {
  const common = form.fields.map((field) =>
    path.reduce((it, kind) => ({ ...it, ...kind.with?.[it.id] }), field),
  )
  const own = path.flatMap((it) => it.fields ?? [])
  const byId = new Map([...common, ...own].map((it) => [it.id, it]))
  const named = new Set(form.sections.flatMap((it) => it.fields))
  const loose = [...new Set(own.map((it) => it.id))].filter((id) => !named.has(id))
  const order = form.sections.map((it) =>
    it.fields.flatMap((id) => (id === 'kind-fields' ? loose : [id])),
  )
  const placed = new Set(order.flat())
  order.at(-1)?.push(...[...byId.keys()].filter((id) => !placed.has(id)))
  return form.sections.map(({ id, title }, at) => ({
    id,
    title,
    fields: order[at]!.flatMap((field) => byId.get(field) ?? []),
  }))
}
