import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '#services/filings/act'
import { file } from '#services/filings/file'
import { listYears } from '#services/standings/years'
import { eachDatabase } from '../support/database.ts'
import { codeOf, newKey } from '../support/refusal.ts'
import { aWorld, type TestWorld } from '../support/world.ts'

const region = 'guangxi'

describe.each(eachDatabase().slice(0, 1))('a person’s years on $name', (server) => {
  let world: TestWorld
  beforeAll(async () => {
    world = await aWorld([region], { server })
  })
  afterAll(() => world.close())
  const years = async (key: string, person?: string) =>
    listYears(world, await world.as(region, key), person)

  test('every year with something in it, the latest first, judged with reasons', async () => {
    const all = await years('li')
    expect(all.map((it) => it.year)).toEqual([2026, 2025])
    expect(all[1]).toMatchObject({ verdict: 'passed' })
    expect(all[1]!.checks.every((it) => it.text !== '')).toBe(true)
    expect(all[1]!.print[0]).toMatchObject({ certificate: 'annual', allowed: true })
  })

  test('each credit is called by its kind, after the group it is in', async () => {
    const [now] = await years('huang')
    const kinds = now!.counted.map((it) => now!.kinds[it.credit.kind])
    expect(kinds).toEqual(['必修', '原系统专业科目学时'])
  })

  test('what is missing is said, with what could be printed and why not', async () => {
    const [now] = await years('huang')
    expect(now).toMatchObject({ year: 2026, verdict: 'failed' })
    expect(now!.checks.some((it) => !it.held && it.missing > 0)).toBe(true)
    expect(now!.print[0]).toMatchObject({ allowed: false })
    expect(now!.print[0]!.says).not.toBe('')
  })

  test('what waits is named with who holds it, and the year as it would be', async () => {
    const huang = await world.as(region, 'huang')
    const data = {
      kind: 'training-class',
      content: '消防设计',
      start: '2026-05-04T00:00',
      end: '2026-05-06T00:00',
      claimed: 16,
      year: 2026,
      promise: true,
    }
    const draft = await file(world, huang, { chain: 'declaration', data }, newKey())
    const [before] = await years('huang')
    expect(before!.waiting).toEqual([])
    const it = await act(
      world,
      huang,
      draft.id,
      { action: 'submit', seen: draft.seq, route: { id: 'own-unit' } },
      newKey(),
    )
    const [waits] = await years('huang')
    expect(waits!.waiting).toMatchObject([
      { id: it.id, claimed: 16, label: '待初审', holder: '邕州虚拟理工大学' },
    ])
    expect(waits!.total).toBe(before!.total)
    expect(waits!.ifApproved.total).toBe(before!.total + 16)
    await act(
      world,
      await world.as(region, 'chief'),
      it.id,
      { action: 'approve', seen: it.seq },
      newKey(),
    )
    const [after] = await years('huang')
    expect(after!.kinds['training-class']).toBe('培训进修类 · 脱产、半脱产培训')
    expect(after).toMatchObject({
      total: before!.total + 16,
      waiting: [],
      ifApproved: { total: before!.total + 16 },
    })
  })

  test('an admin sees the years of people in reach, nobody those of others', async () => {
    const id = (await world.as(region, 'huang')).person!.id
    expect((await years('chief', id))[0]!.year).toBe(2026)
    expect((await years('information-admin', id))[0]!.year).toBe(2026)
    for (const key of ['arts-admin', 'kindergarten-admin', 'li'])
      expect(await codeOf(years(key, id))).toBe('not-found')
    expect(await codeOf(years('chief'))).toBe('not-found')
  })
})
