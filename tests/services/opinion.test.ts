import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ActBody } from '#core/api'
import { act } from '#services/filings/act'
import { actBatch } from '#services/filings/batch'
import { file } from '#services/filings/file'
import { startJob } from '#services/filings/job'
import type { Viewer } from '#services/viewer'
import { newKey, refusal } from '../support/refusal.ts'
import { aWorld, type TestWorld } from '../support/world.ts'

const region = 'guangxi'

describe('what a reviewer writes', () => {
  let world: TestWorld
  let huang: Viewer
  let chief: Viewer
  let filing: { readonly id: string; readonly seq: number }
  beforeAll(async () => {
    world = await aWorld([region])
    huang = await world.as(region, 'huang')
    chief = await world.as(region, 'chief')
    const data = {
      kind: 'training-class',
      content: '消防设计培训班',
      start: '2026-05-04T00:00',
      end: '2026-05-05T00:00',
      claimed: 8,
      year: 2026,
      promise: true,
    }
    const { id } = await file(world, huang, { chain: 'declaration', data }, newKey())
    const route = { id: 'own-unit' }
    filing = await act(world, huang, id, { action: 'submit', seen: 1, route }, newKey())
  })
  afterAll(() => world.close())

  const refuse = (more: Partial<ActBody>) =>
    act(world, chief, filing.id, { action: 'refuse', seen: filing.seq, ...more }, newKey())
  const inBatch = (opinion: string) =>
    actBatch(
      world,
      chief,
      { action: 'refuse', opinion, items: [{ id: filing.id, seen: filing.seq }] },
      newKey(),
    )
  const inJob = (opinion: string) =>
    startJob(world, chief, { action: 'refuse', opinion, query: { list: 'inbox' } }, newKey())
  const ways = [(opinion: string) => refuse({ opinion }), inBatch, inJob]

  test.each([
    ['a character that turns the line', '材料\u202e不全'],
    ['a bell', '材料\u0007不全'],
    ['half a character', '材料\ud842不全'],
  ])('may not hold %s', async (_, opinion) => {
    for (const way of ways)
      expect((await refusal(way(opinion))).issues).toMatchObject([
        { code: 'unreadable-characters', at: ['opinion'], with: { label: '审核意见' } },
      ])
  })

  test('is at most two thousand characters, as people count them, and the answer names the limit', async () => {
    const found = { label: '审核意见', max: 2000, length: 2001 }
    for (const way of ways)
      expect((await refusal(way('𠮷'.repeat(2_001)))).issues).toMatchObject([
        { code: 'too-long', at: ['opinion'], with: found },
      ])
  })

  test('of 1.9 MB is refused at once, also for five thousand filings', async () => {
    const opinion = '不'.repeat(633_000)
    const items = Array.from({ length: 5_000 }, () => ({ id: crypto.randomUUID(), seen: 1 }))
    const before = performance.now()
    const batch = actBatch(world, chief, { action: 'refuse', opinion, items }, newKey())
    expect((await refusal(batch)).issues[0]?.code).toBe('too-long')
    expect(performance.now() - before).toBeLessThan(500)
    const jobs = await world.db.selectFrom('batch_jobs').select('id').execute()
    expect(jobs).toEqual([])
  })

  test('marks fields of the form, and no more of them than a form may have', async () => {
    const opinion = '请补充'
    for (const marks of [Array<string>(301).fill('start'), ['x'.repeat(121)], ['sta\u0007rt']])
      expect((await refusal(refuse({ opinion, marks }))).issues).toMatchObject([
        { code: 'bad-request', at: ['marks'] },
      ])
  })

  test('is kept without the space around it, with plain line ends', async () => {
    const marks = ['start', 'start', 'content']
    await refuse({ opinion: '  材料不全：\r\n缺签章\r', marks })
    const { entry } = await world.db
      .selectFrom('entries')
      .select('entry')
      .where('filing', '=', filing.id)
      .where('action', '=', 'refuse')
      .executeTakeFirstOrThrow()
    expect(entry).toMatchObject({ opinion: '材料不全：\n缺签章', marks: ['start', 'content'] })
  })
})
