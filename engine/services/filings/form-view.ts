import type { FormView } from '#core/api'
import type { DepartmentId, FieldValues, OfficeId } from '#core/base'
import { dayAt } from '#core/base'
import { type FilingState, gatherFacts, valuesBefore, type World } from '#core/filing'
import { fieldsFor, fixedFields, kindIn } from '#core/form'
import type { OrgView } from '#core/org'
import type { Pack } from '#core/pack'
import { namesIn } from '#core/rules'
import type { Db } from '#storage/db'
import { findPeople } from '#storage/people'
import { formConditions } from './needs.ts'

/** The form of a chain, ready to draw, under the pack the filing is pinned to. */
export async function formView(
  db: Db,
  given: { pack: Pack; state: FilingState; world: World; values: FieldValues },
): Promise<FormView> {
  const { pack, state, world, values } = given
  const form = pack.forms[pack.chains[state.chain]!.form]!
  const facts = gatherFacts(pack, state, world)
  return {
    pack: pack.hash,
    chain: state.chain,
    form,
    conditions: Object.fromEntries(
      withInner(pack, formConditions(form)).map((name) => [name, pack.conditions[name]!]),
    ),
    facts: Object.fromEntries(
      Object.entries(facts).filter(
        (it): it is [string, NonNullable<(typeof it)[1]>] =>
          it[1] !== undefined && !it[0].startsWith('field.'),
      ),
    ),
    values,
    names: await namesOf(db, state.region, world.org, form, values),
    fixed: fixedFields(form, {
      approvedOnce: state.approvedOnce,
      previous: valuesBefore(pack, state, world),
    }),
    today: dayAt(world.now, pack.offsetMinutes),
    hoursStep: pack.hours.step,
  }
}

/** The named ones and those they refer to. */
function withInner(pack: Pack, names: readonly string[]): readonly string[] {
  const all = new Set<string>()
  const todo = [...names]
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    const it = pack.conditions[name]
    if (!it || all.has(name)) continue
    all.add(name)
    todo.push(...namesIn(it.test))
  }
  return [...all]
}

/** Names of offices, departments and people that values hold by id. */
export async function namesOf(
  db: Db,
  region: string,
  org: OrgView,
  form: Pack['forms'][string],
  values: FieldValues,
): Promise<Readonly<Record<string, string>>> {
  const names: Record<string, string> = {}
  const people: string[] = []
  for (const field of fieldsFor(form, kindIn(form, values))) {
    const value = values[field.id]
    if (typeof value !== 'string') continue
    if (field.kind === 'office') names[value] = org.office(value as OfficeId)?.name ?? ''
    if (field.kind === 'department') names[value] = departmentName(org, value)
    if (field.kind === 'person') people.push(value)
  }
  for (const it of await findPeople(db, region, people)) names[it.id] = it.name
  return names
}

export const departmentName = (org: OrgView, id: string): string =>
  org.department(id as DepartmentId)?.department.name ?? ''
