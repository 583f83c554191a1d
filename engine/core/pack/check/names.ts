import { fieldKinds, type FieldKind } from '#core/form'
import type { FactType } from '#core/rules'
import { ownValue } from '../meant.ts'
import type { Layered } from '../resolve.ts'
import { at, items, members, rootOf, word, wordsOf, type Spot } from './spot.ts'

export interface FormNames {
  readonly spot: Spot
  /** Common fields and those of every kind, with their kinds of field. */
  readonly fields: ReadonlyMap<string, string>
  readonly common: ReadonlyMap<string, string>
  /** Leaves of the kinds. */
  readonly leaves: ReadonlyMap<string, Spot>
  readonly kinds: ReadonlySet<string>
  /** Where a choice field's options are written. */
  readonly options: ReadonlyMap<string, ReadonlySet<string>>
}
export interface ChainNames {
  readonly spot: Spot
  readonly form: string | undefined
  readonly steps: readonly string[]
  /** Every state the compiled chain can be in, by our reading of the definition. */
  readonly states: ReadonlySet<string>
}

/** Every name a pack gives, gathered once, so that each use of a name can be held against it. */
export interface Names {
  readonly layered: Layered
  /** The pack's own layer: what lower layers offer unused is a library, not a mistake. */
  readonly own: string
  document(path: string): Spot | undefined
  readonly forms: ReadonlyMap<string, FormNames>
  readonly chains: ReadonlyMap<string, ChainNames>
  readonly certificates: ReadonlyMap<string, Spot>
  readonly scenarios: readonly Spot[]
  readonly conditions: ReadonlyMap<string, Spot>
  readonly officeTypes: ReadonlyMap<string, Spot>
  readonly relations: ReadonlySet<string>
  readonly roles: ReadonlyMap<string, Spot>
  readonly areas: ReadonlySet<string>
  readonly personAttributes: ReadonlyMap<string, Spot>
  readonly officeAttributes: ReadonlyMap<string, Spot>
  readonly subjects: ReadonlySet<string>
  readonly formulas: ReadonlyMap<string, Spot>
  readonly kinds: ReadonlySet<string>
  readonly fields: ReadonlyMap<string, string>
  readonly lists: ReadonlyMap<string, Spot>
  readonly offices: ReadonlyMap<string, Spot>
  readonly people: ReadonlyMap<string, Spot>
  readonly posts: ReadonlyMap<string, Spot>
}

/** Everything a pack names, by what it is: whoever checks a reference asks here. */
export function gatherNames(layered: Layered): Names {
  const document = (path: string): Spot | undefined => {
    const node = layered.documents.get(path)
    return node ? rootOf(node) : undefined
  }
  const inFolder = (folder: string): Spot[] =>
    [...layered.documents].flatMap(([path, node]) =>
      path.startsWith(`${folder}/`) ? [rootOf(node)] : [],
    )
  const org = document('org.yaml')
  const forms = byWord(inFolder('forms'), 'form', formNames)
  const world = document('world.yaml')
  const officeTypes = byWord(items(org, 'office-types'), 'id', (it) => it)
  return {
    layered,
    own: layered.layers[0] ?? '',
    document,
    forms,
    chains: byWord(inFolder('chains'), 'chain', chainNames),
    certificates: byWord(inFolder('certificates'), 'certificate', (it) => it),
    scenarios: inFolder('scenarios').flatMap((it) => items(it, 'scenarios')),
    conditions: new Map(members(document('conditions.yaml'), 'conditions')),
    officeTypes,
    relations: new Set(byWord(items(org, 'relations'), 'id', (it) => it).keys()),
    roles: byWord(items(document('roles.yaml'), 'roles'), 'id', (it) => it),
    areas: new Set(areaCodes(items(org, 'areas'))),
    personAttributes: byWord(items(org, 'person', 'attributes'), 'id', (it) => it),
    officeAttributes: byWord(
      [...officeTypes.values()].flatMap((it) => items(it, 'attributes')),
      'id',
      (it) => it,
    ),
    subjects: new Set(byWord(items(document('hours.yaml'), 'subjects'), 'id', (it) => it).keys()),
    formulas: byWord(items(document('hours.yaml'), 'formulas'), 'id', (it) => it),
    kinds: new Set([...forms.values()].flatMap((it) => [...it.kinds])),
    fields: new Map([...forms.values()].flatMap((it) => [...it.fields])),
    lists: byWord(items(document('portal.yaml'), 'lists'), 'id', (it) => it),
    offices: byWord(items(world, 'offices'), 'key', (it) => it),
    people: byWord(items(world, 'people'), 'key', (it) => it),
    posts: byWord(items(world, 'posts'), 'key', (it) => it),
  }
}

/** The first of each name; a second one is said elsewhere. */
function byWord<T>(spots: readonly Spot[], key: string, make: (spot: Spot) => T): Map<string, T> {
  const found = new Map<string, T>()
  for (const spot of spots) {
    const name = word(spot, key)
    if (name !== undefined && !found.has(name)) found.set(name, make(spot))
  }
  return found
}

const areaCodes = (areas: readonly Spot[]): string[] =>
  areas.flatMap((it) => [
    ...(word(it, 'code') === undefined ? [] : [word(it, 'code')!]),
    ...areaCodes(items(it, 'areas')),
  ])

export const leavesOf = (kinds: readonly Spot[]): Spot[] =>
  kinds.flatMap((it) => (at(it, 'kinds') ? leavesOf(items(it, 'kinds')) : [it]))
export const allKinds = (kinds: readonly Spot[]): Spot[] =>
  kinds.flatMap((it) => [it, ...allKinds(items(it, 'kinds'))])

/** Options that have none below them: what a cascade can hold. */
export const lastOf = (options: readonly Spot[]): Spot[] =>
  options.flatMap((it) => (at(it, 'options') ? lastOf(items(it, 'options')) : [it]))

function formNames(spot: Spot): FormNames {
  const common = fieldKindsOf(items(spot, 'fields'))
  const kinds = allKinds(items(spot, 'kinds'))
  const fields = new Map([
    ...kinds.flatMap((it) => [...fieldKindsOf(items(it, 'fields'))]),
    ...common,
  ])
  const withOptions = [spot, ...kinds].flatMap((it) => items(it, 'fields'))
  return {
    spot,
    common,
    fields,
    kinds: new Set(kinds.flatMap((it) => word(it, 'id') ?? [])),
    leaves: byWord(leavesOf(items(spot, 'kinds')), 'id', (it) => it),
    options: new Map(
      withOptions.flatMap((it) =>
        at(it, 'options') ? [[word(it, 'id') ?? '', new Set(optionIds(items(it, 'options')))]] : [],
      ),
    ),
  }
}
const fieldKindsOf = (fields: readonly Spot[]): Map<string, string> =>
  new Map(
    fields.flatMap((it) => (word(it, 'id') ? [[word(it, 'id')!, word(it, 'kind') ?? '']] : [])),
  )
export const optionIds = (options: readonly Spot[]): string[] =>
  options.flatMap((it) => [
    ...(word(it, 'id') === undefined ? [] : [word(it, 'id')!]),
    ...optionIds(items(it, 'options')),
  ])

function chainNames(spot: Spot): ChainNames {
  const steps = wordsOf(items(spot, 'steps').flatMap((it) => at(it, 'id') ?? []))
  const returns = items(spot, 'steps').some((it) =>
    wordsOf(items(it, 'return', 'to')).includes('filer'),
  )
  const after = items(spot, 'after').flatMap((it) =>
    [word(it, 'fail', 'state') ?? [], word(it, 'pass', 'state') ?? []].flat(),
  )
  const refuses = items(spot, 'steps').some((it) => {
    const may = at(it, 'may') ? wordsOf(items(it, 'may')) : ['approve', 'refuse']
    return may.includes('refuse') && word(it, 'refuse', 'to') !== 'draft'
  })
  const states = new Set([
    'draft',
    ...steps,
    'approved',
    ...(refuses ? ['refused'] : []),
    ...(returns ? ['returned'] : []),
    ...(at(spot, 'delete') ? ['deleted'] : []),
    ...after,
  ])
  return { spot, form: word(spot, 'form'), steps, states }
}

const factTypeOf = (kind: string) =>
  Object.hasOwn(fieldKinds, kind) ? fieldKinds[kind as FieldKind].factType : 'none'

const attributeTypes: Readonly<Record<string, FactType>> = {
  number: 'number',
  boolean: 'boolean',
  day: 'day',
}
/** The facts this pack adds to those the engine knows. */
export function factsOf(names: Names): Map<string, FactType> {
  const facts = new Map<string, FactType>()
  for (const [field, kind] of names.fields) {
    const type = factTypeOf(kind)
    if (type !== 'none') facts.set(`field.${field}`, type)
  }
  const attribute = (spot: Spot): FactType =>
    ownValue(attributeTypes, word(spot, 'type') ?? '') ?? 'text'
  for (const [id, spot] of names.personAttributes) facts.set(`person.${id}`, attribute(spot))
  for (const [id, spot] of names.officeAttributes) {
    for (const whose of ['unit', 'office', 'step']) facts.set(`${whose}.${id}`, attribute(spot))
  }
  for (const subject of names.subjects) facts.set(`standing.${subject}`, 'number')
  return facts
}
