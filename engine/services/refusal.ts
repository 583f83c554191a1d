import type { Issue } from '#core/base'

/** What a service could not do, as it will be told. Thrown through services, answered by http. */
export class Refused extends Error {
  readonly issues: readonly Issue[]
  readonly open: readonly string[] | undefined
  constructor(issues: Issue | readonly Issue[], open?: readonly string[]) {
    const all = Array.isArray(issues) ? (issues as readonly Issue[]) : [issues as Issue]
    super(all.map((it) => it.code).join(', '))
    this.issues = all
    this.open = open
  }
}
