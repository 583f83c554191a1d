import type { MenuView } from '#core/api'
import type { RouteLocationRaw } from 'vue-router'

/** Where an entry of the pack's menu leads. */
export function linkOf(item: Pick<MenuView, 'page' | 'chain' | 'list'>): RouteLocationRaw {
  if (item.page === 'file') return { path: `/apply/${item.chain ?? ''}` }
  const query: Record<string, string> = {}
  if (item.list !== undefined) query['list'] = item.list
  if (item.chain !== undefined) query['chain'] = item.chain
  return { path: `/${item.page}`, query }
}

interface Place {
  readonly path: string
  readonly query: Readonly<Record<string, unknown>>
}
/** The one entry the present address belongs to: that of its list, else the first of its page. */
export function currentOf(menu: readonly MenuView[], at: Place): MenuView | undefined {
  const [, page, second] = at.path.split('/')
  if (page === 'apply') return menu.find((it) => it.page === 'file' && it.chain === second)
  const ofPage = menu.filter((it) => it.page === page)
  return ofPage.find((it) => it.list !== undefined && it.list === at.query['list']) ?? ofPage[0]
}

/** At most five entries for the bar under a phone's thumb: home, what is done most, then the rest. */
export function tabsOf(menu: readonly MenuView[]): readonly MenuView[] {
  const order = [
    'home',
    'inbox',
    'file',
    'filings',
    'standing',
    'verification',
    'results',
    'certificates',
  ]
  const rank = (it: MenuView) => (order.includes(it.page) ? order.indexOf(it.page) : order.length)
  // Of several of one page, the one where most waits.
  const ranked = [...menu].sort((a, b) => rank(a) - rank(b) || (b.count ?? 0) - (a.count ?? 0))
  const seen = new Set<string>()
  const picked = ranked.filter((it) => !seen.has(it.page) && seen.add(it.page))
  return menu.filter((it) => picked.slice(0, 4).includes(it))
}
