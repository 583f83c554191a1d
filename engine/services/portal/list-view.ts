import type { ListView } from '#core/api'
import { type Day, yearOf } from '#core/base'
import type { ListDefinition, Pack } from '#core/pack'
import { tabsOf } from '../filings/lists.ts'
import { sortsOf } from '../filings/sorting.ts'

/** A list of the pack as the portal draws it: on which page it stands decides how it can be sorted. */
export function listView(
  pack: Pack,
  list: ListDefinition,
  at: { readonly page: string; readonly today: Day },
): ListView {
  return {
    id: list.id,
    title: list.title,
    of: list.of,
    ...(list.chains && { chains: list.chains }),
    columns: list.columns.map(({ of, title, width }) => ({ of, title, ...(width && { width }) })),
    filters: filtersOf(pack, list).map((it) => ({
      of: it.of,
      title: it.title,
      ...inputOf(pack, list, it, at.today),
    })),
    tabs: tabsOf(list),
    ...(list.hint && { hint: list.hint }),
    ...(list.of === 'filings' && { sort: sortsOf(list, at.page) }),
  }
}

type Filter = NonNullable<ListDefinition['filters']>[number]

/** Every row of a list of years is a person in one year: which one can always be chosen. */
function filtersOf(pack: Pack, list: ListDefinition): readonly Filter[] {
  const own = list.filters ?? []
  const showsYear =
    list.of !== 'filings' && list.columns.some((it) => it.of.startsWith('standing.'))
  if (!showsYear || own.some((it) => it.of === 'standing.year')) return own
  return [...own, { of: 'standing.year', title: pack.texts.terms['year'] ?? '', as: 'year' }]
}

type Input = Pick<ListView['filters'][number], 'as' | 'options' | 'first'>

function inputOf(pack: Pack, list: ListDefinition, { of, as }: Filter, today: Day): Input {
  const years = yearsOf(pack, today)
    .map(String)
    .map((it) => ({ id: it, title: it }))
  if (of === 'standing.year') return { as: 'year', options: years, first: String(yearOf(today)) }
  if (as === 'year' || as === 'year-range') return { as, options: years }
  return { as: as ?? 'text', ...optionsOf(pack, list, of) }
}

/** The years there are rules for, the present one first. */
export function yearsOf(pack: Pack, today: Day): readonly number[] {
  const last = yearOf(today)
  const first = Math.min(
    last,
    ...pack.hours.requirements.flatMap((it) => it.years.from ?? it.years.to ?? []),
  )
  return Array.from({ length: last - first + 1 }, (_, at) => last - at)
}

function optionsOf(
  pack: Pack,
  list: ListDefinition,
  of: string,
): { options?: { id: string; title: string }[] } {
  const chains = (list.chains ?? Object.keys(pack.chains)).flatMap((it) => pack.chains[it] ?? [])
  if (of === 'filing.state') {
    const states = chains.flatMap((it) => Object.values(pack.machines[it.chain]?.states ?? {}))
    return {
      options: distinct(
        states.filter((it) => it.type !== 'deleted').map(({ id, label }) => ({ id, title: label })),
      ),
    }
  }
  if (of === 'filing.kind' || of === 'filing.kind-group') {
    const kinds = chains.flatMap((it) => pack.forms[it.form]?.kinds ?? [])
    return { options: distinct(kinds.map(({ id, title }) => ({ id, title }))) }
  }
  if (of === 'filing.subject')
    return { options: pack.hours.subjects.map(({ id, title }) => ({ id, title })) }
  if (of === 'standing.verdict')
    return { options: Object.entries(pack.hours.verdicts).map(([id, title]) => ({ id, title })) }
  const attribute = of.startsWith('person.')
    ? pack.org.person.attributes.find((it) => it.id === of.slice(7))
    : undefined
  if (attribute?.type === 'boolean')
    return {
      options: [
        { id: 'true', title: '是' },
        { id: 'false', title: '否' },
      ],
    }
  return attribute?.options
    ? { options: attribute.options.map(({ id, title }) => ({ id, title })) }
    : {}
}
const distinct = (options: readonly { id: string; title: string }[]) => [
  ...new Map(options.map((it) => [it.id, it])).values(),
]
