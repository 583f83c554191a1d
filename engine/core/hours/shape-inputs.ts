/** What a formula reads of a form: the ends of a span, an amount, a rank, the key of a table's row. */
import type { FieldValue, FieldValues } from '#core/base'

/** Two fields, or the same period field named twice. */
export function ends(
  formula: { from: string; to: string },
  values: FieldValues,
): readonly [string, string] {
  return [endOf(values[formula.from], 0), endOf(values[formula.to], 1)]
}
const endOf = (value: FieldValue | undefined, at: 0 | 1): string => {
  const end = Array.isArray(value) ? value[at] : value
  return typeof end === 'string' ? end : ''
}
export const asKey = (value: FieldValue | undefined): string | undefined =>
  value === undefined || value === null || typeof value === 'object' || value === ''
    ? undefined
    : String(value)
export const asAmount = (value: FieldValue | undefined): number | undefined =>
  typeof value === 'number' && value >= 0 ? value : undefined
/** 1, 2, 3 …, from a number field or from a choice whose ids are numbers. */
export function asRank(value: FieldValue | undefined): number | undefined {
  const rank = typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value
  return typeof rank === 'number' && Number.isInteger(rank) && rank >= 1 ? rank : undefined
}
