/** What a formula reads of a form: the ends of a span, an amount, a rank, the key of a table's row. */
import type { FieldValue, FieldValues } from '#core/base'
import type { Formula } from './definition.ts'

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
const asAmount = (value: FieldValue | undefined): number | undefined =>
  typeof value === 'number' && value >= 0 ? value : undefined
/**
 * The amount a formula counts; for a field that is not filled in, what the pack says it counts as. Of
 * repeated rows their number, or the sum of one column (`lectures.minutes`) once every row has it.
 */
export function amountOf(
  formula: { readonly of: string; readonly absent?: number },
  values: FieldValues,
): number | undefined {
  const [field, column] = partsOf(formula.of)
  const value = values[field]
  if (!isGiven(value)) return formula.absent
  if (!isRows(value)) return column === undefined ? asAmount(value) : undefined
  if (column === undefined) return value.length
  const amounts = value.map((row) => asAmount(row[column]))
  return amounts.includes(undefined)
    ? undefined
    : amounts.reduce<number>((sum, it) => sum + (it ?? 0), 0)
}
const partsOf = (of: string) => of.split('.') as [string, string?]
const isRows = (value: FieldValue | undefined): value is readonly FieldValues[] =>
  Array.isArray(value) && value.every((it) => typeof it === 'object' && it !== null)
/** 1, 2, 3 …, from a number field or from a choice whose ids are numbers. */
export function asRank(value: FieldValue | undefined): number | undefined {
  const rank = typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value
  return typeof rank === 'number' && Number.isInteger(rank) && rank >= 1 ? rank : undefined
}

/** The fields a formula reads. */
export function inputsOf(formula: Formula): readonly string[] {
  switch (formula.shape) {
    case 'entered':
    case 'fixed':
      return []
    case 'half-days':
    case 'days':
      return [...new Set([formula.from, formula.to])]
    case 'table': {
      const isRanked = formula.rank !== undefined && formula.rows.some((it) => it.ranks)
      return isRanked ? [...formula.by, formula.rank] : formula.by
    }
    case 'rank-steps':
      return [formula.rank]
    case 'per-unit':
    case 'base-plus-tier':
    case 'minutes':
      return [partsOf(formula.of)[0]]
    case 'parts':
      return formula.parts.map((it) => it.when)
    case 'share':
      return [formula.rank, formula.people]
  }
}

/** Filled in, a period at both ends. */
export const isGiven = (value: FieldValue | undefined): boolean =>
  value !== undefined &&
  value !== null &&
  value !== '' &&
  !(Array.isArray(value) && (value.length === 0 || value.includes('')))
