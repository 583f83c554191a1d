import {
  yearOf,
  type AccountId,
  type DepartmentId,
  type FieldValues,
  type Hours,
  type OfficeId,
} from '#core/base'
import type { EffectDefinition, StateId } from '#core/workflow'
import { fieldsFor } from '#core/form'
import { aboutOffice, type Case } from './case.ts'
import { sameValues } from './claim.ts'
import type { Effect } from './definition.ts'
import { today } from './getters.ts'

/**
 * What a move does, with every figure fixed. Hours never count twice, and never stay counted when a
 * filing is refused, deleted or given back to its filer or to the step they count from: the opposite lines are added even if a pack forgot them.
 */
export function effectsOf(
  it: Case,
  definitions: readonly EffectDefinition[],
  to: StateId,
  awarded: Hours | undefined,
): readonly Effect[] {
  const keeps = staysCounted(it, to)
  const revokes = definitions.some((one) => one.do === 'revoke-credits')
  const corrects =
    keeps && it.state.credited && awarded !== undefined && awarded !== it.state.awarded
  if (definitions.length === 0 && !corrects && (keeps || !it.state.credited)) return none
  // Counted already and changed by a later step: taken back, and counted anew.
  const corrected = corrects
    ? [...effectOf(it, { do: 'revoke-credits' }, awarded), ...credit(it, awarded)]
    : none
  const effects = [...corrected, ...definitions.flatMap((one) => effectOf(it, one, awarded))]
  if (it.state.credited && !keeps && !revokes)
    effects.push(...effectOf(it, { do: 'revoke-credits' }, awarded))
  if (
    effects.some((one) => one.do === 'revoke-credits') &&
    !effects.some((one) => one.do === 'void-certificates')
  ) {
    effects.push(...effectOf(it, { do: 'void-certificates' }, awarded))
  }
  return effects
}
const none: readonly never[] = Object.freeze([])

/** Behind the step from which hours count, or at the end: there they may stay counted. */
function staysCounted({ law }: Case, to: StateId): boolean {
  const type = law.machine.states[to]?.type
  if (type === 'approved' || type === 'verified') return true
  const from = law.stepAt.get(law.chain.credits?.at ?? 'end') ?? -1
  return type === 'waiting' && law.stepAt.get(to)! > from
}

function effectOf(it: Case, one: EffectDefinition, awarded: Hours | undefined): readonly Effect[] {
  const { state } = it
  const { person, data } = state
  const year = state.year ?? yearOf(today(it))
  switch (one.do) {
    case 'credit':
      return state.credited ? none : credit(it, awarded ?? state.awarded ?? state.claimed ?? 0)
    case 'revoke-credits':
      return state.credited ? [{ do: one.do, filing: state.id }] : none
    case 'void-certificates':
      return person ? [{ do: one.do, person, year }] : none
    case 'issue-certificate':
      return person ? [{ do: one.do, person, year, certificate: one.certificate }] : none
    case 'open-account':
      return openAccount(it)
    case 'close-account': {
      const account = accountOf(it)
      return person && account ? [{ do: one.do, account, person }] : none
    }
    case 'apply-change': {
      const office = it.law.chain.about === 'office' ? aboutOffice(it) : undefined
      const who = office ? { office } : person ? { person } : undefined
      return who ? [{ do: one.do, ...who, attributes: filled(it) }] : none
    }
    case 'move-person': {
      const to = text(data, one.to) as OfficeId | undefined
      const department = text(data, one.department) as DepartmentId | undefined
      return person && to ? [{ do: one.do, person, to, ...(department && { department }) }] : none
    }
    case 'move-office': {
      const office = state.office ?? aboutOffice(it)
      const to = text(data, one.to) as OfficeId | undefined
      const relation =
        typeof one.relation === 'string' ? one.relation : text(data, one.relation.field)
      return office && to && relation ? [{ do: one.do, office, relation, to }] : none
    }
    case 'permit':
      if (!person) return none
      return [
        {
          do: one.do,
          person,
          chain: one.chain,
          ...(one.same.includes('year') && state.year !== undefined && { year: state.year }),
          ...(one.same.includes('kind') && state.kind !== undefined && { kind: state.kind }),
        },
      ]
  }
}

function credit(it: Case, hours: Hours): readonly Effect[] {
  const { state } = it
  if (!state.person) throw new Error(`Filing ${state.id} credits hours but is about no person.`)
  const same = sameValues(it.pack, state)
  return [
    {
      do: 'credit',
      person: state.person,
      year: state.year ?? yearOf(today(it)),
      subject: state.subject ?? it.pack.hours.subjects[0]?.id ?? '',
      kind: state.kind ?? state.chain,
      hours,
      claimed: state.claimed ?? hours,
      title: state.title,
      ...(same && { same }),
      chain: state.chain,
    },
  ]
}

function openAccount(it: Case): readonly Effect[] {
  const { person, data } = it.state
  const account = accountOf(it)
  if (!person || !account) return none
  const { means } = it.law.form
  const office = text(data, means.office) as OfficeId | undefined
  const department = text(data, means.department) as DepartmentId | undefined
  const { name, ...attributes } = filled(it)
  return [
    {
      do: 'open-account',
      account,
      person,
      ...(office && { office }),
      ...(department && { department }),
      ...(typeof name === 'string' && { name }),
      attributes,
    },
  ]
}

/** Whose account it is about: who registers, or the person an office files for. */
function accountOf(it: Case): AccountId | undefined {
  const { account, filedBy } = it.state
  return (
    account ??
    (filedBy.kind === 'anyone' || filedBy.kind === 'person'
      ? filedBy.account
      : (it.world.person?.account as AccountId | undefined))
  )
}

/** Values of fields that fill an attribute, by attribute. */
function filled(it: Case): FieldValues {
  const values: Record<string, FieldValues[string]> = {}
  for (const field of fieldsFor(it.law.form, it.state.kind)) {
    if (field.fills && it.state.data[field.id] !== undefined)
      values[field.fills] = it.state.data[field.id]
  }
  return values
}

function text(data: FieldValues, field: string | undefined): string | undefined {
  const value = field === undefined ? undefined : data[field]
  return typeof value === 'string' && value !== '' ? value : undefined
}
