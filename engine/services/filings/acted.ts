import type { ActedView } from '#core/api'
import type { Decision, FilingState } from '#core/filing'
import type { ActionName } from '#core/workflow'
import { fill } from '../sentences.ts'
import type { Viewer } from '../viewer.ts'

export function actedView(viewer: Viewer, { state, entry }: Decision): ActedView {
  return {
    id: state.id,
    seq: state.seq,
    state: state.state,
    stateType: viewer.pack.machines[state.chain]?.states[state.state]?.type ?? state.state,
    label: state.label,
    says: saysOf(viewer, state, entry.action),
  }
}

const done: Readonly<Partial<Record<ActionName, string>>> = {
  save: 'saved',
  submit: 'submitted',
  approve: 'approved',
  refuse: 'refused',
  return: 'returned',
  record: 'recorded',
  withdraw: 'withdrawn',
  delete: 'deleted',
  verify: 'verified',
}

/** What happened, and who holds it now, in the region's words. */
export function saysOf(viewer: Viewer, state: FilingState, action: ActionName): string {
  const { texts } = viewer.pack
  const chain = viewer.pack.chains[state.chain]
  const own = action === 'save' || action === 'submit' ? chain?.[action]?.says : undefined
  const message =
    own ?? texts.messages[done[action] ?? action] ?? texts.actions[action] ?? state.label
  const holders = state.desks.filter((it) => !it.done).map((it) => it.officeName)
  const isWaiting = viewer.pack.machines[state.chain]?.states[state.state]?.type === 'waiting'
  const then = state.stuck ? texts.messages['nobody-there'] : texts.messages['now-at']
  return isWaiting && then ? `${message}${fill(then, { holders }, texts)}` : message
}
