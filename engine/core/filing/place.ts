import type { Issue, OfficeId } from '#core/base'
import { superiorIssue } from '#core/org'
import type { Case } from './case.ts'
import type { Decision, FilingState } from './definition.ts'

/**
 * Why the office may not come to stand where this filing would put it. Judged when it is handed in,
 * and again when it is carried out: the tree may have changed in between.
 */
export function placeIssue(it: Case, { entry, state }: Decision): Issue | undefined {
  return entry.action === 'submit' || entry.action === 'approve'
    ? placeIssueOf(it, state)
    : undefined
}
export function placeIssueOf(it: Case, state: FilingState): Issue | undefined {
  const planned = it.law.chain.effects?.approved?.find((one) => one.do === 'move-office')
  if (planned?.do !== 'move-office') return undefined
  const { relation } = planned
  const by = typeof relation === 'string' ? relation : state.data[relation.field]
  const to = state.data[planned.to]
  if (!state.office || typeof by !== 'string' || typeof to !== 'string') return undefined
  const place = { office: state.office, relation: by, to: to as OfficeId }
  const wrong = superiorIssue(it.pack.org, it.world.org, place)
  return wrong && { ...wrong, at: [planned.to] }
}
