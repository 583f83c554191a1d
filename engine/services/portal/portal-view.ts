import type { ChainView, MenuView, PortalView } from '#core/api'
import { dayAt, type FilingId, type OfficeId, type PackHash } from '#core/base'
import { blank, openFiling } from '#core/filing'
import type { Pack } from '#core/pack'
import type { ChainDefinition } from '#core/workflow'
import { deskOverview } from '#storage/desk-lists'
import type { Context } from '../context.ts'
import { menuItems, scopeFor } from '../filings/lists.ts'
import { loadWorld } from '../filings/world.ts'
import { sentenceOf } from '../sentences.ts'
import type { Viewer } from '../viewer.ts'
import { listView, yearsOf } from './list-view.ts'

/** Everything of the region's current pack that the portal draws with, for this identity. */
export async function portalView(ctx: Context, viewer: Viewer): Promise<PortalView> {
  const { pack } = viewer
  const { header, texts } = pack
  const [menu, chains] = await Promise.all([
    menuView(ctx, viewer),
    Promise.all(Object.values(pack.chains).map((it) => chainView(ctx, viewer, it))),
  ])
  const today = dayAt(ctx.clock(), pack.offsetMinutes)
  const pageOf = new Map(menuItems(viewer).map((it) => [it.list, it.page]))
  return {
    region: header.id,
    title: header.title,
    short: header.short ?? header.title,
    platform: header.platform ?? header.title,
    pack: pack.hash,
    terms: texts.terms,
    issues: texts.issues,
    messages: texts.messages,
    actions: texts.actions,
    ...(header.branding && { branding: header.branding }),
    ...(pack.portal.home && { home: pack.portal.home }),
    menu,
    lists: pack.portal.lists
      .filter((it) => pageOf.has(it.id))
      .map((it) => listView(pack, it, { page: pageOf.get(it.id)!, today })),
    chains,
    hours: {
      unit: pack.hours.unit,
      step: pack.hours.step,
      subjects: pack.hours.subjects.map(
        ({ id, title, short, parent, 'counts-for': countsFor }) => ({
          id,
          title,
          ...(short && { short }),
          ...(parent && { parent }),
          ...(countsFor && { 'counts-for': countsFor }),
        }),
      ),
    },
    certificates: Object.values(pack.certificates).map((it) => ({
      id: it.certificate,
      title: it.title,
      mayPrint: mayPrint(viewer, it['printed-by']),
      says: it.needs.says,
    })),
    may: [...viewer.may],
    today,
    years: yearsOf(pack, today),
    offsetMinutes: pack.offsetMinutes,
  }
}

const mayPrint = (viewer: Viewer, by: Pack['certificates'][string]['printed-by']): boolean =>
  by.some((it) => (it === 'person' ? viewer.person !== undefined : viewer.may.has(it.capability)))

async function menuView(ctx: Context, viewer: Viewer): Promise<readonly MenuView[]> {
  const items = menuItems(viewer)
  const counts = new Map<string, ReadonlyMap<string, number>>()
  for (const page of ['inbox', 'verification'] as const) {
    const scope =
      viewer.post && items.some((it) => it.page === page) ? scopeFor(viewer, page) : undefined
    if (scope?.of === 'desk')
      counts.set(
        page,
        new Map(
          (await deskOverview(ctx.db, viewer.region, scope)).map((it) => [it.chain, it.count]),
        ),
      )
  }
  return items.map(({ title, page, chain, list }) => {
    const known = counts.get(page)
    const chains = viewer.pack.portal.lists.find((it) => it.id === list)?.chains ?? [
      ...(known?.keys() ?? []),
    ]
    return {
      title,
      page,
      ...(chain && { chain }),
      ...(list && { list }),
      ...(known && { count: chains.reduce((sum, it) => sum + (known.get(it) ?? 0), 0) }),
    }
  })
}

async function chainView(ctx: Context, viewer: Viewer, chain: ChainDefinition): Promise<ChainView> {
  const { pack } = viewer
  const machine = pack.machines[chain.chain]!
  const whyNot = await refusalToFile(ctx, viewer, chain)
  const forOthers = viewer.post !== undefined && chain.about === 'person'
  return {
    id: chain.chain,
    title: chain.title,
    about: chain.about,
    form: chain.form,
    states: Object.values(machine.states).map(({ id, type, label, final }) => ({
      id,
      type,
      label,
      final,
    })),
    mayFile: whyNot === undefined,
    ...(whyNot && { whyNot }),
    forOthers,
    routes: chain.submit?.routes ?? [],
    submitLabel: chain.submit?.label ?? pack.texts.actions['submit'] ?? '',
    ...(chain.save && { savedSays: chain.save.says }),
    verification: (chain.after ?? []).length > 0,
    ...(chain.refers && { refers: { chain: chain.refers.chain, states: chain.refers.states } }),
  }
}

/** Why this identity may not open a filing on the chain now, in a sentence; nothing when it may. */
async function refusalToFile(
  ctx: Context,
  viewer: Viewer,
  chain: ChainDefinition,
): Promise<string | undefined> {
  const { pack, org, region, person } = viewer
  const state = blank(pack, {
    id: '' as FilingId,
    region,
    pack: pack.hash as PackHash,
    chain: chain.chain,
    filedBy: viewer.actor,
    ...(person && chain.about === 'person' && { person: person.id }),
    ...(chain.about === 'office' && viewer.post && { office: viewer.post.office as OfficeId }),
  })
  // What a filing refers to is chosen on that filing's page; here only who and when count.
  if (chain.refers) return undefined
  const world = await loadWorld(ctx, {
    region,
    pack,
    org,
    now: ctx.clock(),
    submitting: false,
    ground: { state: { ...state, id: noFiling }, person, credits: [], permits: [] },
  })
  const opened = openFiling(pack, state, world)
  if (opened.ok) return undefined
  // What depends on the person is asked once one is chosen.
  const isOfPerson =
    opened.issue.code === 'needs-unmet' && viewer.post !== undefined && chain.about === 'person'
  return isOfPerson ? undefined : sentenceOf(pack.texts, opened.issue)
}
const noFiling = '00000000-0000-0000-0000-000000000000' as FilingId
