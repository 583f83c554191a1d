import type { FieldValues, Hours } from '#core/base'
import type { Formula, HoursDefinition, Reason } from './definition.ts'
import { say } from './exact.ts'
import { compute } from './shapes.ts'

export interface Suggestion {
  readonly hours: Hours
  /** One sentence for under the hours field. */
  readonly explanation: string
  readonly reasons: readonly Reason[]
}

export const findFormula = (hours: HoursDefinition, id: string | undefined): Formula | undefined =>
  id === undefined ? undefined : hours.formulas.find((it) => it.id === id)

/**
 * What the region's rule would give for these values, and why. Undefined when the kind has no
 * formula, the hours are the filer's to enter, or what the rule needs is not filled in (or reversed).
 * `show` gives the text of a field's value (an option's title) for the sentence.
 */
export function suggestHours(
  hours: HoursDefinition,
  formulaId: string | undefined,
  values: FieldValues,
  show: (field: string) => string = (field) => String(values[field] ?? ''),
): Suggestion | undefined {
  const formula = findFormula(hours, formulaId)
  const computed = formula && compute(formula, { values, show, step: hours.step, unit: hours.unit })
  if (!formula || !computed) return undefined
  const cap = formula['max-per-item']
  const isCapped = cap !== undefined && computed.hours > cap
  const exact = isCapped ? cap : computed.hours
  // What is suggested can be claimed: a multiple of the step.
  const suggested = Math.floor(exact / hours.step) * hours.step
  const capped = isCapped ? `，每项最多 ${say(cap)} ${hours.unit}` : ''
  const explanation = `${formula.title}：${computed.how}${capped}，计 ${say(suggested)} ${hours.unit}`
  const facts = isCapped ? { ...computed.facts, 'max-per-item': cap } : computed.facts
  return { hours: suggested, explanation, reasons: [reasonOf(formula, explanation, facts)] }
}

/** A reason with the rule's clause and standing. */
export function reasonOf(
  rule: { readonly id: string; readonly source: string; readonly status: Reason['status'] },
  text: string,
  facts: Reason['facts'],
): Reason {
  const { id, source, status } = rule
  return { rule: id, text, facts, source, ...(status && { status }) }
}
