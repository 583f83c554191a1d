import { issue } from '#core/base'
import { type FieldKindRules, found, wrong } from './kind.ts'
import { checkText, readPlain } from './texts.ts'

const mobile = /^1[3-9]\d{9}$/
const landline = /^0\d{2,3}-?[2-9]\d{6,7}(?:-\d{1,6})?$/

/** A mobile number, kept as 11 digits, or a landline with its area code. A pattern may narrow it. */
export const phone: FieldKindRules<string> = {
  empty: null,
  factType: 'text',
  read(raw) {
    const read = readPlain(raw)
    if (read.value === undefined) return read
    const number = read.value.replaceAll(' ', '').replace(/^(?:\+86|0086)-?/, '')
    const digits = number.replaceAll('-', '')
    if (mobile.test(digits)) return found(digits)
    return landline.test(number) ? found(number) : wrong(issue('bad-phone'))
  },
  check: (value, field, context) => checkText(value, field, context, 20),
  show: (value) => value,
}
