import { type FieldValue, type FieldValues, type Issue, issue } from '#core/base'
import { sameValue } from './changes.ts'
import type { ConditionName, FieldDefinition, FormDefinition } from './definition.ts'
import { allFieldIds, fieldsFor, isRequired, isVisible, kindIn } from './fields.ts'
import { rulesOf } from './kinds/index.ts'
import {
  type FormContext,
  isRecord,
  type KindContext,
  type Read,
  type ReadRow,
} from './kinds/kind.ts'

export interface CheckedForm {
  /** Typed and normalised; without hidden fields, empty ones and those with an issue. */
  readonly values: FieldValues
  /** Every issue at once, in the order of the fields; `at` starts with the field id. */
  readonly issues: readonly Issue[]
}

/** Untrusted values of a form to typed ones. Writes nothing, asks nobody. */
export function checkForm(form: FormDefinition, given: unknown, context: FormContext): CheckedForm {
  if (!isRecord(given))
    return { values: {}, issues: [issue('wrong-type', [], { expected: 'form' })] }
  const fields = fieldsFor(form, kindIn(form, given) ?? context.kind)
  const inside = contextOf(form, given, context)
  const reads = readAll(fields, given, inside)
  const visible = settle(fields, reads, context)
  const values: Record<string, FieldValue> = {}
  const issues: Issue[] = []
  const holds = (name: ConditionName) => context.holds(name, visible.values)
  const seen = { ...inside, raw: only(given, visible.fields) }
  for (const field of visible.fields) {
    const outcome = judgeField(field, given, reads.get(field.id)!, seen, holds)
    if (outcome.value !== undefined) values[field.id] = outcome.value
    for (const it of outcome.issues) issues.push(placed(it, field))
  }
  return { values, issues: [...issues, ...strangers(given, allFieldIds(form))] }
}

/** Fields whose value may not be changed any more, given what was before. */
export function fixedFields(
  form: FormDefinition,
  context: Pick<FormContext, 'approvedOnce' | 'previous' | 'kind'>,
): readonly string[] {
  const kind = kindIn(form, context.previous ?? {}) ?? context.kind
  return fieldsFor(form, kind).flatMap((it) => (isFixed(it, context) ? [it.id] : []))
}

function isFixed(
  field: FieldDefinition,
  context: Pick<FormContext, 'approvedOnce' | 'previous'>,
): boolean {
  if (field.immutable === undefined) return false
  if (field.immutable === 'after-approval' && !context.approvedOnce) return false
  const before = own(context.previous ?? {}, field.id)
  return before !== undefined && before !== null
}

function contextOf(
  form: FormDefinition,
  raw: Record<string, unknown>,
  context: FormContext,
): KindContext {
  const inside: KindContext = {
    ...context,
    form,
    raw,
    readRow: (columns, row) => readRow(columns, row, inside),
  }
  return inside
}

/** Tables last: whether a column is asked for may hang on the fields beside the table. */
function readAll(
  fields: readonly FieldDefinition[],
  raw: object,
  context: KindContext,
): ReadonlyMap<string, Read<FieldValue>> {
  const reads = new Map<string, Read<FieldValue>>()
  for (const field of fields) {
    if (field.kind !== 'rows') reads.set(field.id, readField(field, raw, context))
  }
  const values = valuesOf(fields, reads)
  const around: KindContext = {
    ...context,
    holds: (name) => context.holds(name, values),
    readRow: (columns, row) => readRow(columns, row, around),
  }
  for (const field of fields) {
    if (field.kind === 'rows') reads.set(field.id, readField(field, raw, around))
  }
  return reads
}

function readField(field: FieldDefinition, raw: object, context: KindContext): Read<FieldValue> {
  return rulesOf(field.kind).read(own(raw, field.id), field, context)
}

/**
 * What is visible depends on values, and a hidden field has none: asked again until nothing more
 * disappears. Fields that hide one another in a circle settle after as many rounds as there are fields.
 */
function settle(
  fields: readonly FieldDefinition[],
  reads: ReadonlyMap<string, Read<FieldValue>>,
  context: FormContext,
): { readonly fields: readonly FieldDefinition[]; readonly values: FieldValues } {
  let shown = fields
  let values = valuesOf(shown, reads)
  if (!fields.some((it) => it.visible)) return { fields, values }
  for (const _ of fields) {
    const next = fields.filter((it) => isVisible(it, (name) => context.holds(name, values)))
    if (next.length === shown.length && next.every((it, at) => it === shown[at])) break
    shown = next
    values = valuesOf(shown, reads)
  }
  return { fields: shown, values }
}
function valuesOf(
  fields: readonly FieldDefinition[],
  reads: ReadonlyMap<string, Read<FieldValue>>,
): FieldValues {
  const values: Record<string, FieldValue> = {}
  for (const { id } of fields) {
    const value = reads.get(id)?.value
    if (value !== undefined) values[id] = value
  }
  return values
}

/** What is hidden bounds nothing of what is seen. */
const only = (given: object, fields: readonly FieldDefinition[]): Record<string, unknown> =>
  Object.fromEntries(fields.map(({ id }) => [id, own(given, id)]))

function judgeField(
  field: FieldDefinition,
  raw: object,
  read: Read<FieldValue>,
  context: KindContext,
  holds: (name: ConditionName) => boolean,
): Read<FieldValue> {
  if (isFixed(field, context)) {
    const before = own(context.previous!, field.id) as FieldValue
    const given = own(raw, field.id)
    const isKept = given === undefined || sameValue(given, before) || sameValue(read.value, before)
    return isKept ? { value: before, issues: [] } : { issues: [issue('immutable')] }
  }
  if (read.issues.length > 0) return { issues: read.issues }
  if (read.value === undefined) {
    const isMissing = context.mode !== 'draft' && isRequired(field, holds)
    return { issues: isMissing ? [missing(field)] : [] }
  }
  const issues = rulesOf(field.kind).check(read.value, field, context)
  return issues.length > 0 ? { issues } : read
}

function missing(field: FieldDefinition): Issue {
  const { asked } = rulesOf(field.kind)
  return issue('required', [], asked && { asked })
}

/** One row of a table, by the same rules; not-before and the like look inside the row. */
function readRow(
  fields: readonly FieldDefinition[],
  given: unknown,
  context: KindContext,
): ReadRow {
  const raw = given as Record<string, unknown>
  const inside: KindContext = { ...context, raw }
  const values: Record<string, FieldValue> = {}
  const issues: Issue[] = []
  const holds = (name: ConditionName) => context.holds(name, values)
  for (const field of fields) {
    if (!isVisible(field, holds)) continue
    const outcome = judgeField(
      field,
      raw,
      readField(field, raw, inside),
      { ...inside, previous: {} },
      holds,
    )
    if (outcome.value !== undefined) values[field.id] = outcome.value
    for (const it of outcome.issues) issues.push(placed(it, field))
  }
  return { values, issues: [...issues, ...strangers(raw, new Set(fields.map((it) => it.id)))] }
}

/** With the way to the field, and its label for the sentence. The innermost label wins. */
function placed(it: Issue, field: FieldDefinition): Issue {
  return issue(it.code, [field.id, ...it.at], { label: field.label, ...it.with })
}

const unsafe = new Set(['__proto__', 'constructor', 'prototype'])

/** Keys the form does not have: refused by name, never stored. */
function strangers(raw: object, known: ReadonlySet<string>): Issue[] {
  return Object.keys(raw)
    .filter((key) => !known.has(key))
    .slice(0, 20)
    .map((key) => {
      const code = unsafe.has(key) ? 'unsafe-key' : 'unknown-field'
      return issue(code, [key.slice(0, 100)], { name: key.slice(0, 100) })
    })
}

const own = (raw: object, key: string): unknown =>
  Object.hasOwn(raw, key) ? (raw as Readonly<Record<string, unknown>>)[key] : undefined
