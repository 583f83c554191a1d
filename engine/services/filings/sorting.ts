import type { ListView } from '#core/api'
import { isOneOf, type ListDefinition } from '#core/pack'
import { type ListOrder, listOrders } from '#storage/list-definition'

/** Since when it is where it is: every list has it, and it is walked along an index. */
const since = 'filing.since'
/** A desk may hold hundreds of thousands: it is sorted by what its index is sorted by, both ways. */
const atDesk: readonly string[] = ['inbox', 'verification']

/** What a list on this page can be sorted by, and what it starts with: `-` is the last first. */
export function sortsOf(list: ListDefinition, page: string): NonNullable<ListView['sort']> {
  const columns = list.columns.filter((it) => orderOf(it.of) !== undefined)
  const by = columns.some((it) => it.of === since) ? columns : [{ of: since }, ...columns]
  const allowed = atDesk.includes(page) ? by.filter((it) => it.of === since) : by
  const isNewest = list.order === undefined ? !atDesk.includes(page) : list.order === 'newest'
  return {
    first: isNewest ? `-${since}` : since,
    by: allowed.map((it) => ({ of: it.of, ...('title' in it && { title: it.title }) })),
  }
}

/** The order asked for; anything a list cannot be sorted by asks for nothing. */
export function sortAsked(
  list: ListDefinition,
  page: string,
  asked: string | undefined,
): ListOrder {
  const { first, by } = sortsOf(list, page)
  const isKnown = by.some((it) => it.of === asked?.replace(/^-/, ''))
  const sort = isKnown && asked !== undefined ? asked : first
  return { by: orderOf(sort.replace(/^-/, '')) ?? 'since', descending: sort.startsWith('-') }
}

function orderOf(column: string): ListOrder['by'] | undefined {
  const name = column.replace(/^filing\./, '')
  return column.startsWith('filing.') && isOneOf(listOrders, name) ? name : undefined
}
