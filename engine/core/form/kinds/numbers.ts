import { type Issue, issue } from '#core/base'
import type { FieldDefinition } from '../definition.ts'
import { found, isNothing, nothing, type Read, wrong } from './kind.ts'

const largest = 1e12

/** A finite number, or its digits as typed into a table. Never `1e9`, `0x10`, `Infinity`. */
export function readNumber(raw: unknown): Read<number> {
  if (isNothing(raw)) return nothing
  const value = typeof raw === 'string' ? parse(raw) : raw
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return wrong(issue('wrong-type', [], { expected: 'number' }))
  }
  if (Math.abs(value) > largest) return wrong(issue('too-large', [], { max: largest, value }))
  return found(value === 0 ? 0 : value)
}
function parse(text: string): number | undefined {
  const plain = text.length > 60 ? '' : text.normalize('NFKC').trim()
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(plain) ? Number(plain) : undefined
}

export function checkBounds(value: number, field: FieldDefinition, least?: number): Issue[] {
  const issues: Issue[] = []
  const min = field.min ?? least
  const unit = field.unit === undefined ? {} : { unit: field.unit }
  if (min !== undefined && value < min) issues.push(issue('too-small', [], { min, value, ...unit }))
  if (field.max !== undefined && value > field.max) {
    issues.push(issue('too-large', [], { max: field.max, value, ...unit }))
  }
  return issues
}

/** Also for steps like 0.1 that binary cannot hold: the quotient must be a whole number up to rounding. */
export function isMultiple(value: number, step: number): boolean {
  const quotient = value / step
  return Math.abs(quotient - Math.round(quotient)) <= 1e-9 * Math.max(1, Math.abs(quotient))
}
