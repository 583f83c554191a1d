import { ownValue } from '../meant.ts'
import { effectsOf } from './effects.ts'
import { allKinds, lastOf, type FormNames, type Names } from './names.ts'
import { at, items, mustBeKnown, word, type Say, type Spot } from './spot.ts'

/** What a form writes: into something there is, a value it can hold, by a chain that does it. */
export function checkFills(form: FormNames, names: Names, say: Say): void {
  const name = word(form.spot, 'form')
  const chains = [...names.chains.values()].filter((it) => it.form === name)
  if (chains.length === 0) return
  const targets = targetsOf(new Set(chains.map((it) => word(it.spot, 'about'))), names)
  const parts = [form.spot, ...allKinds(items(form.spot, 'kinds'))]
  const isWritten = chains.some((it) =>
    effectsOf(it.spot).some((effect) => writing.has(word(effect, 'do') ?? '')),
  )
  const known = parts
    .flatMap((it) => items(it, 'fields'))
    .filter((it) => mustBeKnown(say, 'unknown-attribute', at(it, 'fills'), targets))
  if (!isWritten && known[0]) {
    const of = chains.map((it) => word(it.spot, 'chain'))
    say('fills-nothing', at(known[0], 'fills')!, { chains: of, fields: known.map(nameOf) })
    return
  }
  for (const field of known)
    for (const target of targets.get(word(field, 'fills')!)!) checkFit(field, target, say)
}
const nameOf = (field: Spot): string => word(field, 'id') ?? ''
const writing = new Set(['open-account', 'apply-change'])

/** What the engine itself keeps, beside the attributes of the pack. */
const kept = {
  person: ['name', 'id-number'],
  office: ['name', 'code', 'area', 'phone'],
} as const

/** By name, every attribute it may be: office types may each have their own of that name. */
function targetsOf(
  abouts: ReadonlySet<string | undefined>,
  names: Names,
): ReadonlyMap<string, readonly (Spot | undefined)[]> {
  const found = new Map<string, (Spot | undefined)[]>()
  const add = (id: string, it: Spot | undefined) => found.set(id, [...(found.get(id) ?? []), it])
  for (const about of ['person', 'office'] as const) {
    if (!abouts.has(about)) continue
    const attributes =
      about === 'person'
        ? [...names.personAttributes.values()]
        : [...names.officeTypes.values()].flatMap((it) => items(it, 'attributes'))
    for (const it of attributes) add(word(it, 'id') ?? '', it)
    for (const id of kept[about]) if (!found.has(id)) add(id, undefined)
  }
  return found
}

const texts = `text long-text id-number phone email choice cascade subject kind date date-time
  office department person`.split(/\s+/)
/** Kinds of field whose value an attribute of a type can hold. */
const fitting: Readonly<Record<string, readonly string[]>> = {
  text: texts,
  number: ['number', 'hours', 'year'],
  boolean: ['yes-no', 'promise'],
  day: ['date'],
  choice: ['choice', 'cascade'],
}

function checkFit(field: Spot, target: Spot | undefined, say: Say): void {
  const fills = at(field, 'fills')!
  const type = target ? (word(target, 'type') ?? 'text') : 'text'
  const kind = word(field, 'kind') ?? ''
  const needs = ownValue(fitting, type) ?? texts
  if (!needs.includes(kind)) {
    say('fills-misfit', fills, {
      name: word(field, 'id'),
      kind,
      attribute: word(fills),
      type,
      needs,
    })
    return
  }
  if (type !== 'choice') return
  const known = items(target, 'options').flatMap((it) => word(it, 'id') ?? [])
  for (const it of lastOf(items(field, 'options')))
    mustBeKnown(say, 'unknown-option', at(it, 'id'), known)
}
