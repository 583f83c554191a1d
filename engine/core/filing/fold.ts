import type { Pack } from '#core/pack'
import { passState } from '#core/workflow'
import { putData } from './claim.ts'
import type { Desk, Entry, FilingHead, FilingState } from './definition.ts'
import { decidersAfter } from './deciders.ts'
import { lawOf, stepOf, type Law } from './law.ts'
import { permitKept, thingOf } from './permit.ts'
import { closed, opened, type OpenState } from './state.ts'
import { claimOf, comesStraightBack } from './straight-back.ts'

/**
 * Raise it when replaying the same log gives another fold. Folds are kept: a database written by an
 * earlier version has them all made anew before anybody decides by one.
 */
export const foldVersion = 2

/** A filing before its first line. */
export function blank(pack: Pack, head: FilingHead): FilingState {
  const { machine, form } = lawOf(pack, head.chain)
  return {
    ...head,
    seq: 0,
    state: machine.start,
    desks: [],
    since: '' as FilingState['since'],
    data: {},
    marks: [],
    title: form.title,
    credited: false,
    stuck: false,
    label: machine.states[machine.start]?.label ?? '',
    decisions: 0,
    returns: 0,
    approvedOnce: false,
  }
}

/** What a filing is: the fold over its log. Throws on a log that is not one. */
export function replay(pack: Pack, head: FilingHead, log: readonly Entry[]): FilingState {
  const law = lawOf(pack, head.chain)
  let state = blank(pack, head)
  for (const entry of log) state = apply(law, state, entry)
  return state
}

/** One more line. `decide` uses this very function, so what it promises is what a replay finds. */
export function apply(law: Law, state: FilingState, entry: Entry): FilingState {
  if (entry.seq !== state.seq + 1) {
    throw new Error(`Entry ${entry.seq} of filing ${state.id} does not follow ${state.seq}.`)
  }
  const next = opened(state)
  if (entry.data) putData(next, law.form, entry.data)
  const { action, to } = entry
  next.seq = entry.seq
  next.state = to
  next.desks = entry.desks
  next.since = entry.at
  next.label = labelOf(law, entry)
  next.stuck = isStuck(law, entry)
  next.last = { seq: entry.seq, action, by: entry.by, at: entry.at }
  const type = law.machine.states[to]?.type
  const anew = action === 'submit' && !comesStraightBack(state, next)
  if (action === 'submit') onSubmit(next, entry, law, anew)
  else if (action === 'return') onReturn(next, entry)
  else if (action !== 'save' && action !== 'reassign') settleBack(next, entry)
  if (decisions.has(action)) next.decisions += 1
  if (action === 'verify') next.verified = [...(state.verified ?? []), verifiedBy(law, entry)]
  if (law.namesDeciders) next.deciders = decidersAfter(law, anew ? [] : state.deciders, entry)
  if (entry.awarded !== undefined) next.awarded = entry.awarded
  if (type === 'approved') next.approvedOnce = true
  if (type !== 'draft' && type !== 'waiting') next.decidedAt = entry.at
  else if (type === 'draft') next.decidedAt = undefined
  for (const effect of entry.effects) {
    if (effect.do === 'credit') {
      next.credited = true
      next.awarded = effect.hours
    } else if (effect.do === 'revoke-credits') next.credited = false
    else if (effect.do === 'use-permit') next.permit = thingOf(effect)
  }
  return closed(next)
}

const decisions: ReadonlySet<string> = new Set(['approve', 'record', 'refuse', 'return'])

function onSubmit(next: OpenState, entry: Entry, law: Law, anew: boolean): void {
  next.submittedAt = entry.at
  next.decisions = 0
  next.marks = []
  if (anew) next.awarded = undefined
  next.decidedAt = undefined
  next.verified = undefined
  forgetWayBack(next)
  next.route = entry.route
  next.permit = permitKept(next.permit, next)
  if (law.chain.permit) next.admitted = thingOf(next)
}

function onReturn(next: OpenState, entry: Entry): void {
  next.marks = entry.marks ?? []
  if (entry.to === 'returned') next.returns += 1
  next.back = entry.back
  next.backOffice = entry.back && entry.by.kind === 'post' ? entry.by.office : undefined
  next.backAs = entry.back && entry.to === 'returned' ? claimOf(next) : undefined
}

/** The way straight back is used up by the next move out of the step. */
function settleBack(next: OpenState, entry: Entry): void {
  if (entry.from !== entry.to) forgetWayBack(next)
}
function forgetWayBack(next: OpenState): void {
  next.back = undefined
  next.backOffice = undefined
  next.backAs = undefined
}

/** Lines from before they said so are told by where they lead. */
const verifiedBy = ({ chain }: Law, { after, to }: Entry): string =>
  after ?? chain.after?.find((it) => passState(it) === to)?.id ?? to

/** The state's word, or that of the step that decided (企业审核通过). */
function labelOf(law: Law, entry: Entry): string {
  const state = law.machine.states[entry.to]
  const from = entry.from === null ? undefined : stepOf(law, entry.from)
  const to = stepOf(law, entry.to)
  if (entry.to === 'refused') return from?.labels?.refused ?? state?.label ?? entry.to
  if (entry.to === 'returned') return from?.labels?.returned ?? state?.label ?? entry.to
  if (!to) return state?.label ?? entry.to
  if (to.label) return to.label
  const waiting = law.chain.labels.waiting ?? state?.label ?? entry.to
  if (from && from !== to && (entry.action === 'approve' || entry.action === 'record')) {
    return from.labels?.approved ?? waiting
  }
  return entry.action === 'submit' && law.stepAt.get(to.id) !== 0
    ? waiting
    : (state?.label ?? waiting)
}

/** Somebody who should decide is missing, and nobody else can take their place. */
function isStuck(law: Law, entry: Entry): boolean {
  if (law.machine.states[entry.to]?.type !== 'waiting') return false
  const open = entry.desks.filter((desk) => !desk.done)
  return open.length === 0 || (needsAll(law, entry) ? open.some(isEmpty) : open.every(isEmpty))
}
const isEmpty = (desk: Desk) => desk.empty === true

function needsAll(law: Law, entry: Entry): boolean {
  return law.machine.transitions.some((it) => it.from === entry.to && it.guard === 'others-pending')
}
