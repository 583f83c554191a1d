import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OfficeId } from '#core/base'
import { type Office, orgView } from '#core/org'
import { areasOf, departmentsIn, findOffices, type Where, whereOf } from '#services/offices/find'
import { eachDatabase } from '../support/database.ts'
import { codeOf } from '../support/refusal.ts'
import { aWorld, packOf, type TestWorld } from '../support/world.ts'

const region = 'guangxi'

describe.each(eachDatabase().slice(0, 1))('the office picker on $name', (server) => {
  let world: TestWorld
  let where: Where
  beforeAll(async () => {
    world = await aWorld([region], { server })
    where = await whereOf(world, undefined, region)
  })
  afterAll(() => world.close())

  const find = (given: object = {}) => findOffices(where, { page: 1, size: 10, ...given })

  test('works before signing in, for a region that exists', async () => {
    expect(find().rows.length).toBeGreaterThan(5)
    expect(await codeOf(whereOf(world, undefined, 'atlantis'))).toBe('no-such-region')
    expect(await codeOf(whereOf(world, undefined, undefined))).toBe('no-such-region')
  })

  test('one’s own region is the only one when signed in', async () => {
    const li = await world.as(region, 'li')
    expect(await whereOf(world, li, 'atlantis')).toBe(li)
  })

  test('an area has the offices of everything inside it', () => {
    const [city] = areasOf(where).filter((it) => it.areas?.length)
    const all = find({ area: city!.code, size: 100 })
    const parts = [city!.code, ...city!.areas!.map((it) => it.code)].flatMap(
      (area) => find({ area, size: 100 }).rows,
    )
    expect(new Set(all.rows.map((it) => it.id))).toEqual(new Set(parts.map((it) => it.id)))
    expect(find({ area: 'nowhere' })).toMatchObject({ rows: [], total: 0 })
  })

  test('only the types a field takes', () => {
    const hrss = find({ types: ['hrss'], size: 100 })
    expect(hrss.rows.length).toBeGreaterThan(0)
    expect(hrss.rows.every((it) => it.type === 'hrss')).toBe(true)
    expect(find({ types: ['nothing'] }).rows).toEqual([])
  })

  test('a type named twice is one type', () => {
    const once = find({ types: ['hrss', 'unit'], size: 100 })
    const often = find({ types: ['unit', 'hrss', 'unit', 'nothing', 'unit'], size: 100 })
    expect(often).toEqual(once)
    expect(once.total).toBe(find({ types: ['hrss'] }).total + find({ types: ['unit'] }).total)
  })

  test('departments in use are offered; an office that is none is not found', async () => {
    const university = where.org.ofType('unit').find((it) => it.departments.length > 2)!
    expect(departmentsIn(where, university.id).map((it) => it.name).length).toBe(
      university.departments.filter((it) => !it.disabled).length,
    )
    expect(await codeOf((async () => departmentsIn(where, 'none'))())).toBe('not-found')
  })
})

describe('28,000 units', () => {
  const { pack } = packOf(region)
  const cities = ['南城', '北城', '东城', '西城']
  const offices: readonly Office[] = Array.from({ length: 28_000 }, (_, n) => ({
    id: `o${n}` as OfficeId,
    type: 'unit',
    name: `${cities[n % 4]}第${n}人民医院`,
    code: `DEMO-${String(n).padStart(6, '0')}`,
    superiors: {},
    attributes: {},
    departments: [],
  }))
  const where: Where = { pack, org: orgView(offices, [], 1) }
  const find = (query: string, size = 10) => findOffices(where, { query, page: 1, size })

  test.each([
    ['a code', 'demo-000777', '东城第777人民医院'.replace('东', '北')],
    ['a whole name', '南城第400人民医院', '南城第400人民医院'],
    ['the beginning of a name', '南城第400', '南城第400人民医院'],
    ['its characters in their order', '南城400医院', '南城第400人民医院'],
  ])('found by %s', (_, query, first) => {
    expect(find(query).rows[0]?.name).toBe(first)
  })

  test('top hits only, and how many there are', () => {
    const hits = find('人民医院', 10)
    expect(hits.rows).toHaveLength(10)
    expect(hits.total).toBe(28_000)
    expect(find('人民医院 不存在').rows).toEqual([])
  })

  test('a type named four thousand times costs no more than once', () => {
    const before = performance.now()
    const found = findOffices(where, {
      types: Array<string>(4_000).fill('unit'),
      query: '人民医院',
      page: 1,
      size: 10,
    })
    expect(found.total).toBe(28_000)
    expect(performance.now() - before).toBeLessThan(1_000)
  })

  test('pages are whole: none twice, none left out', () => {
    const seen = new Set<string>()
    for (let page = 1; page <= 280; page += 1)
      for (const it of findOffices(where, { page, size: 100 }).rows) seen.add(it.id)
    expect(seen.size).toBe(28_000)
  })
})
