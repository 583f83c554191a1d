import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RowView } from '#core/api'
import type { FilingState } from '#core/filing'
import type { Pack } from '#core/pack'
import { doctor } from '#services/doctor/doctor'
import { listPage, menuItems } from '#services/filings/lists'
import { viewFiling } from '#services/filings/view'
import { homeView } from '#services/portal/home'
import type { Viewer } from '#services/viewer'
import { seedFilings } from '#services/worlds/seed-filings'
import { eachDatabase } from '../support/database.ts'
import { aWorld, packOf, type TestWorld } from '../support/world.ts'

/** Where a post finds what it is to do. */
const desks = ['inbox', 'verification', 'rescue']
const regions = ['guangxi', 'henan', 'weihai', 'zhejiang-construction'].map((region) => {
  const { pack } = packOf(region)
  return { region, pack, reviewers: pack.world.posts.filter((it) => it.demo && decides(pack, it)) }
})

/** Not who only looks, nor who only decides on what somebody without an account files. */
function decides(pack: Pack, { role }: { readonly role: string }): boolean {
  return pack.portal.menus
    .filter((it) => it.for !== 'person' && it.for.includes(role))
    .flatMap((it) => it.items)
    .filter((it) => desks.includes(it.page))
    .flatMap((it) => pack.portal.lists.find((list) => list.id === it.list)?.chains ?? [])
    .some((chain) => pack.chains[chain]?.['filed-by'].some((it) => it !== 'anyone'))
}

describe.each(eachDatabase())('what waits when the demo starts, on $name', (server) => {
  let world: TestWorld
  const refused = new Map<string, readonly string[]>()
  beforeAll(async () => {
    world = await aWorld(
      regions.map((it) => it.region),
      { server, at: '2026-11-26T01:00:00.000Z' },
    )
    for (const { region, pack } of regions) refused.set(region, await seedFilings(world, pack))
  })
  afterAll(() => world.close())

  async function waitingFor(viewer: Viewer): Promise<readonly RowView[]> {
    const lists = menuItems(viewer).flatMap((it) =>
      desks.includes(it.page) && it.list !== undefined ? [it.list] : [],
    )
    const pages = await Promise.all(lists.map((list) => listPage(world, viewer, { list })))
    return pages.flatMap((it) => it.rows)
  }
  const filingsOf = (region: string) =>
    world.db
      .selectFrom('filings')
      .selectAll()
      .where('region', '=', region)
      .where('chain', 'not in', ['online', 'platform-record'])
      .orderBy('id')
      .execute()

  describe.each(regions)('$region', ({ region, pack, reviewers }) => {
    test('everything in world.yaml was filed, and nothing was refused', async () => {
      expect(refused.get(region)).toEqual([])
      expect(await filingsOf(region)).toHaveLength(pack.world.filings!.length)
    })

    test.each(reviewers.map((it) => it.key))('%s has something of its own to do', async (key) => {
      expect((await waitingFor(await world.as(region, key))).length).toBeGreaterThan(0)
    })

    test('home counts per page what its list holds, what is to be verified under the menu’s word', async () => {
      for (const { key } of reviewers) {
        const viewer = await world.as(region, key)
        const verified = menuItems(viewer).flatMap((it) =>
          it.page === 'verification' ? [it.title] : [],
        )
        for (const it of (await homeView(world, viewer)).desk)
          if (it.page === 'verification') expect(verified).toContain(it.title)
          else expect(it.title).toBe(pack.chains[it.chain]!.title)
      }
    })

    test('one has its hours changed by hand, one comes twice, and most show evidence', async () => {
      const views = await Promise.all(
        reviewers.map(async ({ key }) => {
          const viewer = await world.as(region, key)
          const rows = await waitingFor(viewer)
          return Promise.all(rows.map((it) => viewFiling(world, viewer, it.id)))
        }),
      )
      const seen = views.flat()
      const isByHand = seen.some((it) => it.suggested !== undefined && it.claimed !== it.suggested)
      expect(isByHand, 'claimed other than suggested').toBe(true)
      expect(seen.flatMap((it) => it.hints.map((hint) => hint.code))).toContain('duplicate')
      const shown = seen.filter((it) => JSON.stringify(it).includes('image/jpeg'))
      expect(shown.length).toBeGreaterThan(seen.length / 2)
    })

    test('done again it does nothing', async () => {
      const before = await filingsOf(region)
      expect(await seedFilings(world, pack)).toEqual([])
      expect(await filingsOf(region)).toEqual(before)
    })
  })

  test('the doctor finds no difference', async () => {
    expect((await doctor(world)).differences).toEqual([])
  })
})

describe('a demo', () => {
  const region = 'guangxi'
  const count = packOf(region).pack.world.filings!.length
  const allOf = (world: TestWorld) =>
    world.db.selectFrom('filings').select('fold').where('chain', '=', 'declaration').execute()

  test('starts without what is refused, and says which and why in one line', async () => {
    const edit = (_: string, text: string) =>
      text.replace('end: 2026-10-23T00:00', 'end: 2026-10-13T00:00')
    const world = await aWorld([region], { at: '2026-11-26T01:00:00.000Z', edit })
    const said = await seedFilings(world, packOf(region, edit).pack)
    expect(said).toEqual([expect.stringMatching(/filings\.0（tang，declaration）没有办成：.*时间/)])
    expect(await allOf(world)).toHaveLength(count - 1)
    await world.close()
  })

  test('has every filing on its day, and none on a day still to come', async () => {
    const world = await aWorld([region], { at: '2026-11-11T01:00:00.000Z' })
    await seedFilings(world, packOf(region).pack)
    const days = (await allOf(world)).map((it) => (it.fold as FilingState).submittedAt!)
    expect(days).toHaveLength(count)
    expect(days).toContain('2026-11-03T01:20:00.000Z')
    expect(days.toSorted().at(-1)).toBe(world.clock())
    await world.close()
  })
})
