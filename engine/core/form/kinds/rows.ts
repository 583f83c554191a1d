import { type FieldValues, type Issue, issue } from '#core/base'
import { type FieldKindRules, isNothing, isRecord, nothing, wrong } from './kind.ts'

const most = 200

/** A table: each row has the same fields. Rows with nothing in them are dropped. */
export const rows: FieldKindRules<readonly FieldValues[]> = {
  empty: [],
  factType: 'number',
  read(raw, field, context) {
    if (isNothing(raw)) return nothing
    if (!Array.isArray(raw) || raw.length > most || !raw.every(isRecord)) {
      return wrong(issue('wrong-type', [], { expected: 'rows' }))
    }
    const read = raw.map((row, at) => ({ at, ...context.readRow(field.fields ?? [], row) }))
    const filled = read.filter((row) => !isBlank(raw[row.at]))
    const issues = filled.flatMap((row) =>
      row.issues.map((it): Issue => ({ ...it, at: [row.at, ...it.at] })),
    )
    const values = filled.map((row) => row.values)
    if (values.length === 0) return { issues }
    return { value: values, issues }
  },
  check(value, field, context) {
    const max = field['max-rows'] ?? most
    const min = context.mode === 'draft' ? 0 : (field['min-rows'] ?? 0)
    const count = value.length
    return [
      ...(count > max ? [issue('too-many-rows', [], { max, count })] : []),
      ...(count < min ? [issue('too-few-rows', [], { min, count })] : []),
    ]
  },
  show: (value, field, context) =>
    value.map((row, at) => `${at + 1}. ${context.showRow(field.fields ?? [], row)}`).join('\n'),
  fact: (value) => value.length,
}

const isBlank = (row: unknown): boolean => isRecord(row) && Object.values(row).every(isNothing)
