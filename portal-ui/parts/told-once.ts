import type { Hint } from '#core/api'

/** The same said twice is no news: two filings that overlap may well be called the same. */
export const toldOnce = (hints: readonly Hint[]): readonly Hint[] => [
  ...new Map(hints.map((it) => [it.says, it])).values(),
]
