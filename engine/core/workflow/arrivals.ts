import type { ChainDefinition, EffectDefinition, StateId, StepDefinition } from './definition.ts'
import { builtInReasons, mayPassOver, skipReasons } from './shape.ts'

/**
 * Where one may arrive when heading for step `at`: it, or what follows if it is passed over. What
 * nobody has approved reaches the end only by a rule of the pack, never by closed or missing offices.
 */
export function arrivals(
  chain: ChainDefinition,
  at: number,
  approved = true,
): readonly { to: StateId; passed: boolean }[] {
  const found: { to: StateId; passed: boolean }[] = []
  const ahead = chain.steps.slice(at)
  for (const [i, step] of ahead.entries()) {
    found.push({ to: step.id, passed: i > 0 })
    if (!mayPassOver(step) || (i === ahead.length - 1 && onlyClosed(step))) return found
  }
  const byRule = ahead.some((step) => step.auto) || ahead.every(hasConditionSkip)
  return approved || byRule ? [...found, { to: 'approved', passed: ahead.length > 0 }] : found
}

/** Closed at the last step, it goes further up instead. */
const onlyClosed = (step: StepDefinition) =>
  !step.auto && skipReasons(step).every((it) => it === 'review-closed')

const hasConditionSkip = (step: StepDefinition) =>
  step.auto !== undefined || skipReasons(step).some((it) => !builtInReasons.includes(it))

/** Hours count once: at their step, or at the end if that step was passed over. */
export function effectsInto(
  chain: ChainDefinition,
  to: StateId,
  leaving?: StepDefinition,
): EffectDefinition[] {
  const credit: EffectDefinition[] = [{ do: 'credit' }]
  const counts =
    chain.credits !== undefined && (to === 'approved' || chain.credits.at === leaving?.id)
  const end = to === 'approved' ? (chain.effects?.approved ?? []) : []
  return counts && !end.some((it) => it.do === 'credit') ? [...credit, ...end] : [...end]
}

/** Passing over a step the system approves may let the hours count on the way. */
export function passedEffects(chain: ChainDefinition, to: StateId): EffectDefinition[] {
  const end = chain.steps.findIndex((it) => it.id === to)
  const passed = end < 0 ? chain.steps : chain.steps.slice(0, end)
  const auto = passed.find((it) => it.auto && it.id === chain.credits?.at)
  return effectsInto(chain, to, auto)
}
