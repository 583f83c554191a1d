/** Hours: what is suggested, what may be claimed, what counts, whether the year is reached. Knows no chain and no person. */
export type * from './definition.ts'
export { checkClaim, uncomputed } from './claim.ts'
export { type Comparable, type Duplicate, findDuplicates } from './duplicates.ts'
export { elapsedHalfDays, inclusiveHalfDays } from './half-days.ts'
export {
  capRoom,
  type Draft,
  type HoldsFor,
  judgeYear,
  type Room,
  type Sums,
} from './judge.ts'
export { requirementFor } from './requirement.ts'
export { reachOf } from './subjects.ts'
export { findFormula, type Suggestion, suggestHours } from './suggest.ts'
