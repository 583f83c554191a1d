import { type Day, isDay, issue } from '#core/base'
import { type FieldKindRules, found, wrong } from './kind.ts'
import { readPlain } from './texts.ts'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checks = '10X98765432'

/** GB 11643: 17 digits and a check character; `x` is kept and compared as `X` (C12-26). */
export const idNumber: FieldKindRules<string> = {
  empty: null,
  factType: 'text',
  read(raw) {
    const read = readPlain(raw)
    if (read.value === undefined) return read
    const id = read.value.toUpperCase().replaceAll(' ', '')
    if (!/^\d{17}[\dX]$/.test(id)) return wrong(issue('bad-id-number', [], { why: 'form' }))
    if (id[17] !== checkDigit(id)) return wrong(issue('bad-id-number', [], { why: 'check-digit' }))
    return found(id)
  },
  check(value, _field, { today }) {
    const born = birthDayOf(value)
    const isReal = isDay(born) && born >= '1850' && born <= today
    return isReal ? [] : [issue('bad-id-number', [], { why: 'birth-date' })]
  },
  show: (value) => value,
}

/** The 18th character of the first 17 digits (GB 11643-1999, MOD 11-2). */
export function checkDigit(id: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(id[at]), 0)
  return checks[sum % 11]!
}
/** Of a well-formed number; not always a day that exists. */
export const birthDayOf = (id: string): Day =>
  `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}` as Day
