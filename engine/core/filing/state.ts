import type { FilingState } from './definition.ts'

type Optional<K extends keyof FilingState> = object extends Pick<FilingState, K> ? undefined : never

/** A state while it is worked on: every key is there, what is absent is undefined. */
export type OpenState = {
  -readonly [K in keyof FilingState]-?: FilingState[K] | Optional<K>
}

/**
 * A copy to work on. Every state is made by the two functions here, key by key and in one order:
 * copied and deleted from at will, objects of this size become slow ones, and states are made often.
 */
export const opened = (it: FilingState): OpenState => ({
  ...always(it),
  person: it.person,
  office: it.office,
  refers: it.refers,
  account: it.account,
  kind: it.kind,
  kindGroup: it.kindGroup,
  year: it.year,
  subject: it.subject,
  claimed: it.claimed,
  awarded: it.awarded,
  route: it.route,
  back: it.back,
  backOffice: it.backOffice,
  backAs: it.backAs,
  submittedAt: it.submittedAt,
  decidedAt: it.decidedAt,
  last: it.last,
  permit: it.permit,
  admitted: it.admitted,
  deciders: it.deciders,
  verified: it.verified,
})

/** What is absent stays absent: a state must be the same after it went through JSON. */
export function closed(it: OpenState): FilingState {
  const state: { -readonly [K in keyof FilingState]: FilingState[K] } = always(it)
  if (it.person !== undefined) state.person = it.person
  if (it.office !== undefined) state.office = it.office
  if (it.refers !== undefined) state.refers = it.refers
  if (it.account !== undefined) state.account = it.account
  if (it.kind !== undefined) state.kind = it.kind
  if (it.kindGroup !== undefined) state.kindGroup = it.kindGroup
  if (it.year !== undefined) state.year = it.year
  if (it.subject !== undefined) state.subject = it.subject
  if (it.claimed !== undefined) state.claimed = it.claimed
  if (it.awarded !== undefined) state.awarded = it.awarded
  if (it.route !== undefined) state.route = it.route
  if (it.back !== undefined) state.back = it.back
  if (it.backOffice !== undefined) state.backOffice = it.backOffice
  if (it.backAs !== undefined) state.backAs = it.backAs
  if (it.submittedAt !== undefined) state.submittedAt = it.submittedAt
  if (it.decidedAt !== undefined) state.decidedAt = it.decidedAt
  if (it.last !== undefined) state.last = it.last
  if (it.permit !== undefined) state.permit = it.permit
  if (it.admitted !== undefined) state.admitted = it.admitted
  if (it.deciders !== undefined) state.deciders = it.deciders
  if (it.verified !== undefined) state.verified = it.verified
  return state
}

/** What every filing has from its first moment. */
const always = (it: FilingState | OpenState) => ({
  id: it.id,
  region: it.region,
  pack: it.pack,
  chain: it.chain,
  filedBy: it.filedBy,
  seq: it.seq,
  state: it.state,
  desks: it.desks,
  since: it.since,
  data: it.data,
  marks: it.marks,
  title: it.title,
  credited: it.credited,
  stuck: it.stuck,
  label: it.label,
  decisions: it.decisions,
  returns: it.returns,
  approvedOnce: it.approvedOnce,
})
