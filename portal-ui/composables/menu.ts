import type { ListView, MenuView, PortalView } from '#core/api'
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

type Lists = readonly Pick<ListView, 'id' | 'chains' | 'columns'>[]
/** Hours are what the platform is for: an entry is about them when its list shows claimed ones. */
export function isAboutHours(item: Pick<MenuView, 'chain' | 'list'>, lists: Lists): boolean {
  const own = lists.filter(
    (it) => it.id === item.list || (item.chain !== undefined && it.chains?.includes(item.chain)),
  )
  return own.some((list) => list.columns.some((it) => it.of === 'filing.claimed'))
}

const forOneself = ['home', 'file', 'filings', 'standing', 'certificates']
const atDesk = ['home', 'inbox', 'verification', 'results', 'people', 'standing', 'file', 'filings']
const room = 4

/**
 * The entries for the bar under a phone's thumb: home, then what is done most, one of each page and
 * of several the one about hours. A second inbox has room beside it while something waits there.
 */
export function tabsOf(menu: readonly MenuView[], lists: Lists): readonly MenuView[] {
  const order = menu.some((it) => atDesk.slice(1, 3).includes(it.page)) ? atDesk : forOneself
  const rank = (it: MenuView) => (order.includes(it.page) ? order.indexOf(it.page) : order.length)
  const hours = (it: MenuView) => Number(isAboutHours(it, lists))
  const ranked = [...menu].sort(
    (a, b) => rank(a) - rank(b) || hours(b) - hours(a) || (b.count ?? 0) - (a.count ?? 0),
  )
  const first = ranked.filter((it, at) => ranked.findIndex((one) => one.page === it.page) === at)
  const second = ranked
    .filter((it) => it.page === 'inbox' && !first.includes(it) && (it.count ?? 0) > 0)
    .sort((a, b) => (b.count ?? 0) - (a.count ?? 0))[0]
  const wanted = first.flatMap((it) => (it.page === 'inbox' && second ? [it, second] : [it]))
  const picked = new Set(wanted.slice(0, room))
  return menu.filter((it) => picked.has(it))
}

const groups = [
  { id: 'start', pages: ['home'] },
  { id: 'desk', pages: ['inbox', 'verification', 'rescue'] },
  { id: 'file', pages: ['file', 'filings'] },
  { id: 'find', pages: ['results', 'people', 'standing', 'certificates'] },
  { id: 'own', pages: ['unit', 'profile'] },
] as const
export interface MenuGroup {
  readonly id: (typeof groups)[number]['id'] | 'all'
  readonly items: readonly MenuView[]
}
/** What the eye takes in without headings. */
const short = 9

/** A long menu in groups by what one comes for, each in the pack's order; a short one as it is. */
export function groupsOf(menu: readonly MenuView[]): readonly MenuGroup[] {
  if (menu.length <= short) return [{ id: 'all', items: menu }]
  return groups
    .map(({ id, pages }) => ({
      id,
      items: menu.filter((it) => pages.some((one) => one === it.page)),
    }))
    .filter((it) => it.items.length > 0)
}

/**
 * One's own filings in such a state: the list about hours before any other, at the tab that holds
 * nothing else; where the list has no such tab, at its first.
 */
export function listOf(portal: PortalView, stateType: string): RouteLocationRaw | undefined {
  const found = portal.menu
    .filter((it) => it.page === 'filings')
    .flatMap((item) => {
      const list = portal.lists.find((it) => it.id === item.list)
      return list ? [{ item, list, tab: tabFor(portal, list, stateType) }] : []
    })
  const hours = found.filter((it) => isAboutHours(it.item, portal.lists))
  const best = hours.find((it) => it.tab) ?? hours[0] ?? found.find((it) => it.tab) ?? found[0]
  if (!best) return undefined
  const query = { list: best.list.id, ...(best.tab ? { tab: best.tab.id } : {}) }
  return { path: '/filings', query }
}
function tabFor(portal: PortalView, list: ListView, stateType: string) {
  const states = portal.chains
    .filter((it) => list.chains?.includes(it.id) ?? true)
    .flatMap((it) => it.states)
  const typeOf = (id: string) => states.find((it) => it.id === id)?.type ?? id
  return list.tabs.find((tab) => tab.states.every((it) => typeOf(it) === stateType))
}
