import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Viewer } from '#services/viewer'
import { act } from '#services/filings/act'
import { file } from '#services/filings/file'
import { preview } from '#services/filings/preview'
import { listYears } from '#services/standings/years'
import { newKey } from '../support/refusal.ts'
import { aWorld, type TestWorld } from '../support/world.ts'

const region = 'guangxi'
const paper = (claimed: number) => ({
  kind: 'paper',
  content: '喀斯特地区桥梁基础',
  end: '2026-05-06T00:00',
  claimed,
  year: 2026,
  promise: true,
})

describe('of one achievement only the best counts, also before it is approved', () => {
  let world: TestWorld
  let huang: Viewer
  let before: number
  const year = async () => (await listYears(world, huang, undefined))[0]!

  beforeAll(async () => {
    world = await aWorld([region], {
      edit: (layer, text, path) =>
        layer === region && path === 'hours.yaml'
          ? text.replace(
              'caps: []',
              `caps:
  - { id: same, title: 同一成果, of: best-only, same: [content], source: 示例值, status: demo }`,
            )
          : text,
    })
    huang = await world.as(region, 'huang')
    before = (await year()).total
    await submitted(16, true)
  })
  afterAll(() => world.close())

  async function submitted(claimed: number, isApproved: boolean): Promise<void> {
    const body = { chain: 'declaration', data: paper(claimed) }
    const draft = await file(world, huang, body, newKey())
    const waits = await act(
      world,
      huang,
      draft.id,
      { action: 'submit', seen: draft.seq, route: { id: 'own-unit' } },
      newKey(),
    )
    if (!isApproved) return
    const chief = await world.as(region, 'chief')
    await act(world, chief, waits.id, { action: 'approve', seen: waits.seq }, newKey())
  }

  test('while it is typed: a lesser one brings nothing, a better one what it is better by', async () => {
    const after = async (claimed: number) =>
      (await preview(world, huang, { chain: 'declaration', data: paper(claimed) })).after
    expect((await year()).total).toBe(before + 16)
    expect(await after(10)).toMatchObject({ counted: 0, total: before + 16 })
    expect(await after(20)).toMatchObject({ counted: 20, total: before + 20 })
  })

  test('while it waits', async () => {
    await submitted(20, false)
    const now = await year()
    expect([now.total, now.ifApproved.total]).toEqual([before + 16, before + 20])
  })
})
