import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actBatch } from '#services/filings/batch'
import { file } from '#services/filings/file'
import { act } from '#services/filings/act'
import { readAsked, readForDecision } from '#storage/readings'
import { eachDatabase } from '../support/database.ts'
import { newKey } from '../support/refusal.ts'
import { aWorld, type TestWorld } from '../support/world.ts'

const region = 'guangxi'

describe.each(eachDatabase().slice(0, 1))('what deciding reads, on $name', (server) => {
  let world: TestWorld
  const ids: string[] = []
  beforeAll(async () => {
    world = await aWorld([region], { server })
    for (const [key, year] of [
      ['li', 2025],
      ['li', 2025],
      ['li', 2026],
      ['huang', 2026],
    ] as const) {
      const viewer = await world.as(region, key)
      const [start, end] = [
        `${year}-02-0${ids.length + 1}T00:00`,
        `${year}-02-0${ids.length + 1}T12:00`,
      ]
      const data = {
        kind: 'training-class',
        content: `班${ids.length}`,
        start,
        end,
        claimed: 4,
        year,
        promise: true,
      }
      const draft = await file(world, viewer, { chain: 'declaration', data }, newKey())
      const body = { action: 'submit', seen: draft.seq, route: { id: 'own-unit' } }
      ids.push((await act(world, viewer, draft.id, body, newKey())).id)
    }
  })
  afterAll(() => world.close())

  test('a person’s year is read once, however many filings concern it', async () => {
    const all = await readForDecision(world.db, region, ids)
    const [a, b, c, d] = ids.map((it) => all.get(it)!) as [never, never, never, never] as {
      credits: readonly { person: string; year: number }[]
    }[]
    expect(a!.credits.length).toBeGreaterThan(0)
    expect(b!.credits).toBe(a!.credits)
    expect(c!.credits).not.toBe(a!.credits)
    expect(c!.credits.every((it) => it.year === 2026)).toBe(true)
    expect(d!.credits.some((it) => it.person === a!.credits[0]!.person)).toBe(false)
  })

  test('each says what it says when read alone', async () => {
    const all = await readForDecision(world.db, region, ids)
    for (const id of ids) {
      const { reading } = await readAsked(world.db, region, {
        id,
        account: crypto.randomUUID(),
        key: '',
      })
      expect(all.get(id)).toEqual(reading)
    }
  })

  test('approved together, each sees the hours of those before it', async () => {
    const chief = await world.as(region, 'chief')
    const items = ids.map((id) => ({ id, seen: 2 }))
    expect(await actBatch(world, chief, { action: 'approve', items }, newKey())).toMatchObject({
      done: 4,
    })
    const after = await readForDecision(world.db, region, ids)
    expect(after.get(ids[0]!)!.credits.filter((it) => ids.includes(it.filing))).toHaveLength(2)
  })
})
