import type { ListQuery } from '#core/api'
import {
  type FilingFilter,
  filingFilters,
  isOneOf,
  type ListDefinition,
  type Pack,
} from '#core/pack'
import type { ListFilter } from '#storage/list-definition'

/** Tab states are machine states, or a type (`waiting`) standing for all states of it. */
export function statesOf(
  pack: Pack,
  chains: readonly string[],
  wanted: readonly string[],
): { states: readonly string[] } {
  const all = chains.flatMap((chain) => Object.values(pack.machines[chain]?.states ?? {}))
  return {
    states: [
      ...new Set(
        wanted.flatMap((it) => [it, ...all.filter((one) => one.type === it).map((one) => one.id)]),
      ),
    ],
  }
}

/** Filters are named by the pack's list; what the browser sends for any other name is nothing. */
export function filterOf(
  pack: Pack,
  list: ListDefinition,
  query: ListQuery,
): Omit<ListFilter, 'chains'> {
  const filter: { -readonly [K in keyof ListFilter]?: ListFilter[K] } = {}
  const fields: { field: string; has: string }[] = []
  for (const it of list.filters ?? []) {
    const value = (query as unknown as Record<string, string | undefined>)[`f.${it.of}`]?.trim()
    if (!value) continue
    if (isOneOf(filingFilters, it.of)) Object.assign(filter, filingFilter[it.of](pack, list, value))
    else if (it.of.startsWith('field.')) fields.push({ field: it.of.slice(6), has: value })
  }
  return { ...filter, ...(fields.length > 0 && { fields }) } as Omit<ListFilter, 'chains'>
}

type Narrowed = Partial<Omit<ListFilter, 'chains'>>
const ofUnit = (_: Pack, __: ListDefinition, unitName: string): Narrowed => ({ unitName })
const filingFilter: Readonly<
  Record<FilingFilter, (pack: Pack, list: ListDefinition, value: string) => Narrowed>
> = {
  'filing.year': (_, __, value) => ({ years: yearsOf(value) }),
  'filing.state': (pack, list, value) =>
    statesOf(pack, list.chains ?? Object.keys(pack.chains), [value]),
  'filing.kind': (pack, _, value) => ({ kinds: kindsUnder(pack, value) }),
  'filing.subject': (_, __, value) => ({ subjects: [value] }),
  'filing.title': (_, __, title) => ({ title }),
  'person.name': (_, __, personName) => ({ personName }),
  'person.id-number': (_, __, value) => ({ idNumber: value.toUpperCase() }),
  'unit.name': ofUnit,
  'office.name': ofUnit,
}

function yearsOf(value: string): { from?: number; to?: number } {
  const [from, to] = value.split('..') as [string, string | undefined]
  const one = (text: string | undefined) =>
    text && /^\d{4}$/.test(text) ? Number(text) : undefined
  const [a, b] = [one(from), to === undefined ? one(from) : one(to)]
  return { ...(a !== undefined && { from: a }), ...(b !== undefined && { to: b }) }
}

function kindsUnder(pack: Pack, id: string): readonly string[] {
  const found = Object.values(pack.forms).flatMap((form) =>
    (form.kinds ?? []).filter((it) => it.id === id),
  )
  return [id, ...found.flatMap((it) => (it.kinds ?? []).map((one) => one.id))]
}
