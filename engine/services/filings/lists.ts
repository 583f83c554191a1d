import type { ListQuery, PageView, RowView } from '#core/api'
import { issue, type OfficeId } from '#core/base'
import type { ListDefinition, Pack } from '#core/pack'
import { countStates, listFilings } from '#storage/filing-lists'
import type { ListFilter, ListRow, ListScope } from '#storage/list-definition'
import { findStandings } from '#storage/standings'
import type { Context } from '../context.ts'
import { Refused } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import type { StandingRow } from '../people/cells.ts'
import { groupLabel } from './groups.ts'
import { rowHints } from './hints.ts'
import { cellOf } from './list-cells.ts'
import { filterOf, statesOf } from './list-filters.ts'
import { rowActions } from './row-actions.ts'
import { departmentsOf, lostTo } from './scope.ts'
import { sortAsked } from './sorting.ts'
import { officesBelow } from './world.ts'

const mostRows = 50

/** One page of a list of the region's portal, through the viewer's own scope. */
export async function listPage(ctx: Context, viewer: Viewer, query: ListQuery): Promise<PageView> {
  const { list, page: kind } = listOf(viewer, query.list)
  const chains = list.chains ?? Object.keys(viewer.pack.chains)
  const scope = scopeOf(viewer, list, kind)
  const tab = tabsOf(list).find((it) => it.id === query.tab)
  const filter = {
    chains,
    ...filterOf(viewer.pack, list, query),
    ...(tab && statesOf(viewer.pack, chains, tab.states)),
  }
  const page = Math.max(1, Number(query.page) || 1)
  const size = Math.min(mostRows, Math.max(1, Number(query.size) || 20))
  const [found, counts] = await Promise.all([
    listFilings(
      ctx.db,
      viewer.region,
      scope,
      filter,
      { page, size },
      sortAsked(list, kind, query.sort),
    ),
    list.tabs ? countStates(ctx.db, viewer.region, scope, chains) : undefined,
  ])
  const packs = await packsOf(ctx, viewer, found.rows)
  const packOf = (it: ListRow) => packs.get(it.fold.pack)!
  const standingOf = await standingsOf(ctx, viewer, list, found.rows)
  const rows = await Promise.all(
    found.rows.map((it) => rowView(ctx, viewer, packOf(it), list, it, standingOf(it))),
  )
  // Who decides sees what to look at before opening a filing; in other lists it would only alarm.
  const hints =
    scope.of === 'desk' && scope.purpose === 'decide'
      ? await rowHints(
          ctx,
          viewer,
          found.rows.map((it) => ({ pack: packOf(it), state: it.fold })),
        )
      : undefined
  return {
    rows: hints ? rows.map((it, index) => ({ ...it, hints: hints[index]! })) : rows,
    total: found.total,
    page,
    size,
    ...(counts && {
      tabs: Object.fromEntries(
        tabsOf(list).map((it) => [it.id, sum(it.states.map((s) => counts[s] ?? 0))]),
      ),
    }),
  }
}
const sum = (numbers: readonly number[]) => numbers.reduce((total, it) => total + it, 0)

/** Filter and scope of a list as asked for: «all that match» starts from the same two. */
export function matching(
  viewer: Viewer,
  query: ListQuery,
): { scope: ListScope; filter: ListFilter } {
  const { list, page: kind } = listOf(viewer, query.list)
  const chains = list.chains ?? Object.keys(viewer.pack.chains)
  const tab = tabsOf(list).find((it) => it.id === query.tab)
  return {
    scope: scopeOf(viewer, list, kind),
    filter: {
      chains,
      ...filterOf(viewer.pack, list, query),
      ...(tab && statesOf(viewer.pack, chains, tab.states)),
    },
  }
}

/** A list is reached by a menu of the viewer's: which page shows it decides whose filings it holds. */
function listOf(viewer: Viewer, id: string): { list: ListDefinition; page: string } {
  const item = menuItems(viewer).find((it) => it.list === id)
  const list = viewer.pack.portal.lists.find((it) => it.id === id)
  if (!item || !list || list.of !== 'filings')
    throw new Refused(issue('not-found', ['list'], { list: id }))
  return { list, page: item.page }
}

export function menuItems(viewer: Viewer): Pack['portal']['menus'][number]['items'] {
  const role = viewer.post?.role
  return viewer.pack.portal.menus
    .filter((it) =>
      role === undefined ? it.for === 'person' : it.for !== 'person' && it.for.includes(role),
    )
    .flatMap((it) => it.items)
}

/** Results hold what the office has not yet handed in where the list has a tab for it (GX-A:47). */
function scopeOf(viewer: Viewer, list: ListDefinition, page: string): ListScope {
  const scope = scopeFor(viewer, page)
  const drafts = list.tabs?.some((it) => it.states.includes('draft')) === true
  return scope.of === 'results' && drafts ? { ...scope, drafts } : scope
}

export function scopeFor(viewer: Viewer, page: string): ListScope {
  const { person, post } = viewer
  if (person) return { of: 'person', person: person.id, account: viewer.account }
  if (!post) throw new Refused(issue('not-allowed'))
  const departments = departmentsOf(viewer)
  const below = officesBelow(viewer.org, post.office as OfficeId)
  const narrowed = departments && { departments }
  switch (page) {
    case 'inbox':
      return {
        of: 'desk',
        office: post.office,
        purpose: 'decide',
        role: post.role,
        ...narrowed,
      }
    case 'verification':
      return {
        of: 'desk',
        office: post.office,
        purpose: 'verify',
        role: post.role,
        ...narrowed,
      }
    case 'rescue':
      return {
        of: 'stuck',
        offices: departments ? [post.office] : below,
        unitFields: unitFieldsOf(viewer.pack),
        ...narrowed,
        ...lostTo(viewer),
      }
    case 'results':
      return {
        of: 'results',
        office: post.office,
        offices: departments ? [post.office] : below,
        ...narrowed,
      }
    default:
      return { of: 'filer-office', office: post.office, ...narrowed }
  }
}

/** Where the forms of chains ask for the unit somebody belongs to, or the office it is about. */
function unitFieldsOf({ chains, forms }: Pack): Readonly<Record<string, string>> {
  const named = Object.values(chains).flatMap(({ chain, form }) => {
    const field = forms[form]?.means.office
    return field === undefined ? [] : [[chain, field] as const]
  })
  return Object.fromEntries(named)
}

export const tabsOf = (
  list: ListDefinition,
): readonly { id: string; title: string; states: readonly string[] }[] =>
  (list.tabs ?? []).map((it, index) => ({ id: String(index), title: it.title, states: it.states }))

async function packsOf(
  ctx: Context,
  viewer: Viewer,
  rows: readonly ListRow[],
): Promise<ReadonlyMap<string, Pack>> {
  const hashes = [...new Set(rows.map((it) => it.fold.pack))]
  return new Map(
    await Promise.all(
      hashes.map(async (it) => [it as string, await ctx.packs.pinned(viewer.region, it)] as const),
    ),
  )
}

async function rowView(
  ctx: Context,
  viewer: Viewer,
  pack: Pack,
  list: ListDefinition,
  row: ListRow,
  standing: StandingRow | undefined,
): Promise<RowView> {
  const { fold } = row
  const group = pack.chains[fold.chain]?.group && (await groupOf(ctx, viewer, pack, row))
  return {
    id: fold.id,
    seq: fold.seq,
    state: fold.state,
    stateType: pack.machines[fold.chain]?.states[fold.state]?.type ?? fold.state,
    label: fold.label,
    since: fold.since,
    // What it is about goes with every row, whichever columns the pack shows.
    cells: {
      'filing.title': cellOf(viewer, pack, row, 'filing.title'),
      ...Object.fromEntries(
        list.columns.map((it) => [it.of, cellOf(viewer, pack, row, it.of, it.mask, standing)]),
      ),
    },
    hints: [],
    actions: rowActions(pack, fold, viewer),
    ...(group && { group }),
  }
}

async function groupOf(
  ctx: Context,
  viewer: Viewer,
  pack: Pack,
  row: ListRow,
): Promise<string | undefined> {
  const { person, year, chain } = row.fold
  if (!person || year === undefined) return undefined
  const { rows } = await listFilings(
    ctx.db,
    viewer.region,
    { of: 'person', person, account: viewer.account },
    { chains: [chain], years: { from: year, to: year } },
    { page: 1, size: 200 },
  )
  return groupLabel(
    pack,
    chain,
    rows.map((it) => it.fold),
  )
}

/** Columns `standing.*` of a filing list show the person's year of that filing. */
async function standingsOf(
  ctx: Context,
  viewer: Viewer,
  list: ListDefinition,
  found: readonly ListRow[],
): Promise<(row: ListRow) => StandingRow | undefined> {
  if (!list.columns.some((it) => it.of.startsWith('standing.'))) return () => undefined
  const years = [...new Set(found.flatMap((it) => it.fold.year ?? []))]
  const peopleIn = (year: number) =>
    found.flatMap((it) => (it.fold.year === year && it.fold.person) || [])
  const read = async (year: number) =>
    [year, await findStandings(ctx.db, viewer.region, peopleIn(year), year)] as const
  const byYear = new Map(await Promise.all(years.map(read)))
  return ({ fold }) => byYear.get(fold.year ?? 0)?.get(fold.person ?? '')
}
