import type { StepAction, StepDefinition, VerificationDefinition, Who } from './definition.ts'

export const actionsOf = (step: StepDefinition): readonly StepAction[] =>
  step.may ?? ['approve', 'refuse']

/** Whether this way of naming reviewers is, or may turn out to be, of the given shape. */
export function mayBe(who: Who, shape: 'climb' | 'all'): boolean {
  if (shape in who) return true
  return 'route' in who && who.route.some((it) => mayBe(it.who, shape))
}

/** Whether a filing may go by without anybody there deciding. */
export function mayPassOver(step: StepDefinition): boolean {
  return step.skip !== undefined || step.auto !== undefined
}

/** Reasons to pass a step over, as a list. */
export function skipReasons(step: StepDefinition): readonly string[] {
  const when = step.skip?.when
  return when === undefined ? [] : typeof when === 'string' ? [when] : when
}
export const builtInReasons: readonly string[] = ['review-closed', 'no-such-office']

/** The state a passed verification leads to, if there is one. */
export function passState(it: VerificationDefinition): string | undefined {
  return it.pass === false ? undefined : (it.pass?.state ?? 'verified')
}
