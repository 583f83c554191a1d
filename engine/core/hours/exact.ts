import type { Hours } from '#core/base'

export type Rounding = 'down' | 'up' | 'nearest'

/**
 * `amount / size`, as whole numbers over whole numbers: 0.3 of 0.1 is 3. Up to six decimals, as many
 * as a form lets in.
 */
function asFraction(
  amount: number,
  size: number,
): { readonly top: number; readonly bottom: number } {
  return { top: Math.round(amount * 1e6), bottom: Math.round(size * 1e6) }
}

/** How many times `size` goes into `amount`, as a whole number. */
export function wholeUnits(amount: number, size: number, round: Rounding): number {
  const { top, bottom } = asFraction(amount, size)
  const rest = top % bottom
  const down = (top - rest) / bottom
  if (round === 'up') return rest > 0 ? down + 1 : down
  return round === 'nearest' && rest * 2 >= bottom ? down + 1 : down
}

/** `amount / size × per`, down to the step people may claim. */
export function sharedHours(amount: number, size: number, per: Hours, step: Hours): Hours {
  const { top, bottom } = asFraction(amount, size)
  const steps = (BigInt(top) * BigInt(per * 4)) / (BigInt(bottom) * BigInt(step * 4))
  return Number(steps) * step
}

/** num/den of hours, up to the next step. */
export function upToStep(top: number, bottom: number, step: Hours): Hours {
  return wholeUnits(top, bottom * step, 'up') * step
}

export const isStep = (hours: Hours, step: Hours): boolean => Number.isInteger(hours / step)

/** `16`, `1.5`: without a trailing zero. */
export const say = (hours: number): string => String(hours)
