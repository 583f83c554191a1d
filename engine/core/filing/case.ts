import type { DepartmentId, OfficeId } from '#core/base'
import type { Office } from '#core/org'
import type { Pack } from '#core/pack'
import type { FactValue } from '#core/rules'
import type { FilingState, World } from './definition.ts'
import { lawOf, type Law } from './law.ts'

/** One filing looked at in one world; what the functions of this room hand around while deciding. */
export interface Case {
  readonly pack: Pack
  readonly law: Law
  readonly state: FilingState
  /** What `state` was before values were put into it to be judged. */
  readonly before: FilingState
  readonly world: World
  /** Gathered when first asked for. */
  facts: Record<string, FactValue> | undefined
  /** The office that facts about the step are of. */
  stepOffice: Office | undefined
}

export function caseOf(pack: Pack, state: FilingState, world: World, before = state): Case {
  const law = lawOf(pack, state.chain)
  return { pack, law, state, before, world, facts: undefined, stepOffice: undefined }
}

/** As much of it as says where it belongs. */
export type Concern = Pick<Case, 'law' | 'state'> & { readonly world: Pick<World, 'person'> }

/** The office the person belongs to; for registrations, the one they ask to belong to. */
export function unitOf(it: Concern): OfficeId | undefined {
  return it.world.person ? it.world.person.office : officeField(it, it.law.form.means.office)
}
export function aboutOffice(it: Concern): OfficeId | undefined {
  return it.state.office ?? officeField(it, it.law.form.means.office)
}
/** Filed by this account, or about its person: what the `self` of a step is about. */
export function isOwn(it: Case, account: string): boolean {
  const { filedBy } = it.state
  if (it.world.person?.account === account) return true
  return 'account' in filedBy && filedBy.account === account
}
/** The office in a field, or the one chosen with the way of submission that asks for this field. */
export function officeField(it: Concern, field: string | undefined): OfficeId | undefined {
  if (field === undefined) return undefined
  const route = it.state.route
  if (route?.office) {
    const choice = it.law.chain.submit?.routes?.find((way) => way.id === route.id)
    if (choice?.asks === field) return route.office
  }
  const value = it.state.data[field]
  return typeof value === 'string' ? (value as OfficeId) : undefined
}
/** The person's department, if this is their office: elsewhere they have none. */
export function departmentAt(it: Concern, office: OfficeId): DepartmentId | undefined {
  const person = it.world.person
  if (person) return person.office === office ? person.department : undefined
  const { department } = it.law.form.means
  if (!department || unitOf(it) !== office) return undefined
  const value = it.state.data[department]
  return typeof value === 'string' ? (value as DepartmentId) : undefined
}
