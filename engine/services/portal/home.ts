import type { HomeView, RowView } from '#core/api'
import { dayAt, yearOf } from '#core/base'
import { windowOn } from '#core/filing'
import type { Pack } from '#core/pack'
import { deskOverview } from '#storage/desk-lists'
import { listFilings } from '#storage/filing-lists'
import type { Context } from '../context.ts'
import { cellOf } from '../filings/list-cells.ts'
import { menuItems, scopeFor } from '../filings/lists.ts'
import { rowActions } from '../filings/row-actions.ts'
import { sentenceOf } from '../sentences.ts'
import { readYear } from '../standings/years.ts'
import type { Viewer } from '../viewer.ts'

/** What a person should see in five seconds: where the year stands, what waits for whom. */
export async function homeView(ctx: Context, viewer: Viewer): Promise<HomeView> {
  const windows = windowsOf(ctx, viewer.pack)
  const filed = filedChains(viewer)
  const [year, drafts, waiting, decided, desk] = await Promise.all([
    thisYear(ctx, viewer),
    ownRows(ctx, viewer, filed, ['draft']),
    ownRows(ctx, viewer, filed, ['waiting']),
    ownRows(ctx, viewer, filed, ['approved', 'verified', 'refused', 'revoked', 'deleted']),
    viewer.person ? [] : deskOf(ctx, viewer),
  ])
  const mine = [...drafts, ...decided.filter(mayComeAgain)]
  const results = decided.filter((it) => !mayComeAgain(it)).slice(0, shownResults)
  return { ...(year && { year }), mine, waiting, results, windows, desk }
}

async function thisYear(ctx: Context, viewer: Viewer): Promise<HomeView['year']> {
  if (!viewer.person) return undefined
  const year = yearOf(dayAt(ctx.clock(), viewer.pack.offsetMinutes))
  return readYear(ctx, viewer, viewer.person, year)
}

/** A person's own are all of theirs; a post's are what its menu lists as filed by its office. */
function filedChains(viewer: Viewer): readonly string[] {
  const all = Object.keys(viewer.pack.chains)
  if (viewer.person) return all
  const lists = menuItems(viewer).flatMap((it) => (it.page === 'filings' ? (it.list ?? []) : []))
  return viewer.pack.portal.lists
    .filter((it) => lists.includes(it.id))
    .flatMap((it) => it.chains ?? all)
}

/** A glance, not the list: that is one click further. */
const shownResults = 5
const mayComeAgain = (it: RowView) => it.actions.includes('submit')

const shownColumns = [
  'filing.year',
  'filing.title',
  'filing.kind',
  'filing.chain',
  'filing.claimed',
  'filing.state',
  'filing.holder',
  'filing.since',
  'person.name',
]

async function ownRows(
  ctx: Context,
  viewer: Viewer,
  chains: readonly string[],
  stateTypes: readonly string[],
): Promise<HomeView['mine']> {
  if (chains.length === 0) return []
  const { rows } = await listFilings(
    ctx.db,
    viewer.region,
    scopeFor(viewer, 'filings'),
    { chains, stateTypes, takenAway: true },
    { page: 1, size: 20 },
  )
  return Promise.all(
    rows.map(async (it) => {
      const pack = await ctx.packs.pinned(viewer.region, it.fold.pack)
      return {
        id: it.fold.id,
        seq: it.fold.seq,
        state: it.fold.state,
        stateType: pack.machines[it.fold.chain]?.states[it.fold.state]?.type ?? it.fold.state,
        label: it.fold.label,
        cells: Object.fromEntries(shownColumns.map((of) => [of, cellOf(viewer, pack, it, of)])),
        hints: [],
        actions: rowActions(pack, it.fold, viewer),
      }
    }),
  )
}

function windowsOf(ctx: Context, pack: Pack): HomeView['windows'] {
  const today = dayAt(ctx.clock(), pack.offsetMinutes)
  return Object.values(pack.chains).flatMap(({ title, window }) => {
    if (!window) return []
    const year = windowOn(window, today)
    const open = typeof year === 'number'
    return [{ title, says: open ? window.says : sentenceOf(pack.texts, year), open }]
  })
}

async function deskOf(ctx: Context, viewer: Viewer): Promise<HomeView['desk']> {
  const items = menuItems(viewer)
  const desk: HomeView['desk'][number][] = []
  for (const page of ['inbox', 'verification'] as const) {
    const own = items.filter((it) => it.page === page)
    const scope = own.length > 0 ? scopeFor(viewer, page) : undefined
    if (scope?.of !== 'desk') continue
    for (const it of await deskOverview(ctx.db, viewer.region, scope)) {
      const item = own.find((one) => {
        const list = viewer.pack.portal.lists.find((l) => l.id === one.list)
        return !list?.chains || list.chains.includes(it.chain)
      })
      desk.push({
        chain: it.chain,
        title: titleOf(viewer.pack, page, it.chain, item),
        count: it.count,
        page,
        ...(it.oldest && { oldest: it.oldest }),
        ...(item?.list && { list: item.list }),
      })
    }
  }
  return desk
}

/** What waits to be verified goes by the menu's word: by the chain's it would read like one to decide. */
function titleOf(
  pack: Pack,
  page: 'inbox' | 'verification',
  chain: string,
  item: { readonly title: string } | undefined,
): string {
  const own = pack.chains[chain]?.title ?? chain
  return page === 'verification' ? (item?.title ?? own) : own
}
