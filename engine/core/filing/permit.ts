import { issue, type Issue } from '#core/base'
import type { ChainDefinition } from '#core/workflow'
import { caseOf, type Case } from './case.ts'
import type { Effect, FilingState } from './definition.ts'
import { meets } from './facts.ts'
import { closed, opened } from './state.ts'

/** What a permit is given for, used up by and good for. */
type Thing = NonNullable<FilingState['permit']>
interface KindAndYear {
  readonly kind?: string | undefined
  readonly year?: number | undefined
}
export const thingOf = ({ kind, year }: KindAndYear): Thing => ({
  ...(kind !== undefined && { kind }),
  ...(year !== undefined && { year }),
})
const isSame = (thing: Thing, it: KindAndYear): boolean =>
  thing.kind === it.kind && thing.year === it.year

/** A permit used up stays with what it was used for: changed into something else, it is gone. */
export const permitKept = (permit: Thing | undefined, it: KindAndYear): Thing | undefined =>
  permit && isSame(permit, it) ? permit : undefined

/** One permit, one filing. What was once let in needs none when it is submitted again for the same thing. */
export function permitIssue(it: Case): Issue | undefined {
  if (!needsPermit(it) || it.world.counts.permit) return undefined
  return issue('permit-needed', [], { kind: it.state.kind, year: it.state.year })
}
export function needsPermit(it: Case): boolean {
  const needed: NonNullable<ChainDefinition['permit']>['needed'] | undefined =
    it.law.chain.permit?.needed
  if (needed === undefined) return false
  const { admitted } = it.state
  if (admitted && isSame(admitted, it.state)) return false
  return needed === 'always' || meets(it, needed.when)
}

/** As it stands once it is submitted: its way is asked with the permit it goes by, or without. */
export function asPermitted(it: Case): Case {
  if (!it.law.chain.permit) return it
  const next = opened(it.state)
  next.permit = needsPermit(it) ? thingOf(it.state) : permitKept(it.state.permit, it.state)
  return caseOf(it.pack, closed(next), it.world, it.before)
}

export function permitUsed(it: Case): readonly Effect[] {
  const { person, chain } = it.state
  if (!person || !needsPermit(it)) return []
  return [{ do: 'use-permit', person, chain, ...thingOf(it.state) }]
}
