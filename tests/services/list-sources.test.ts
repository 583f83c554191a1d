import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ListQuery } from '#core/api'
import { listPage, menuItems } from '#services/filings/lists'
import { listPeople } from '#services/people/list'
import { portalView } from '#services/portal/portal-view'
import type { Viewer } from '#services/viewer'
import { eachDatabase } from '../support/database.ts'
import { aWorld, type TestWorld } from '../support/world.ts'

const regions = ['guangxi', 'henan', 'weihai', 'zhejiang-construction']
const paged = { page: 1, size: 50 }

describe.each(eachDatabase().slice(0, 1))(
  'what the lists of the regions show, on $name',
  (server) => {
    let world: TestWorld
    let viewers: readonly Viewer[]
    beforeAll(async () => {
      world = await aWorld(regions, { server })
      const all = regions.map(async (region) => {
        const pack = (await world.packs.current(region))!
        const one = new Map(pack.world.posts.map((it) => [it.role, it.key]))
        return Promise.all([...one.values()].map((key) => world.as(region, key)))
      })
      viewers = (await Promise.all(all)).flat()
    })
    afterAll(() => world.close())

    const listsOf = (viewer: Viewer) => {
      const ids = new Set(menuItems(viewer).map((it) => it.list))
      return viewer.pack.portal.lists.filter((it) => ids.has(it.id))
    }
    const totalOf = async (
      viewer: Viewer,
      list: string,
      of: string,
      filters: Record<string, string>,
    ) =>
      of === 'filings'
        ? (await listPage(world, viewer, { list, ...filters } as unknown as ListQuery)).total
        : (await listPeople(world, viewer, { list, filters, ...paged })).total

    test('every filter shown narrows: what nothing is called is not found', async () => {
      let tried = 0
      for (const viewer of viewers)
        for (const list of listsOf(viewer))
          for (const { of } of list.filters ?? []) {
            if (of === 'standing.year') continue
            const found = await totalOf(viewer, list.id, list.of, { [`f.${of}`]: '9∄9' })
            // A year that is none is no year: such a filter is a text that cannot be read, and asks nothing.
            if (of !== 'filing.year')
              expect([viewer.region, list.id, of, found]).toEqual([viewer.region, list.id, of, 0])
            tried += 1
          }
      expect(tried).toBeGreaterThan(30)
    })

    test('every choice offers something to choose', async () => {
      for (const viewer of viewers)
        for (const list of (await portalView(world, viewer)).lists)
          for (const it of list.filters.filter((one) => one.as === 'choice'))
            expect([list.id, it.of, it.options?.length ?? 0]).not.toEqual([list.id, it.of, 0])
    })

    test('people are found by name, unit, attribute and by how their year stands', async () => {
      const viewer = await world
        .as('weihai', 'city-admin')
        .catch(
          () =>
            viewers.find(
              (it) =>
                it.region === 'weihai' && listsOf(it).some((one) => one.id === 'learning-results'),
            )!,
        )
      const rows = async (list: string, filters: Record<string, string>) =>
        (await listPeople(world, viewer, { list, filters, ...paged })).rows
      const year = { 'f.standing.year': '2025..2026' }
      const all = await rows('learning-results', year)
      expect(all.every((it) => it.cells['standing.year'] === '2026')).toBe(true)
      const verdicts = viewer.pack.hours.verdicts
      const counts = await Promise.all(
        Object.entries(verdicts).map(async ([id, title]) => {
          const some = await rows('learning-results', { ...year, 'f.standing.verdict': id })
          expect(new Set(some.map((it) => it.cells['standing.verdict']))).toEqual(
            new Set(some.length > 0 ? [title] : []),
          )
          return some.length
        }),
      )
      expect(counts.reduce((sum, it) => sum + it, 0)).toBe(all.length)
      expect(counts.filter((it) => it > 0).length).toBeGreaterThan(1)
      const [first] = all as [(typeof all)[number]]
      const named = await rows('people', { 'f.person.name': first.name, 'f.unit.name': first.unit })
      expect(named.map((it) => it.id)).toContain(first.id)
      const series = await rows('people', { 'f.person.title-series': 'school-teacher' })
      expect(new Set(series.map((it) => it.cells['person.title-series']))).toEqual(
        new Set(['中小学教师']),
      )
    })

    test('a filter the list does not have is nothing', async () => {
      const viewer = viewers.find(
        (it) => it.region === 'guangxi' && listsOf(it).some((one) => one.of === 'people'),
      )!
      const list = listsOf(viewer).find((it) => it.of === 'people')!
      const plain = await totalOf(viewer, list.id, 'people', {})
      expect(
        await totalOf(viewer, list.id, 'people', { 'f.person.secret': 'x', 'f.__proto__': 'x' }),
      ).toBe(plain)
    })
  },
)
