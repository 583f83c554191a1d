import type { AccountId } from '#core/base'
import type { ActionName } from '#core/workflow'
import type { Decider, Entry, FilingState } from './definition.ts'
import type { Law } from './law.ts'

type Deciders = NonNullable<FilingState['deciders']>

export const deciderOf = (step: string, account: AccountId, action: ActionName): Decider => ({
  step,
  account,
  ...(action === 'record' && { recorded: true }),
})

/** Who decided which step, with this line; what is to be decided anew is forgotten. */
export function decidersAfter(
  law: Law,
  before: Deciders | undefined,
  entry: Entry,
): Deciders | undefined {
  const { action, by, from, to } = entry
  const decided = (action === 'approve' || action === 'record') && by.kind === 'post'
  const all = decided ? [...(before ?? []), deciderOf(from!, by.account, action)] : (before ?? [])
  const at = law.stepAt.get(to)
  const isStill = from === to || action === 'reassign'
  const kept =
    at === undefined || isStill ? all : all.filter((one) => (law.stepAt.get(one.step) ?? at) < at)
  return kept.length > 0 ? kept : undefined
}
