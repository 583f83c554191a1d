import type { FieldKind } from '../definition.ts'
import { attachments } from './attachments.ts'
import { cascade } from './cascade.ts'
import { choice } from './choice.ts'
import { choices } from './choices.ts'
import { date } from './date.ts'
import { dateTime } from './date-time.ts'
import { department } from './department.ts'
import { email } from './email.ts'
import { hours } from './hours.ts'
import { idNumber } from './id-number.ts'
import type { FieldKindRules } from './kind.ts'
import { kindOf } from './kind-of.ts'
import { longText } from './long-text.ts'
import { note } from './note.ts'
import { number } from './number.ts'
import { office } from './office.ts'
import { period } from './period.ts'
import { person } from './person.ts'
import { phone } from './phone.ts'
import { promise } from './promise.ts'
import { rows } from './rows.ts'
import { subject } from './subject.ts'
import { text } from './text.ts'
import { year } from './year.ts'
import { yesNo } from './yes-no.ts'

/** Every kind of field. A new one is a file beside these and a line here; forgetting it does not compile. */
export const fieldKinds = {
  text,
  'long-text': longText,
  number,
  hours,
  date,
  'date-time': dateTime,
  period,
  year,
  choice,
  choices,
  cascade,
  'yes-no': yesNo,
  promise,
  kind: kindOf,
  subject,
  office,
  department,
  person,
  attachments,
  'id-number': idNumber,
  phone,
  email,
  rows,
  note,
} satisfies Record<FieldKind, FieldKindRules>

const byName: Readonly<Record<string, FieldKindRules>> = fieldKinds

/** Throws for a kind the engine does not have: the pack check lets none through. */
export function rulesOf(kind: string): FieldKindRules {
  const rules = Object.hasOwn(byName, kind) ? byName[kind] : undefined
  if (!rules)
    throw new Error(`no field kind "${kind}"; there are ${Object.keys(byName).join(', ')}`)
  return rules
}
