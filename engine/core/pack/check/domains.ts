import { allKinds, lastOf, leavesOf, type Names } from './names.ts'
import { at, items, word, type Spot } from './spot.ts'

/** The names a fact can have for its value, each with the words people read. */
export type Domain = ReadonlyMap<string, string>

/** By fact, for those whose values the pack itself names; `undefined`: anything may stand there. */
export function domainsOf(names: Names): ReadonlyMap<string, Domain | undefined> {
  const forms = [...names.forms.values()].map((it) => it.spot)
  const kinds = forms.flatMap((it) => items(it, 'kinds'))
  const leaves = titled(leavesOf(kinds))
  const groups = titled(allKinds(kinds).filter((it) => at(it, 'kinds')))
  const subjects = titled(items(names.document('hours.yaml'), 'subjects'))
  const types = titled([...names.officeTypes.values()])
  const relations = titled(items(names.document('org.yaml'), 'relations'))
  const areas = areasOf(items(names.document('org.yaml'), 'areas'))
  const routes = [...names.chains.values()].flatMap((it) => items(it.spot, 'submit', 'routes'))
  const states = [...names.chains.values()].flatMap((it) => [...it.states])
  return new Map<string, Domain | undefined>([
    ['filing.kind', leaves],
    ['refers.kind', leaves],
    ['filing.kind-group', groups],
    ['filing.subject', withFields(subjects, forms)],
    ['submit.route', titled(routes)],
    ['refers.state', new Map(states.map((it) => [it, '']))],
    ...['unit.type', 'office.type', 'step.office-type'].map((it) => [it, types] as const),
    ...['unit.superiors', 'office.superiors'].map((it) => [it, relations] as const),
    ...(areas.size > 0 ? ['unit.area', 'office.area'].map((it) => [it, areas] as const) : []),
    ...ofAttributes('person', [...names.personAttributes.values()]),
    ...['unit', 'office', 'step'].flatMap((whose) =>
      ofAttributes(
        whose,
        [...names.officeTypes.values()].flatMap((it) => items(it, 'attributes')),
      ),
    ),
    ...ofFields(forms, leaves, subjects),
  ])
}

const titled = (spots: readonly Spot[]): Map<string, string> =>
  new Map(
    spots.flatMap((it) =>
      word(it, 'id') === undefined ? [] : [[word(it, 'id')!, word(it, 'title') ?? '']],
    ),
  )

const areasOf = (areas: readonly Spot[]): Map<string, string> =>
  new Map(
    areas.flatMap((it) => [
      ...(word(it, 'code') === undefined
        ? []
        : [[word(it, 'code')!, word(it, 'name') ?? ''] as const]),
      ...areasOf(items(it, 'areas')),
    ]),
  )

/** Office types may each have an attribute of the same name: what one of them can be is enough. */
function ofAttributes(whose: string, attributes: readonly Spot[]): [string, Domain | undefined][] {
  const found = new Map<string, Domain | undefined>()
  for (const it of attributes) {
    const fact = `${whose}.${word(it, 'id')}`
    const own = word(it, 'type') === 'choice' ? titled(items(it, 'options')) : undefined
    found.set(fact, found.has(fact) ? joined(found.get(fact), own) : own)
  }
  return [...found]
}

const joined = (one: Domain | undefined, other: Domain | undefined): Domain | undefined =>
  one && other && new Map([...one, ...other])

/** Forms may each have a field of the same name; kinds may change its options. */
function ofFields(
  forms: readonly Spot[],
  kinds: Domain,
  subjects: Domain,
): [string, Domain | undefined][] {
  const found = new Map<string, Domain | undefined>()
  for (const form of forms) {
    const all = allKinds(items(form, 'kinds'))
    for (const field of [form, ...all].flatMap((it) => items(it, 'fields'))) {
      const id = word(field, 'id') ?? ''
      const changed = all.flatMap((it) => items(it, 'with', id, 'options'))
      const own = ofField(field, changed, kinds, subjects)
      const fact = `field.${id}`
      found.set(fact, found.has(fact) ? joined(found.get(fact), own) : own)
    }
  }
  return [...found]
}

function ofField(
  field: Spot,
  changed: readonly Spot[],
  kinds: Domain,
  subjects: Domain,
): Domain | undefined {
  const options = [...items(field, 'options'), ...changed]
  switch (word(field, 'kind')) {
    case 'choice':
    case 'choices':
      return titled(options)
    case 'cascade':
      return titled(lastOf(options))
    case 'kind':
      return kinds
    case 'subject':
      return subjects
    default:
      return undefined
  }
}

/** A form may have a choice for its subject. */
function withFields(subjects: Domain, forms: readonly Spot[]): Domain {
  const options = forms.flatMap((form) => {
    const id = word(form, 'means', 'subject')
    return items(form, 'fields').flatMap((it) =>
      word(it, 'id') === id ? items(it, 'options') : [],
    )
  })
  return new Map([...subjects, ...titled(options)])
}
