import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { doctor } from '#services/doctor/doctor'
import { act } from '#services/filings/act'
import { actBatch } from '#services/filings/batch'
import { file } from '#services/filings/file'
import type { Viewer } from '#services/viewer'
import type { Context } from '#services/context'
import { openDatabase } from '#storage/database'
import type { Tables } from '#storage/db'
import { asking } from '../http/asking.ts'
import { eachDatabase } from '../support/database.ts'
import { newKey } from '../support/refusal.ts'
import { aWorld, type TestWorld } from '../support/world.ts'

const region = 'guangxi'

describe.each(eachDatabase())('a crowd at one person’s year on $name', (server) => {
  let world: TestWorld
  let huang: Viewer
  let chief: Viewer
  beforeAll(async () => {
    world = await aWorld([region], { server })
    huang = await world.as(region, 'huang')
    chief = await world.as(region, 'chief')
  })
  afterAll(() => world.close())

  let n = 0
  const waiting = async () => {
    n += 1
    const day = `2026-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`
    const data = {
      kind: 'training-class',
      content: `第${n}期培训班`,
      start: `${day}T08:00`,
      end: `${day}T12:00`,
      claimed: 4,
      year: 2026,
      promise: true,
    }
    const { id } = await file(world, huang, { chain: 'declaration', data }, newKey())
    const submit = { action: 'submit', seen: 1, route: { id: 'own-unit' } }
    const { seq } = await act(world, huang, id, submit, newKey())
    return { id, seen: seq }
  }
  const total = async () => {
    const row = await world.db
      .selectFrom('standings')
      .select('total')
      .where('person', '=', huang.person!.id)
      .where('year', '=', 2026)
      .executeTakeFirst()
    return row?.total ?? 0
  }
  const approve = ({ id, seen }: { id: string; seen: number }, on: Context = world) =>
    act(on, chief, id, { action: 'approve', seen }, newKey())

  test('thirty approvals all succeed, and every hour is counted once', async () => {
    const before = await total()
    const all = await Promise.all(Array.from({ length: 30 }, waiting))
    const done = await Promise.all(all.map((it) => approve(it)))
    expect(new Set(done.map((it) => it.label))).toEqual(new Set(['通过认定']))
    expect(await total()).toBe(before + 30 * 4)
    expect((await doctor(world)).differences).toEqual([])
  })

  test('also on two nodes that know nothing of each other', async () => {
    const before = await total()
    const other = openDatabase<Tables>({ url: world.database.url, connections: 5 })
    const elsewhere = { ...world, db: other.db }
    const all = await Promise.all(Array.from({ length: 30 }, waiting))
    await Promise.all(all.map((it, at) => approve(it, at % 2 === 0 ? world : elsewhere)))
    await other.close()
    expect(await total()).toBe(before + 30 * 4)
  })

  test('so do approvals beside batches and withdrawals', async () => {
    const before = await total()
    const all = await Promise.all(Array.from({ length: 30 }, waiting))
    const [single, batched, taken] = [all.slice(0, 10), all.slice(10, 20), all.slice(20)]
    const batch = (it: { id: string; seen: number }) =>
      actBatch(world, chief, { action: 'approve', items: [it] }, newKey())
    const withdraw = ({ id, seen }: { id: string; seen: number }) =>
      act(world, huang, id, { action: 'withdraw', seen }, newKey())
    const [, receipts] = await Promise.all([
      Promise.all(single.map((it) => approve(it))),
      Promise.all(batched.map(batch)),
      Promise.all(taken.map(withdraw)),
    ])
    expect(receipts.map((it) => it.done)).toEqual(Array<number>(10).fill(1))
    expect(await total()).toBe(before + 20 * 4)
    expect((await doctor(world)).differences).toEqual([])
  })

  test('who loses again and again is told to come back, and that it was no fault of theirs', async () => {
    const { id, seen } = await waiting()
    const http = asking(world)
    const cookie = await http.signIn(region, 'chief')
    await sql`create function always_late() returns trigger language plpgsql as $$
      begin raise exception 'late' using errcode = '40001'; end $$`.execute(world.db)
    await sql`create trigger always_late before insert on entries
      for each row execute function always_late()`.execute(world.db)
    const body = { action: 'approve', seen }
    const asked = { cookie, body, headers: { 'idempotency-key': 'late' } }
    const path = `/api/filings/${id}/actions`
    const late = await http.ask('POST', path, asked)
    expect(late).toMatchObject({ status: 503, body: { error: { code: 'unavailable' } } })
    await sql`drop trigger always_late on entries`.execute(world.db)
    await sql`drop function always_late`.execute(world.db)
    expect((await http.ask('POST', path, asked)).status).toBe(200)
  })
})
