import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ActBody, ActedView } from '#core/api'
import { act } from '#services/filings/act'
import { actBatch } from '#services/filings/batch'
import { file } from '#services/filings/file'
import { listPage } from '#services/filings/lists'
import { viewFiling } from '#services/filings/view'
import { publishPack } from '#services/packs/publish'
import { Refused } from '#services/refusal'
import type { Viewer } from '#services/viewer'
import { eachDatabase } from '../support/database.ts'
import { aWorld, packOf, type TestWorld } from '../support/world.ts'

const region = 'guangxi'
const training = {
  kind: 'training-class',
  content: '高层建筑消防设计培训班',
  start: '2026-05-04T00:00',
  end: '2026-05-06T00:00',
  claimed: 16,
  year: 2026,
  promise: true,
}
let counter = 0
const key = () => `key-${(counter += 1)}`

describe.each(eachDatabase())('one action on $name', (server) => {
  let world: TestWorld
  let huang: Viewer
  let chief: Viewer
  beforeAll(async () => {
    world = await aWorld([region], { server })
    huang = await world.as(region, 'huang')
    chief = await world.as(region, 'chief')
  })
  afterAll(() => world.close())

  /** Days that overlap no other filing of the test, so that duplicates are found only where meant. */
  let day = 0
  const fresh = () => {
    const two = (it: number) => String(it).padStart(2, '0')
    const month = two(1 + Math.floor((day % 300) / 25))
    const from = 1 + (day % 25)
    day += 2
    return {
      ...training,
      content: `培训班${day}`,
      start: `2026-${month}-${two(from)}T00:00`,
      end: `2026-${month}-${two(from + 1)}T00:00`,
      claimed: 8,
    }
  }
  const submit = (by: Viewer, it: ActedView) =>
    act(world, by, it.id, { action: 'submit', seen: it.seq, route: { id: 'own-unit' } }, key())
  const filed = async (data: object = fresh()) =>
    submit(huang, await file(world, huang, { chain: 'declaration', data: data as never }, key()))
  const refusal = async (work: Promise<unknown>): Promise<Refused> => {
    const error = await work.then(
      () => undefined,
      (it: unknown) => it,
    )
    if (error instanceof Refused) return error
    throw new Error(`Not refused: ${JSON.stringify(error)}`)
  }
  const sumOf = async (id: string) => {
    const rows = await world.db
      .selectFrom('credits')
      .select('hours')
      .where('filing', '=', id)
      .execute()
    return rows.reduce((sum, it) => sum + it.hours, 0)
  }

  test('filed, submitted, approved: the hours are in the ledger and in the standing', async () => {
    const before = await world.db
      .selectFrom('standings')
      .select('total')
      .where('person', '=', huang.person!.id)
      .where('year', '=', 2026)
      .executeTakeFirst()
    const it = await filed()
    expect(it).toMatchObject({ state: 'first-review', label: '待初审' })
    expect(it.says).toContain('现由邕州虚拟理工大学处理')
    const done = await act(world, chief, it.id, { action: 'approve', seen: it.seq }, key())
    expect(done).toMatchObject({ state: 'approved', label: '通过认定' })
    expect(await sumOf(it.id)).toBe(8)
    const standing = await world.db
      .selectFrom('standings')
      .select('total')
      .where('person', '=', huang.person!.id)
      .where('year', '=', 2026)
      .executeTakeFirstOrThrow()
    expect(standing.total).toBe((before?.total ?? 0) + 8)
    const view = await viewFiling(world, huang, it.id)
    expect(view.entries.map((one) => one.action)).toEqual(['save', 'submit', 'approve'])
    expect(view.entries.at(-1)!.effects).toEqual(['计入2026年度专业科目8学时'])
  })

  test('the same request five times at once does it once, and answers the same', async () => {
    const it = await filed()
    const again = key()
    const body: ActBody = { action: 'approve', seen: it.seq }
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => act(world, chief, it.id, body, again)),
    )
    expect(new Set(replies.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(await sumOf(it.id)).toBe(8)
    const entries = await world.db
      .selectFrom('entries')
      .select('seq')
      .where('filing', '=', it.id)
      .execute()
    expect(entries).toHaveLength(3)
  })

  test('a key used for something else is refused', async () => {
    const it = await filed()
    const again = key()
    await act(world, huang, it.id, { action: 'withdraw', seen: it.seq }, again)
    const refused = await refusal(
      act(world, huang, it.id, { action: 'delete', seen: it.seq + 1 }, again),
    )
    expect(refused.issues[0]!.code).toBe('key-used-otherwise')
  })

  test('of two reviewers at once one wins, the other is told who and what', async () => {
    let collided = 0
    const admin = await world.as(region, 'information-admin')
    for (let round = 0; round < 8; round += 1) {
      const it = await filed()
      const outcomes = await Promise.allSettled([
        act(world, chief, it.id, { action: 'approve', seen: it.seq }, key()),
        act(world, admin, it.id, { action: 'refuse', seen: it.seq, opinion: '材料不全' }, key()),
      ])
      expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
      const lost = outcomes.find((one) => one.status === 'rejected')!.reason as Refused
      expect(['changed-meanwhile', 'not-possible-now']).toContain(lost.issues[0]!.code)
      expect(String(lost.issues[0]!.with?.['by'])).toMatch(/邕州虚拟理工大学/)
      if (lost.issues[0]!.code === 'changed-meanwhile') collided += 1
    }
    expect(collided).toBeGreaterThan(0)
  })

  test('two filings of one person approved at once both count in the standing', async () => {
    for (let round = 0; round < 5; round += 1) {
      const before = await standingTotal(world, huang)
      const [a, b] = [await filed(), await filed()]
      await Promise.all(
        [a, b].map((it) => act(world, chief, it.id, { action: 'approve', seen: it.seq }, key())),
      )
      expect(await standingTotal(world, huang)).toBe(before + 16)
    }
  })

  test('an unsubmitted draft is nobody else’s: not found, not listed', async () => {
    const draft = await file(world, huang, { chain: 'declaration', data: fresh() as never }, key())
    expect((await refusal(viewFiling(world, chief, draft.id))).issues[0]!.code).toBe(
      'no-such-filing',
    )
    const results = await listPage(world, chief, { list: 'unit-results', size: '50' })
    expect(results.rows.map((it) => it.id)).not.toContain(draft.id)
  })

  test('a foreign filing’s id answers as one that does not exist', async () => {
    const it = await filed()
    const stranger = await world.as(region, 'kindergarten-admin')
    const foreign = await refusal(
      act(world, stranger, it.id, { action: 'approve', seen: it.seq }, key()),
    )
    const missing = await refusal(
      act(world, stranger, world.newId(), { action: 'approve', seen: 2 }, key()),
    )
    expect(foreign.issues[0]!.code).toBe(missing.issues[0]!.code)
  })

  test('an action whose turn has passed says what can be done', async () => {
    const it = await filed()
    await act(world, chief, it.id, { action: 'approve', seen: it.seq }, key())
    const late = await refusal(
      act(world, huang, it.id, { action: 'withdraw', seen: it.seq + 1 }, key()),
    )
    expect(late.issues[0]!.code).toBe('not-possible-now')
    expect(late.open).toEqual([])
  })

  test('a batch decides what it may, writes it at once, and says for each what came of it', async () => {
    const items = [await filed(), await filed(), await filed()]
    await act(world, huang, items[1]!.id, { action: 'withdraw', seen: items[1]!.seq }, key())
    const again = key()
    const body = {
      action: 'approve',
      items: [
        ...items.map((it) => ({ id: it.id, seen: it.seq })),
        ...[world.newId(), 'none', `${world.newId()}'--`].map((id) => ({ id, seen: 1 })),
      ],
    }
    const receipt = await actBatch(world, chief, body, again)
    expect(receipt).toMatchObject({ done: 2, left: 4 })
    const missing = ['not-found', 'not-found', 'not-found']
    expect(receipt.items.map((it) => it.outcome)).toEqual(['done', 'changed', 'done', ...missing])
    expect(await actBatch(world, chief, body, again)).toEqual(receipt)
    expect(await sumOf(items[0]!.id)).toBe(8)
  })

  test('a batch of refusals needs an opinion, and nothing is written without', async () => {
    const items = [await filed(), await filed()]
    const body = { action: 'refuse', items: items.map((it) => ({ id: it.id, seen: it.seq })) }
    const receipt = await actBatch(world, chief, body, key())
    expect(receipt).toMatchObject({ done: 0, left: 2 })
    expect(receipt.items[0]!.says).toContain('意见')
    expect(
      await actBatch(world, chief, { ...body, opinion: '证明材料不清晰' }, key()),
    ).toMatchObject({ done: 2 })
  })

  test('deleting what was approved takes the hours back by an opposite line', async () => {
    const it = await filed()
    await act(world, chief, it.id, { action: 'approve', seen: it.seq }, key())
    const before = await standingTotal(world, huang)
    await act(world, chief, it.id, { action: 'delete', seen: it.seq + 1 }, key())
    expect(await sumOf(it.id)).toBe(0)
    expect(await standingTotal(world, huang)).toBe(before - 8)
  })

  test('a row waiting for a decision says what to look at: no evidence, dates that overlap another’s', async () => {
    const data = fresh()
    const [first, second] = [await filed(data), await filed({ ...data, content: '另一个培训班' })]
    const page = await listPage(world, chief, { list: 'unit-review', size: '50' })
    const hints = (id: string) => page.rows.find((it) => it.id === id)!.hints.map((it) => it.code)
    expect(hints(first.id)).toEqual(['duplicate', 'no-evidence'])
    expect(hints(second.id)).toEqual(['duplicate', 'no-evidence'])
  })

  test('a draft left lying registers nothing: the same certificate is handed in beside it', async () => {
    const number = { 'certificate-number': '演示培训-草稿' }
    await file(
      world,
      huang,
      { chain: 'declaration', data: { ...fresh(), ...number } as never },
      key(),
    )
    const first = await filed({ ...fresh(), ...number })
    expect(first.state).toBe('first-review')
    expect((await viewFiling(world, chief, first.id)).hints.map((it) => it.code)).not.toContain(
      'duplicate',
    )
    const again = await refusal(filed({ ...fresh(), ...number }))
    expect(again.issues[0]!.code).toBe('duplicate')
    await act(world, huang, first.id, { action: 'withdraw', seen: first.seq }, key())
    expect((await filed({ ...fresh(), ...number })).state).toBe('first-review')
  })

  test('the count of an inbox follows every move', async () => {
    const inbox = async () => (await listPage(world, chief, { list: 'unit-review' })).total
    const before = await inbox()
    const it = await filed()
    expect(await inbox()).toBe(before + 1)
    const page = await listPage(world, chief, { list: 'unit-review', size: '50' })
    expect(page.rows.map((row) => row.id)).toContain(it.id)
    await act(world, huang, it.id, { action: 'withdraw', seen: it.seq }, key())
    expect(await inbox()).toBe(before)
  })

  test('publish v2 while a v1 filing is mid-chain: it is finished as v1', async () => {
    const it = await filed()
    const { resolved } = packOf(region)
    const next = {
      ...resolved,
      chains: resolved.chains.map((chain) =>
        chain.chain === 'declaration'
          ? { ...chain, labels: { ...chain.labels, approved: '新版通过' } }
          : chain,
      ),
    }
    await publishPack(world, next, { by: 'test', note: 'v2', position: 0 })
    const chiefNow = await world.as(region, 'chief')
    expect((await viewFiling(world, chiefNow, it.id)).older).toBe(true)
    const done = await act(world, chiefNow, it.id, { action: 'approve', seen: it.seq }, key())
    expect(done.label).toBe('通过认定')
    const huangNow = await world.as(region, 'huang')
    const draft = await file(
      world,
      huangNow,
      { chain: 'declaration', data: fresh() as never },
      key(),
    )
    const submitted = await act(
      world,
      huangNow,
      draft.id,
      { action: 'submit', seen: draft.seq, route: { id: 'own-unit' } },
      key(),
    )
    expect(
      (await act(world, chiefNow, submitted.id, { action: 'approve', seen: submitted.seq }, key()))
        .label,
    ).toBe('新版通过')
  })
})

async function standingTotal(world: TestWorld, viewer: Viewer): Promise<number> {
  const row = await world.db
    .selectFrom('standings')
    .select('total')
    .where('person', '=', viewer.person!.id)
    .where('year', '=', 2026)
    .executeTakeFirst()
  return row?.total ?? 0
}
