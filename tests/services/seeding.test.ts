import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { doctor } from '#services/doctor/doctor'
import { publishPack } from '#services/packs/publish'
import { seedDemo } from '#services/worlds/seed-demo'
import { aWorld, packOf, type TestWorld } from '../support/world.ts'

const region = 'guangxi'
const { pack, resolved } = packOf(region)
const given = { by: 'test', note: 'test', position: 0, forDemo: true }

/** A start that ends at the nth look at the pack: somewhere in the people, the records or the filings. */
function cutShort(world: TestWorld, after: number): TestWorld {
  let looks = 0
  const current: TestWorld['packs']['current'] = async (of) => {
    looks += 1
    if (looks > after) throw new Error('cut short')
    return world.packs.current(of)
  }
  return { ...world, packs: { ...world.packs, current } }
}

describe('a first start of the demo', () => {
  let world: TestWorld
  beforeAll(async () => {
    world = await aWorld([], { at: '2026-11-26T01:00:00.000Z' })
  })
  afterAll(() => world.close())

  const counted = async () => {
    const of = async (table: 'accounts' | 'offices' | 'filings' | 'credits') => {
      const rows = await world.db.selectFrom(table).select('region').execute()
      return rows.length
    }
    return {
      accounts: await of('accounts'),
      offices: await of('offices'),
      filings: await of('filings'),
      credits: await of('credits'),
    }
  }

  test('that was cut short is taken up where it stopped, and nothing is made twice', async () => {
    await publishPack(world, resolved, given)
    for (const after of [0, 3, 7, 30]) {
      const cut = seedDemo(cutShort(world, after), pack, { filings: true })
      await cut.catch((error: Error) => expect(error.message).toBe('cut short'))
    }
    expect(await seedDemo(world, pack, { filings: true })).toEqual([])
    const { people, offices, records = [], filings = [] } = pack.world
    const found = await counted()
    expect(found).toMatchObject({ accounts: people.length, offices: offices.length })
    expect(found.filings).toBe(records.length + filings.length)
    expect(found.credits).toBeGreaterThanOrEqual(records.length)
    expect((await doctor(world)).differences).toEqual([])
    expect(await seedDemo(world, pack, { filings: true })).toEqual([])
    expect(await counted(), 'done again it does nothing').toEqual(found)
  })

  test('fills no region that was published for production', async () => {
    const other = packOf('weihai')
    await publishPack(world, other.resolved, { by: 'test', note: 'test', position: 1 })
    const before = await counted()
    expect(await seedDemo(world, other.pack, { filings: true })).toEqual([])
    expect(await counted()).toEqual(before)
  })
})
