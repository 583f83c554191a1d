import type { FieldValues } from '#core/base'
import type { FieldDefinition } from './definition.ts'

/** Ids of fields whose value differs, in a fixed order. Nothing, null and absent are the same. */
export function changedFields(before: FieldValues, after: FieldValues): readonly string[] {
  const ids = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...ids].filter((id) => !sameValue(before[id], after[id])).sort()
}

/** Changed fields that take effect only when approved on another chain (F5), by that chain. */
export function changesNeeding(
  fields: readonly FieldDefinition[],
  before: FieldValues,
  after: FieldValues,
): ReadonlyMap<string, readonly string[]> {
  const needing = new Map<string, string[]>()
  const changed = new Set(changedFields(before, after))
  for (const field of fields) {
    const chain = field['change-needs']?.chain
    if (chain === undefined || !changed.has(field.id)) continue
    needing.set(chain, [...(needing.get(chain) ?? []), field.id])
  }
  return needing
}

/** Equal as data, whatever the order of keys. */
export function sameValue(one: unknown, other: unknown): boolean {
  if ((one ?? null) === (other ?? null)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const [left, right] = [one as Record<string, unknown>, other as Record<string, unknown>]
  const keys = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...keys].every((key) => sameValue(left[key], right[key]))
}
