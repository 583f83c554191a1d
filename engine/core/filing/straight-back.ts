import type { Hours } from '#core/base'
import type { FilingState } from './definition.ts'

type Claim = NonNullable<FilingState['backAs']>
interface Asked {
  readonly kind?: string | undefined
  readonly year?: number | undefined
  readonly subject?: string | undefined
  readonly claimed?: Hours | undefined
}

/** What is asked for, if anything: whoever decided before the return has decided just this. */
export function claimOf({ kind, year, subject, claimed }: Asked): Claim | undefined {
  const claim: Claim = {
    ...(kind !== undefined && { kind }),
    ...(year !== undefined && { year }),
    ...(subject !== undefined && { subject }),
    ...(claimed !== undefined && { claimed }),
  }
  return Object.keys(claim).length > 0 ? claim : undefined
}

/**
 * Returned to its filer by a step that wants it straight back, and submitted with the same claim: what
 * earlier steps decided stands. With another it starts anew, or they would never see it.
 */
export function comesStraightBack(before: FilingState, now: Asked): boolean {
  const { state, back, backAs = {} } = before
  return (
    state === 'returned' &&
    back !== undefined &&
    backAs.kind === now.kind &&
    backAs.year === now.year &&
    backAs.subject === now.subject &&
    backAs.claimed === now.claimed
  )
}
