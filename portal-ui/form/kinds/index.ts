import type { FieldDefinition, FieldKind, FormDefinition } from '#core/form'
import type { Component } from 'vue'
import Attachments from './Attachments.vue'
import Cascade from './Cascade.vue'
import Choice from './Choice.vue'
import Choices from './Choices.vue'
import DateField from './DateField.vue'
import Department from './Department.vue'
import { mostRadios } from './kind-props.ts'
import KindField from './KindField.vue'
import LongText from './LongText.vue'
import NoteField from './NoteField.vue'
import NumberField from './NumberField.vue'
import OfficeField from './OfficeField.vue'
import Period from './Period.vue'
import PersonField from './PersonField.vue'
import PromiseField from './PromiseField.vue'
import RowsField from './RowsField.vue'
import Subject from './Subject.vue'
import TextField from './TextField.vue'
import YearField from './YearField.vue'
import YesNo from './YesNo.vue'

/** The input of every field kind, under the same key as its rules in the core. */
export const fieldComponents = {
  text: TextField,
  'long-text': LongText,
  number: NumberField,
  hours: NumberField,
  date: DateField,
  'date-time': DateField,
  period: Period,
  year: YearField,
  choice: Choice,
  choices: Choices,
  cascade: Cascade,
  'yes-no': YesNo,
  promise: PromiseField,
  kind: KindField,
  subject: Subject,
  office: OfficeField,
  department: Department,
  person: PersonField,
  attachments: Attachments,
  'id-number': TextField,
  phone: TextField,
  email: TextField,
  rows: RowsField,
  note: NoteField,
} satisfies Record<FieldKind, Component>

const groups: readonly FieldKind[] = [
  'period',
  'choices',
  'cascade',
  'yes-no',
  'promise',
  'office',
  'person',
  'attachments',
  'rows',
]
/** Whether a kind is made of several inputs, so that its label names a group and not an input. */
export function isGroup(field: FieldDefinition, form: FormDefinition): boolean {
  if (groups.includes(field.kind)) return true
  if (field.kind === 'choice') return (field.options ?? []).length <= mostRadios
  return field.kind === 'kind' && (form.kinds ?? []).some((it) => (it.kinds ?? []).length > 0)
}
