import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issueCertificate } from '#services/certificates/issue'
import { doctor } from '#services/doctor/doctor'
import { act } from '#services/filings/act'
import { file } from '#services/filings/file'
import { listPeople } from '#services/people/list'
import { publishPack } from '#services/packs/publish'
import { factsChanged, judgeAgain } from '#services/standings/again'
import { listYears } from '#services/standings/years'
import { updatePerson } from '#storage/people'
import { newKey } from '../support/refusal.ts'
import { aWorld, packOf, type TestWorld } from '../support/world.ts'

/** Judges until nothing is left, as the worker does. */
async function settle(world: TestWorld): Promise<void> {
  while (await judgeAgain(world));
}

describe('a certificate that asks a condition of the year', () => {
  let world: TestWorld
  beforeAll(async () => {
    const edit = (_: string, text: string, path: string) =>
      path === 'forms/declaration.yaml'
        ? text
            .replace(/label: 附件\n {4}required: true/, 'label: 附件')
            .replace('min-files: 1', 'min-files: 0')
        : text
    world = await aWorld(['weihai'], { at: '2026-09-01T02:00:00.000Z', edit })
  })
  afterAll(() => world.close())

  test('stays valid when more hours of that year are approved', async () => {
    const [wang, admin] = [
      await world.as('weihai', 'wang'),
      await world.as('weihai', 'school-admin'),
    ]
    const asked = { certificate: 'public-course', year: 2026 }
    expect((await issueCertificate(world, wang, asked, newKey())).state).toBe('valid')
    const data = {
      year: 2026,
      kind: 'job-training',
      school: '市教研中心',
      item: '教研培训',
      claimed: 8,
      subject: 'professional',
      period: ['2026-07-01', '2026-07-01'],
      score: '合格',
    }
    const made = await file(world, wang, { chain: 'declaration', data }, newKey())
    const sent = await act(world, wang, made.id, { action: 'submit', seen: made.seq }, newKey())
    await act(world, admin, sent.id, { action: 'approve', seen: sent.seq }, newKey())
    const rows = await world.db
      .selectFrom('certificates')
      .select(['certificate', 'state'])
      .where('person', '=', wang.person!.id)
      .execute()
    expect(rows).toEqual([{ certificate: 'public-course', state: 'valid' }])
    expect((await doctor(world)).differences).toEqual([])
  })
})

describe('after new rules are published', () => {
  let world: TestWorld
  beforeAll(async () => {
    world = await aWorld(['guangxi'], { at: '2026-09-01T02:00:00.000Z' })
  })
  afterAll(() => world.close())
  const stricter = (_: string, text: string, path: string) =>
    path === 'hours.yaml' ? text.replaceAll('total: 90', 'total: 200') : text

  test('one’s own page and the office’s list say the same of a year, and the doctor agrees', async () => {
    const shown = async () => {
      const [li, chief] = [await world.as('guangxi', 'li'), await world.as('guangxi', 'chief')]
      const own = (await listYears(world, li, undefined)).find((it) => it.year === 2026)!
      const people = await listPeople(world, chief, {
        list: 'unit-hours',
        year: 2026,
        page: 1,
        size: 50,
      })
      const row = people.rows.find((it) => it.id === li.person!.id)!
      return [own.label, row.cells['standing.verdict']]
    }
    expect(await shown()).toEqual(['合格', '合格'])
    const { resolved } = packOf('guangxi', stricter)
    await publishPack(world, resolved, { by: 'test', note: 'stricter', position: 0 })
    expect((await doctor(world)).differences).toEqual([])
    await settle(world)
    expect(await shown()).toEqual(['不合格', '不合格'])
    expect((await doctor(world)).differences).toEqual([])
  })

  test('hours of a filing under the old pack are judged by the new rules', async () => {
    const [huang, chief] = [await world.as('guangxi', 'huang'), await world.as('guangxi', 'chief')]
    const data = {
      kind: 'lecture',
      content: '旧规则下提交的',
      start: '2026-05-11T08:00',
      end: '2026-05-13T12:00',
      claimed: 20,
      year: 2026,
      promise: true,
    }
    const made = await file(world, huang, { chain: 'declaration', data }, newKey())
    const submit = { action: 'submit', seen: made.seq, route: { id: 'own-unit' } } as const
    const sent = await act(world, huang, made.id, submit, newKey())
    const { resolved } = packOf('guangxi', (layer, text, path) =>
      stricter(layer, text, path).replaceAll('total: 200', 'total: 96'),
    )
    await publishPack(world, resolved, { by: 'test', note: 'other', position: 0 })
    await act(world, chief, sent.id, { action: 'approve', seen: sent.seq }, newKey())
    const row = await world.db
      .selectFrom('standings')
      .select(['pack', 'again', 'total', 'verdict'])
      .where('person', '=', huang.person!.id)
      .where('year', '=', 2026)
      .executeTakeFirstOrThrow()
    const current = (await world.packs.current('guangxi'))!.hash
    expect(row).toEqual({ pack: current, again: false, total: 95, verdict: 'failed' })
  })
})

describe('what a requirement asks of the person changes', () => {
  let world: TestWorld
  const seniorsMore = (_: string, text: string, path: string) => {
    if (path === 'conditions.yaml')
      return `${text}  is-senior:\n    test: { fact: person.title-level, operator: equal, value: senior }\n`
    if (path === 'world.yaml') return text.replaceAll('title-level: senior', 'title-level: middle')
    if (path !== 'hours.yaml') return text
    return text.replace(
      'requirements:\n',
      `requirements:\n  - id: seniors\n    title: 高级职称年度学时要求\n    years: { from: 2016 }\n    when: is-senior\n    total: 200\n    source: 示例值，非正式政策\n    status: demo\n`,
    )
  }
  beforeAll(async () => {
    world = await aWorld(['guangxi'], { at: '2026-09-01T02:00:00.000Z', edit: seniorsMore })
  })
  afterAll(() => world.close())

  test('the running year is judged anew, its certificate falls with it; years that are over stay', async () => {
    const li = await world.as('guangxi', 'li')
    const { region } = li
    const person = li.person!.id
    const now = await world.as('guangxi', 'li')
    const verdicts = async () => {
      const years = await listYears(world, await world.as('guangxi', 'li'), undefined)
      return years
        .filter((it) => it.year >= 2025)
        .map((it) => [it.year, it.requirement, it.verdict])
    }
    const certificate = Object.keys(now.pack.certificates)[0]!
    for (const year of [2025, 2026])
      await issueCertificate(world, now, { certificate, year }, newKey())
    expect(await verdicts()).toEqual([
      [2026, 'from-2024', 'passed'],
      [2025, 'from-2024', 'passed'],
    ])

    await world.db.transaction().execute(async (trx) => {
      await updatePerson(trx, region, person, { attributes: { 'title-level': 'senior' } })
      await factsChanged(trx, region, li.pack, { person }, world.clock())
    })
    await settle(world)
    expect(await verdicts()).toEqual([
      [2026, 'seniors', 'failed'],
      [2025, 'from-2024', 'passed'],
    ])
    const rows = await world.db
      .selectFrom('certificates')
      .select(['year', 'state'])
      .where('person', '=', person)
      .orderBy('year')
      .execute()
    expect(rows).toEqual([
      { year: 2025, state: 'valid' },
      { year: 2026, state: 'void' },
    ])
    expect((await doctor(world)).differences).toEqual([])
  })
})
