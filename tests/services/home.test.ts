import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '#services/filings/act'
import { file } from '#services/filings/file'
import { listPage } from '#services/filings/lists'
import { newForm } from '#services/filings/new-form'
import { preview } from '#services/filings/preview'
import { viewFiling } from '#services/filings/view'
import { homeView } from '#services/portal/home'
import type { Viewer } from '#services/viewer'
import { codeOf, newKey } from '../support/refusal.ts'
import { aWorld, type TestWorld } from '../support/world.ts'

const region = 'guangxi'
const data = {
  kind: 'training-class',
  content: '消防设计培训班',
  start: '2026-05-04T00:00',
  end: '2026-05-05T00:00',
  claimed: 8,
  year: 2026,
  promise: true,
}
const route = { id: 'own-unit' }

describe('home, once something was decided', () => {
  let world: TestWorld
  let huang: Viewer
  let chief: Viewer
  let filing: { readonly id: string; readonly seq: number }
  beforeAll(async () => {
    world = await aWorld([region])
    huang = await world.as(region, 'huang')
    chief = await world.as(region, 'chief')
    const { id } = await file(world, huang, { chain: 'declaration', data }, newKey())
    filing = await act(world, huang, id, { action: 'submit', seen: 1, route }, newKey())
  })
  afterAll(() => world.close())

  const home = async () => {
    const { mine, waiting, results } = await homeView(world, huang)
    const here = (rows: readonly { readonly id: string }[]) =>
      rows.some((it) => it.id === filing.id)
    return [here(mine), here(waiting), here(results)]
  }

  test('what was refused and may come again waits for the person', async () => {
    expect(await home()).toEqual([false, true, false])
    const refusal = { action: 'refuse', seen: filing.seq, opinion: '请上传结业证书' } as const
    filing = await act(world, chief, filing.id, refusal, newKey())
    expect(await home()).toEqual([true, false, false])
  })

  test('taking it up again shows the way before it, not the one behind', async () => {
    const { route: way, rule } = await preview(world, huang, {
      chain: 'declaration',
      data,
      filing: filing.id,
      route,
    } as never)
    expect(rule).toMatchObject({ title: '每半天4学时', computes: true })
    expect(way).toMatchObject([{ state: 'planned', offices: [{ name: '邕州虚拟理工大学' }] }])
  })

  test('what was approved stands among the results', async () => {
    const again = { action: 'submit', seen: filing.seq, route } as const
    filing = await act(world, huang, filing.id, again, newKey())
    filing = await act(world, chief, filing.id, { action: 'approve', seen: filing.seq }, newKey())
    expect(await home()).toEqual([false, false, true])
  })

  test('what an office took away stays there with by whom and why; the list has it no more', async () => {
    const opinion = '结业证书系他人所有'
    const removal = { action: 'delete', seen: filing.seq, opinion } as const
    filing = await act(world, chief, filing.id, removal, newKey())
    expect(await home()).toEqual([false, false, true])
    const seen = await viewFiling(world, huang, filing.id)
    expect(seen.entries.at(-1)).toMatchObject({ action: 'delete', opinion })
    expect(seen.actions).toEqual([])
    expect(await codeOf(viewFiling(world, chief, filing.id))).toBe('no-such-filing')
    const { rows } = await listPage(world, huang, { list: 'my-registrations' })
    expect(rows.map((it) => it.id)).not.toContain(filing.id)
  })

  test('what the person deleted is gone, from home too', async () => {
    const { id, seq } = await file(world, huang, { chain: 'declaration', data }, newKey())
    await act(world, huang, id, { action: 'delete', seen: seq }, newKey())
    const { mine, results } = await homeView(world, huang)
    expect([...mine, ...results].map((it) => it.id)).not.toContain(id)
    expect(await codeOf(viewFiling(world, huang, id))).toBe('no-such-filing')
  })
})

describe('home of an office', () => {
  let world: TestWorld
  beforeAll(async () => {
    world = await aWorld(['henan'])
  })
  afterAll(() => world.close())

  test('shows what it filed for others: drafts, what waits, what came of it', async () => {
    const school = await world.as('henan', 'school-admin')
    const { person } = await world.as('henan', 'wang')
    const to = await world.db
      .selectFrom('offices')
      .select('id')
      .where('region', '=', 'henan')
      .where('key', '=', 'branch')
      .executeTakeFirstOrThrow()
    const home = async () => {
      const { mine, waiting, results } = await homeView(world, school)
      return [mine, waiting, results].map((rows) => rows.map((it) => it.cells['person.name']))
    }
    expect(await home()).toEqual([[], [], []])
    const given = { destination: to.id, contact: '0393-0001001', reason: '工作调动' }
    const whom = { chain: 'transfer', applicant: person!.id }
    const { values } = await newForm(world, school, whom)
    const body = { ...whom, data: { ...values, ...given } }
    const draft = await file(world, school, body, newKey())
    expect(await home()).toEqual([['王龙乡'], [], []])
    const sent = await act(world, school, draft.id, { action: 'submit', seen: draft.seq }, newKey())
    expect(await home()).toEqual([[], ['王龙乡'], []])
    const south = await world.as('henan', 'branch-admin')
    await act(world, south, sent.id, { action: 'approve', seen: sent.seq }, newKey())
    expect(await home()).toEqual([[], [], ['王龙乡']])
  })
})
