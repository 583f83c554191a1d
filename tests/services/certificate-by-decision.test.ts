import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { doctor } from '#services/doctor/doctor'
import { act } from '#services/filings/act'
import { actBatch } from '#services/filings/batch'
import { file } from '#services/filings/file'
import { publishPack } from '#services/packs/publish'
import type { Viewer } from '#services/viewer'
import { eachDatabase } from '../support/database.ts'
import { newKey } from '../support/refusal.ts'
import { aWorld, packOf, type TestWorld } from '../support/world.ts'

const region = 'guangxi'

describe.each(eachDatabase())('a certificate issued by a decision, on $name', (server) => {
  let world: TestWorld
  let li: Viewer
  let chief: Viewer
  beforeAll(async () => {
    world = await aWorld([region], { server })
    const { resolved } = packOf(region)
    const chains = resolved.chains.map((it) =>
      it.chain === 'declaration'
        ? {
            ...it,
            effects: { approved: [{ do: 'issue-certificate' as const, certificate: 'annual' }] },
          }
        : it,
    )
    await publishPack(
      world,
      { ...resolved, chains },
      { by: 'test', note: 'by decision', position: 0 },
    )
    li = await world.as(region, 'li')
    chief = await world.as(region, 'chief')
  })
  afterAll(() => world.close())

  let day = 1
  const submitted = async (year: number, by = li) => {
    const start = `${year}-03-${String(day).padStart(2, '0')}T00:00`
    day += 2
    const end = start.replace('T00:00', 'T12:00')
    const data = {
      kind: 'training-class',
      content: `班${day}`,
      start,
      end,
      claimed: 4,
      year,
      promise: true,
    }
    const draft = await file(world, by, { chain: 'declaration', data }, newKey())
    const route = { id: 'own-unit' }
    return act(world, by, draft.id, { action: 'submit', seen: draft.seq, route }, newKey())
  }
  const approve = async (it: { id: string; seq: number }) =>
    act(world, chief, it.id, { action: 'approve', seen: it.seq }, newKey())
  const certificates = (person: string, year: number) =>
    world.db
      .selectFrom('certificates')
      .select(['id', 'number', 'state', 'issued_by', 'replaced_by', 'ended_why', 'data'])
      .where('person', '=', person)
      .where('year', '=', year)
      .orderBy('number')
      .execute()

  test('comes with the approval that finds the year reached', async () => {
    expect(await approve(await submitted(2025))).toMatchObject({ state: 'approved' })
    const all = await certificates(li.person!.id, 2025)
    expect(all).toMatchObject([{ state: 'valid', issued_by: chief.account }])
  })

  test('more hours replace it; approved in a batch, the last one stands', async () => {
    const items = [await submitted(2025), await submitted(2025)]
    const body = { action: 'approve', items: items.map(({ id, seq }) => ({ id, seen: seq })) }
    expect(await actBatch(world, chief, body, newKey())).toMatchObject({ done: 2 })
    const all = await certificates(li.person!.id, 2025)
    const states = all.map((it) => it.state)
    expect(states.at(-1)).toBe('valid')
    expect(states.slice(0, -1).every((it) => it === 'replaced')).toBe(true)
    expect(all.at(-2)).toMatchObject({ replaced_by: all.at(-1)!.id, ended_why: 'reissued' })
    expect((await doctor(world)).differences).toEqual([])
  })

  test('hours taken back end it', async () => {
    const it = await approve(await submitted(2025))
    await act(world, chief, it.id, { action: 'delete', seen: it.seq }, newKey())
    const valid = (await certificates(li.person!.id, 2025)).filter((one) => one.state === 'valid')
    expect(valid).toEqual([])
    expect((await doctor(world)).differences).toEqual([])
  })

  test('a year that is not reached gets none, and the approval stands', async () => {
    const huang = await world.as(region, 'huang')
    const it = await approve(await submitted(2026, huang))
    expect(it.state).toBe('approved')
    expect(await certificates(huang.person!.id, 2026)).toEqual([])
  })

  test('a name no font can print gets none, and the approval stands', async () => {
    const { id, name } = li.person!
    const rename = (to: string) =>
      world.db.updateTable('people').set({ name: to }).where('id', '=', id).execute()
    const valid = async () => (await certificates(id, 2025)).filter((it) => it.state === 'valid')
    const [first, second] = [await submitted(2025), await submitted(2025)]
    await rename('李\u{10ffff}')
    expect(await approve(first)).toMatchObject({ state: 'approved' })
    expect(await valid()).toEqual([])
    await rename(name)
    await approve(second)
    expect(await valid()).toHaveLength(1)
  })
})
