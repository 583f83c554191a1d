import type { FieldValues } from '#core/base'
import { type DefaultSources, defaultsFor, givenFields } from '#core/form'
import type { Person } from '#core/org'
import type { Pack } from '#core/pack'
import { caseOf, type Case } from './case.ts'
import type { FilingState, World } from './definition.ts'
import { today } from './getters.ts'

/** What stands in a form when it is opened: from the pack, the person, their unit, the calendar. */
export function startingValues(pack: Pack, state: FilingState, world: World): FieldValues {
  const it = caseOf(pack, state, world)
  return defaultsFor(it.law.form, sourcesOf(it))
}

/**
 * The values fields that may not change are held to: those stored; in a filing not yet stored, those
 * the system puts there itself (原调出单位), which no request can name otherwise.
 */
export function valuesBefore(pack: Pack, state: FilingState, world: World): FieldValues {
  return heldTo(caseOf(pack, state, world))
}
export function heldTo(it: Case): FieldValues {
  if (it.state.seq > 0) return it.state.data
  const given = givenFields(it.law.form)
  if (given.length === 0) return it.state.data
  const values = defaultsFor(it.law.form, sourcesOf(it))
  return Object.fromEntries(
    given.flatMap((id) => (values[id] === undefined ? [] : [[id, values[id]]])),
  )
}

function sourcesOf(it: Case): DefaultSources {
  const { person, org } = it.world
  const unit = person?.office === undefined ? undefined : org.office(person.office)
  return {
    today: today(it),
    ...(person && { person: known(person, { department: person.department }) }),
    ...(unit && { unit: known(unit) }),
  }
}
const known = (
  it: Pick<Person, 'name' | 'attributes'> & { readonly id: string },
  more: { readonly department?: string | undefined } = {},
) => ({
  id: it.id,
  attributes: {
    ...it.attributes,
    name: it.name,
    ...(more.department !== undefined && { department: more.department }),
  },
})
