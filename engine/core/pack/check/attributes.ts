import { isDay } from '#core/base'
import { ownValue } from '../meant.ts'
import type { Names } from './names.ts'
import { at, items, keyAsWord, members, mustBeKnown, word, type Say, type Spot } from './spot.ts'

const values: Readonly<Record<string, string>> = { number: 'number', boolean: 'boolean' }

/** Attributes there are, with values they can have. */
export function checkAttributes(
  spot: Spot | undefined,
  known: ReadonlyMap<string, Spot>,
  say: Say,
): void {
  for (const [name, value] of members(spot)) {
    if (!mustBeKnown(say, 'unknown-attribute', keyAsWord(value, name), known)) continue
    const definition = known.get(name)!
    const kind = word(definition, 'type') ?? ''
    const type = ownValue(values, kind) ?? 'string'
    const found = value.node.kind === 'scalar' ? value.node : undefined
    if (found && typeof found.value !== type)
      say('wrong-attribute', value, { name, type, found: found.written ?? found.value })
    else if (kind === 'day' && found && !isDay(String(found.value)))
      say('bad-date', value, { found: found.value, format: 'day' })
    else if (kind === 'choice') mustBeOption(value, items(definition, 'options'), say)
  }
}

/** Whoever wrote the words people read is told the name behind them. */
function mustBeOption(value: Spot, options: readonly Spot[], say: Say): void {
  const titled = word(
    options.find((it) => word(it, 'title') === word(value)),
    'id',
  )
  const known = options.flatMap((it) => word(it, 'id') ?? [])
  mustBeKnown(say, 'unknown-option', value, known, titled === undefined ? {} : { meant: titled })
}

/** Those of the office's own type. */
export const attributesOfOffice = (
  office: Spot | undefined,
  names: Names,
): ReadonlyMap<string, Spot> => {
  const type = names.officeTypes.get(word(office, 'type') ?? '')
  return new Map(items(type, 'attributes').map((it) => [word(it, 'id') ?? '', it]))
}

/** Departments of an office of the world, by key. */
export const departmentsOf = (office: Spot | undefined): string[] =>
  items(office, 'departments').flatMap((it) => word(at(it, 'key')) ?? [])
