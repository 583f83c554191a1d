import { type FieldValues, type Hours, type Issue, issue } from '#core/base'
import type { Formula } from './definition.ts'
import { isStep } from './exact.ts'
import { inputsOf, isGiven } from './shape-inputs.ts'

/**
 * May this be claimed? All issues at once, at `at`. Without a formula only the step counts; what to
 * say where nothing could be suggested, `uncomputed` knows.
 */
export function checkClaim(
  formula: Formula | undefined,
  suggested: Hours | undefined,
  claimed: Hours | undefined,
  step: Hours,
  at: readonly (string | number)[] = [],
): readonly Issue[] {
  if (claimed === undefined) return []
  const issues: Issue[] = []
  if (claimed <= 0) issues.push(issue('claim-not-positive', at, { claimed }))
  if (!isStep(claimed, step)) issues.push(issue('not-a-step', at, { step, value: claimed }))
  const most = mostOf(formula)
  if (formula && most !== undefined && claimed > most) {
    issues.push(issue('over-item-cap', at, { max: most, claimed, rule: formula.title }))
  }
  const broken = formula && suggested !== undefined && overridden(formula, suggested, claimed)
  if (broken) issues.push(issue(broken, at, { suggested, claimed, rule: formula.title }))
  return issues
}

/**
 * A rule that binds what is claimed (`override` other than free) but gives no figure would bind
 * nothing: each field it still needs, at that field; with all of them there, that it does not cover
 * what they say.
 */
export function uncomputed(
  formula: Formula | undefined,
  values: FieldValues,
  at: readonly (string | number)[] = [],
): readonly Issue[] {
  if (!formula || (formula.override ?? 'free') === 'free' || formula.shape === 'entered') return []
  const rule = formula.title
  const missing = inputsOf(formula).filter((field) => !isGiven(values[field]))
  return missing.length > 0
    ? missing.map((field) => issue('claim-input-missing', [field], { rule }))
    : [issue('claim-not-computable', at, { rule })]
}

function overridden(formula: Formula, suggested: Hours, claimed: Hours): string | undefined {
  if (formula.override === 'none' && claimed !== suggested) return 'claim-not-as-computed'
  return formula.override === 'lower' && claimed > suggested ? 'claim-above-suggested' : undefined
}

/** A cap for one item; a formula of entered hours may bound them by its own `max`. */
function mostOf(formula: Formula | undefined): Hours | undefined {
  if (!formula) return undefined
  const entered = formula.shape === 'entered' ? formula.max : undefined
  const cap = formula['max-per-item']
  return entered === undefined ? cap : Math.min(entered, cap ?? entered)
}
