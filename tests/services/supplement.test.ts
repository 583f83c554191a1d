import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '#services/filings/act'
import { file } from '#services/filings/file'
import { newForm } from '#services/filings/new-form'
import { viewFiling } from '#services/filings/view'
import { Refused } from '#services/refusal'
import type { Viewer } from '#services/viewer'
import { aWorld, type TestWorld } from '../support/world.ts'

const region = 'zhejiang-construction'
let counter = 0
const key = () => `supplement-${(counter += 1)}`

describe('what refers to an earlier filing', () => {
  let world: TestWorld
  let filing: string
  const as = (who: string) => world.as(region, who)
  const offered = async () => (await viewFiling(world, await as('zhou'), filing)).followUps
  const opened = async () =>
    newForm(world, await as('zhou'), { chain: 'supplement', refers: filing })
  const approve = (by: Viewer, id: string, seen: number) =>
    act(world, by, id, { action: 'approve', seen }, key())

  beforeAll(async () => {
    world = await aWorld([region], { at: '2026-11-24T02:00:00.000Z' })
    const zhou = await as('zhou')
    const [paper] = await world.db
      .insertInto('files')
      .values({
        region,
        id: world.newId(),
        hash: 'a'.repeat(64),
        name: 'a.jpg',
        mime: 'image/jpeg',
        bytes: 9,
        account: zhou.account,
        filing: null,
        created_at: world.clock(),
      })
      .returning('id')
      .execute()
    const pictures = [{ file: paper!.id, name: 'a.jpg' }]
    const data = {
      year: 2026,
      kind: 'paper',
      title: '深基坑支护',
      journal: 'core',
      rank: 1,
      claimed: 24,
      pictures,
    } as never
    const draft = await file(world, zhou, { chain: 'declaration', data }, key())
    const sent = await act(world, zhou, draft.id, { action: 'submit', seen: draft.seq }, key())
    const once = await approve(await as('group-admin'), sent.id, sent.seq)
    const done = await approve(await as('province-reviewer'), once.id, once.seq)
    filing = done.id
  })
  afterAll(() => world.close())

  test('out of its days it is not offered, and its page says when they are', async () => {
    const [only] = await offered()
    expect(only).toMatchObject({ chain: 'supplement', title: '增补申请' })
    expect(only?.whyNot).toContain('现在不在增补申请期内')
    expect(only?.whyNot).toContain('2027年1月1日至2027年1月20日')
    await expect(opened()).rejects.toThrow('window-closed')
  })

  test('of a year no window will come for, nothing is said at all', async () => {
    world.at('2027-02-01T02:00:00.000Z')
    expect(await offered()).toEqual([])
  })

  test('in its days it is offered, with kind and year of what it refers to', async () => {
    world.at('2027-01-10T02:00:00.000Z')
    expect(await offered()).toEqual([{ chain: 'supplement', title: '增补申请' }])
    expect((await opened()).values).toMatchObject({ kind: 'paper', year: 2026 })
  })

  test('asked for once, a second request is refused before anything is typed', async () => {
    const zhou = await as('zhou')
    const { values } = await opened()
    const asked = await file(
      world,
      zhou,
      { chain: 'supplement', refers: filing, data: values },
      key(),
    )
    expect(asked.says, 'in the words of its own chain (ZJ:65)').toBe('申请成功')
    await act(world, zhou, asked.id, { action: 'submit', seen: asked.seq }, key())
    const [only] = await offered()
    expect(only?.whyNot).toContain('每个类别只能申请一次')
    const refusal = await opened().then(
      () => undefined,
      (it: unknown) => it,
    )
    expect(refusal).toBeInstanceOf(Refused)
    expect((refusal as Refused).issues.map((it) => it.code)).toEqual(['needs-unmet'])
  })

  test('nobody else is offered anything on it', async () => {
    const seen = await viewFiling(world, await as('group-admin'), filing)
    expect(seen.followUps).toEqual([])
  })
})
