import type { AccountId } from '#core/base'
import type { ActionName } from '#core/workflow'
import type { Decider, Entry, FilingState } from './definition.ts'
import { caseOf, type Case } from './case.ts'
import type { Law } from './law.ts'
import { closed, opened } from './state.ts'

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
  return at === undefined || isStill ? someOf(all) : someOf(ofStepsBefore(law, all, at))
}
const someOf = (all: Deciders): Deciders | undefined => (all.length > 0 ? all : undefined)
const ofStepsBefore = (law: Law, all: Deciders, at: number): Deciders =>
  all.filter((one) => (law.stepAt.get(one.step) ?? at) < at)

/** As it is when this step and those behind it are decided anew: who decided them may do so again. */
export function anewFrom(it: Case, at: number): Case {
  if (!it.state.deciders) return it
  const next = opened(it.state)
  next.deciders = someOf(ofStepsBefore(it.law, it.state.deciders, at))
  return caseOf(it.pack, closed(next), it.world, it.before)
}
