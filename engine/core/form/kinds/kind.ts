import type { Day, FieldValue, FieldValues, FileValue, Issue, LocalTime } from '#core/base'
import type { ConditionName, FieldDefinition, FormDefinition } from '../definition.ts'

/** What is known while a form is checked; everything from outside is handed in. */
export interface FormContext {
  /** Named conditions. `values` are those read so far, for conditions on `field.*`. */
  readonly holds: (condition: ConditionName, values: FieldValues) => boolean
  readonly today: Day
  readonly now: LocalTime
  /** When the form has no kind field: the kind whose fields to use. */
  readonly kind?: string
  readonly hoursStep: number
  /** Fields that are `immutable: after-approval` are fixed. */
  readonly approvedOnce: boolean
  readonly previous?: FieldValues
  /** `draft` tolerates what is not filled in yet, never what is wrong. Default `submit`. */
  readonly mode?: 'draft' | 'submit'
  /** Subject ids of the region; without it a subject field's own list decides alone. */
  readonly subjects?: readonly string[]
  /** What was found in an uploaded file. Answers undefined for a file nobody has. */
  readonly file?: (id: string) => { readonly format: string; readonly bytes: number } | undefined
  /** Does an office, department or person of this id exist where the field may choose from? */
  readonly known?: (id: string, field: FieldDefinition) => boolean
}

/** The context inside a form: the form itself, and the values of the fields beside this one. */
export interface KindContext extends FormContext {
  readonly form: FormDefinition
  /** Of the whole form, as given and not yet read. */
  readonly raw: Readonly<Record<string, unknown>>
  /** Reads a row's fields; given to `rows` so that rows need not know the checker. */
  readonly readRow: (fields: readonly FieldDefinition[], raw: unknown) => ReadRow
}
export interface ReadRow {
  readonly values: FieldValues
  readonly issues: readonly Issue[]
}

/** Names for the ids that values hold, for showing. */
export interface Lookups {
  /** Names of offices, departments, people by id. */
  readonly names?: Readonly<Record<string, string>>
  readonly subjects?: readonly { readonly id: string; readonly title: string }[]
  /** 学时 or 学分, behind hours. */
  readonly unit?: string
}
export interface ShowContext extends Lookups {
  readonly form: FormDefinition
  readonly showRow: (fields: readonly FieldDefinition[], row: FieldValues) => string
}

/** A value as read: absent when nothing was given. `at` of an issue starts behind the field id. */
export interface Read<V> {
  readonly value?: V
  readonly issues: readonly Issue[]
}

/** The fact types of rules, by name; rooms beside one another share names, not code. */
export type FieldFactType = 'text' | 'number' | 'boolean' | 'day' | 'list' | 'none'

/** Everything about one kind of field. */
export interface FieldKindRules<V extends FieldValue = FieldValue> {
  readonly empty: V | null
  /** How it is given where it is not simply filled in: what is missing is asked for in that word. */
  readonly asked?: 'choose' | 'upload' | 'tick'
  /** What `field.<id>` is to a condition; `none` cannot be named by one. */
  readonly factType: FieldFactType
  /** Untrusted input to a typed value, or why not. Nothing given is no issue here. */
  read(raw: unknown, field: FieldDefinition, context: KindContext): Read<V>
  /** A well-formed value against the field's own limits. */
  check(value: V, field: FieldDefinition, context: KindContext): readonly Issue[]
  show(value: V, field: FieldDefinition, context: ShowContext): string
  /** The value as a fact; without it the value itself. */
  fact?(value: V): string | number | boolean | readonly string[] | undefined
}

export const nothing: Read<never> = { issues: [] }
export const found = <V>(value: V): Read<V> => ({ value, issues: [] })
export const wrong = (issue: Issue): Read<never> => ({ issues: [issue] })
export const isNothing = (raw: unknown): boolean =>
  raw === undefined || raw === null || raw === '' || (Array.isArray(raw) && raw.length === 0)
export const isRecord = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw)
export const none: readonly Issue[] = []
export type { FileValue }
