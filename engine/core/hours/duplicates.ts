import type { FieldValues } from '#core/base'
import type { DuplicateDefinition } from './definition.ts'

/** What is compared: a filing as its form is understood (`meaningOf`), with its values. */
export interface Comparable {
  readonly filing?: string
  readonly kind?: string
  readonly from?: string
  readonly to?: string
  readonly certificateNumber?: string
  readonly values: FieldValues
}
export interface Duplicate<Other extends Comparable = Comparable> {
  readonly rule: DuplicateDefinition
  readonly other: Other
}

/** Earlier filings of the same person that this one seems to repeat (K5), by rule. */
export function findDuplicates<Other extends Comparable>(
  rules: readonly DuplicateDefinition[],
  candidate: Comparable,
  others: readonly Other[],
): readonly Duplicate<Other>[] {
  return rules.flatMap((rule) =>
    others
      .filter((it) => it.filing === undefined || it.filing !== candidate.filing)
      .filter((it) => covers(rule, candidate) && covers(rule, it) && same(rule, candidate, it))
      .map((other) => ({ rule, other })),
  )
}

const covers = (rule: DuplicateDefinition, filing: Comparable): boolean =>
  !rule.kinds || (filing.kind !== undefined && rule.kinds.includes(filing.kind))

function same(rule: DuplicateDefinition, one: Comparable, other: Comparable): boolean {
  switch (rule.match) {
    case 'certificate-number': {
      const number = plain(one.certificateNumber)
      return number !== '' && number === plain(other.certificateNumber)
    }
    case 'overlapping-dates':
      return overlap(spanOf(one), spanOf(other))
    case 'same-fields':
      return (
        (rule.same ?? []).length > 0 && rule.same!.every((field) => sameField(field, one, other))
      )
  }
}

/** `桂教 2020-001` and `桂教２０２０００１` are one number. */
const plain = (number: string | undefined): string =>
  (number ?? '')
    .normalize('NFKC')
    .replaceAll(/[\s\-—–_]/g, '')
    .toUpperCase()

function sameField(field: string, one: Comparable, other: Comparable): boolean {
  const [left, right] = [textOf(one.values, field), textOf(other.values, field)]
  return left !== '' && left === right
}
function textOf(values: FieldValues, field: string): string {
  const value = values[field]
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : plain(String(value))
}

interface Span {
  readonly first: string
  readonly end: string
}
/** Days are whole: the last counts. A time is the end itself. One date alone is that day. */
function spanOf({ from, to }: Comparable): Span | undefined {
  const [start, end] = [from ?? to, to ?? from]
  if (!start || !end) return undefined
  return {
    first: start.length === 10 ? `${start}T00:00` : start,
    end: end.length === 10 ? `${end}T24:00` : end,
  }
}
function overlap(one: Span | undefined, other: Span | undefined): boolean {
  if (!one || !other) return false
  if (one.first === other.first) return true
  return one.first < other.end && other.first < one.end
}
