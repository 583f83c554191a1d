import { issue } from '#core/base'
import { type FieldKindRules, wrong } from './kind.ts'
import { checkText, readPlain } from './texts.ts'

const address = /^[^\s@<>"'\\,;:()[\]]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+$/

export const email: FieldKindRules<string> = {
  empty: null,
  factType: 'text',
  read(raw) {
    const read = readPlain(raw)
    if (read.value === undefined) return read
    const isAddress = read.value.length <= 254 && address.test(read.value)
    return isAddress ? read : wrong(issue('bad-email'))
  },
  check: (value, field, context) => checkText(value, field, context, 254),
  show: (value) => value,
}
