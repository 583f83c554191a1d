import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ListQuery } from '#core/api'
import type { ListDefinition } from '#core/pack'
import { act } from '#services/filings/act'
import { file } from '#services/filings/file'
import { listPage } from '#services/filings/lists'
import { portalView } from '#services/portal/portal-view'
import type { Viewer } from '#services/viewer'
import { eachDatabase } from '../support/database.ts'
import { aWorld, type TestWorld } from '../support/world.ts'

const region = 'guangxi'
const titles = ['甲班', '乙班', '丙班', '丁班', '戊班']

/** The reviewer as they would be if their pack's list were a little different. */
const withList = (viewer: Viewer, id: string, change: Partial<ListDefinition>): Viewer => {
  const lists = viewer.pack.portal.lists.map((it) => (it.id === id ? { ...it, ...change } : it))
  return { ...viewer, pack: { ...viewer.pack, portal: { ...viewer.pack.portal, lists } } }
}

describe.each(eachDatabase())('the order of lists, on $name', (server) => {
  let world: TestWorld
  let chief: Viewer
  beforeAll(async () => {
    world = await aWorld([region], { server })
    const huang = await world.as(region, 'huang')
    chief = await world.as(region, 'chief')
    for (const [at, content] of titles.entries()) {
      world.at(`2026-06-0${at + 1}T02:00:00.000Z`)
      const [start, end] = [`2026-03-0${at + 1}T00:00`, `2026-03-0${at + 2}T00:00`]
      const data = {
        kind: 'training-class',
        content,
        start,
        end,
        claimed: 8,
        year: 2026,
        promise: true,
      }
      const made = await file(world, huang, { chain: 'declaration', data }, `file-${at}`)
      const sent = { action: 'submit', seen: made.seq, route: { id: 'own-unit' } } as const
      await act(world, huang, made.id, sent, `submit-${at}`)
    }
    for (const at of [0, 1, 2]) await approveFirst(at)
  })
  afterAll(() => world.close())

  /** Whoever waits longest is decided, one a day. */
  async function approveFirst(at: number) {
    world.at(`2026-06-1${at}T02:00:00.000Z`)
    const { rows } = await listPage(world, chief, { list: 'unit-review', size: '1' })
    const [{ id, seq }] = rows as [(typeof rows)[number]]
    await act(world, chief, id, { action: 'approve', seen: seq }, `approve-${at}`)
  }
  const shown = async (query: ListQuery, viewer = chief) =>
    (await listPage(world, viewer, query)).rows.map((it) => it.cells['filing.title'])

  test('a desk starts with who waits longest, and turns round', async () => {
    expect(await shown({ list: 'unit-review' })).toEqual(['丁班', '戊班'])
    expect(await shown({ list: 'unit-review', sort: '-filing.since' })).toEqual(['戊班', '丁班'])
  })
  test('pages of a turned desk follow each other', async () => {
    const query = { list: 'unit-review', sort: '-filing.since', size: '1' }
    expect(await shown({ ...query, page: '2' })).toEqual(['丁班'])
  })
  test('the same holds where a filter narrows', async () => {
    const query: ListQuery = { list: 'unit-review', 'f.filing.year': '2026', sort: '-filing.since' }
    expect(await shown(query)).toEqual(['戊班', '丁班'])
  })
  test('a desk is not sorted by what it would have to read whole', async () => {
    expect(await shown({ list: 'unit-review', sort: '-filing.claimed' })).toEqual(['丁班', '戊班'])
  })
  test('the pack says what a list starts with', async () => {
    const newest = withList(chief, 'unit-review', { order: 'newest' })
    expect(await shown({ list: 'unit-review' }, newest)).toEqual(['戊班', '丁班'])
  })
  test('results start with the newest and are sorted by their columns, the empty ones last', async () => {
    expect((await shown({ list: 'unit-results' })).slice(0, 3)).toEqual(['丙班', '乙班', '甲班'])
    const decided = { of: 'filing.decided', title: '审核时间' }
    const own = withList(chief, 'unit-results', { columns: [decided] })
    const up = await shown({ list: 'unit-results', sort: 'filing.decided' }, own)
    expect([up.length, ...up.slice(0, 3)]).toEqual([5, '甲班', '乙班', '丙班'])
    const down = await shown({ list: 'unit-results', sort: '-filing.decided' }, own)
    expect([down.length, ...down.slice(0, 3)]).toEqual([5, '丙班', '乙班', '甲班'])
  })
  test('a row says what it is about, also where the list has no column for it', async () => {
    const columns = [{ of: 'person.name', title: '姓名' }]
    const own = withList(chief, 'unit-review', { columns })
    const { rows } = await listPage(world, own, { list: 'unit-review' })
    expect(rows.map((it) => [it.cells['filing.title'], it.since])).toEqual([
      ['丁班', '2026-06-04T02:00:00.000Z'],
      ['戊班', '2026-06-05T02:00:00.000Z'],
    ])
  })

  test('the portal is told what can be sorted, and which years there are', async () => {
    const { lists } = await portalView(world, chief)
    const review = lists.find((it) => it.id === 'unit-review')!
    expect(review.sort).toEqual({
      first: 'filing.since',
      by: [{ of: 'filing.since', title: '提交时间' }],
    })
    const years = review.filters.find((it) => it.of === 'filing.year')?.options?.map((it) => it.id)
    expect([years?.[0], years?.at(-1)]).toEqual(['2026', '2016'])
    const hours = lists.find((it) => it.id === 'unit-hours')!
    expect(hours.filters.find((it) => it.of === 'standing.year')).toMatchObject({ first: '2026' })
    expect(hours.sort).toBeUndefined()
  })
})
