import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { doctor } from '#services/doctor/doctor'
import { act } from '#services/filings/act'
import { actBatch } from '#services/filings/batch'
import { file } from '#services/filings/file'
import type { Viewer } from '#services/viewer'
import { eachDatabase } from '../support/database.ts'
import { aWorld, type TestWorld } from '../support/world.ts'

const region = 'guangxi'
/** More than are written at a time, so that each batch is written in parts. */
const size = 300

describe.each(eachDatabase())('a batch of several parts on $name', (server) => {
  let world: TestWorld
  let chief: Viewer
  let filings: readonly { readonly id: string; readonly seen: number }[]

  beforeAll(async () => {
    world = await aWorld([region], { server })
    chief = await world.as(region, 'chief')
    const huang = await world.as(region, 'huang')
    filings = await Promise.all(Array.from({ length: size }, (_, n) => waiting(huang, n)))
  })
  afterAll(() => world.close())

  async function waiting(by: Viewer, n: number): Promise<{ id: string; seen: number }> {
    const data = {
      kind: 'training-class',
      content: `第${n}期培训班`,
      start: '2026-05-04T00:00',
      end: '2026-05-05T00:00',
      claimed: 8,
      year: 2026,
      promise: true,
    }
    const { id } = await file(world, by, { chain: 'declaration', data }, `file-${n}`)
    const { seq } = await act(
      world,
      by,
      id,
      { action: 'submit', seen: 1, route: { id: 'own-unit' } },
      `submit-${n}`,
    )
    return { id, seen: seq }
  }

  test('one with an opinion missing decides nothing, and says so for each, whether it has a key or not', async () => {
    for (const key of ['', 'no-opinion'])
      expect(await actBatch(world, chief, { action: 'refuse', items: filings }, key)).toMatchObject(
        { done: 0, left: size },
      )
  })

  test('two at once, in opposite orders: each filing is decided once, each asker told what became of each, in the order asked', async () => {
    const turned = filings.toReversed()
    const [one, other] = await Promise.all([
      actBatch(world, chief, { action: 'approve', items: filings }, 'forwards'),
      actBatch(world, chief, { action: 'approve', items: turned }, 'backwards'),
    ])
    expect(one.done + other.done).toBe(size)
    expect(one.items.map((it) => it.id)).toEqual(filings.map((it) => it.id))
    expect(other.items.map((it) => it.id)).toEqual(turned.map((it) => it.id))
    expect(new Set([...one.items, ...other.items].map((it) => it.outcome))).toEqual(
      new Set(['done', 'changed']),
    )
    const approvals = await world.db
      .selectFrom('entries')
      .select('filing')
      .where('region', '=', region)
      .where('action', '=', 'approve')
      .execute()
    expect(new Set(approvals.map((it) => it.filing)).size).toBe(approvals.length)
    expect(approvals).toHaveLength(size)
    expect((await doctor(world)).differences).toEqual([])
  })

  test('asked again with the same key it answers the same', async () => {
    const again = await actBatch(world, chief, { action: 'approve', items: filings }, 'forwards')
    expect(again).toEqual(
      await actBatch(world, chief, { action: 'approve', items: filings }, 'forwards'),
    )
    expect(again.items).toHaveLength(size)
  })
})
