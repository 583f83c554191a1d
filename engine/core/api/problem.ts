import type { Issue } from '#core/base'

/** A refusal as it travels: the codes of core, with the region's sentence beside each. */
export interface Problem {
  readonly error: {
    readonly code: string
    /** Chinese, complete, what to do included. */
    readonly says: string
    readonly issues: readonly (Issue & { readonly says: string })[]
    /** What can be done instead. */
    readonly open?: readonly string[]
    /** To quote when asking for help. */
    readonly reference: string
  }
}
