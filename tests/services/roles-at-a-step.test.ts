import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPack } from '#services/admin/packs'
import { act } from '#services/filings/act'
import { doctor } from '#services/doctor/doctor'
import { file } from '#services/filings/file'
import { listPage } from '#services/filings/lists'
import { viewFiling } from '#services/filings/view'
import { homeView } from '#services/portal/home'
import type { Viewer } from '#services/viewer'
import { aWorld, type TestWorld } from '../support/world.ts'

const region = 'guangxi'
const second = `  - id: second-review
    title: 复核
    who: { office: subject-unit }
    label: 待复核
    roles: [unit-admin, authority-reviewer]
    repeat: forbid
withdraw:`
/** Second-level admins get a role of their own: they decide first, the chief after them. */
function edit(_: string, text: string, path: string): string {
  switch (path) {
    case 'roles.yaml':
      return `${text}  - id: department-admin\n    title: 二级管理员\n    at: [unit]\n    may: [review, declare, transfer, see-people, see-filings]\n`
    case 'world.yaml':
      return text.replace(
        /( {4}department: \S+\n {4}role: )unit-admin/g,
        (_all, before: string) => `${before}department-admin`,
      )
    case 'portal.yaml':
      return text.replaceAll('for: [unit-admin]', 'for: [unit-admin, department-admin]')
    case 'chains/declaration.yaml':
      return text
        .replace(
          'by-department: true\n',
          'by-department: true\n    roles: [department-admin, authority-reviewer]\n',
        )
        .replace('withdraw:', second)
    default:
      return text
  }
}

/** Files one and hands it in to the own unit. */
async function handIn(world: TestWorld, content: string): Promise<string> {
  const huang = await world.as(region, 'huang')
  const data = {
    kind: 'lecture',
    content,
    start: '2026-05-11T08:00',
    end: '2026-05-11T12:00',
    claimed: 4,
    year: 2026,
    promise: true,
  }
  const { id, seq } = await file(world, huang, { chain: 'declaration', data }, `file ${content}`)
  const submit = { action: 'submit', seen: seq, route: { id: 'own-unit' } } as const
  await act(world, huang, id, submit, `submit ${content}`)
  return id
}

describe('two steps at one office, each for a role', () => {
  let world: TestWorld
  let id: string
  const as = (who: string) => world.as(region, who)
  const inbox = async (viewer: Viewer) => {
    const list = viewer.pack.portal.menus
      .filter((it) => it.for !== 'person' && it.for.includes(viewer.post!.role))
      .flatMap((it) => it.items)
      .find((it) => it.page === 'inbox')!.list!
    const [page, found, home] = await Promise.all([
      listPage(world, viewer, { list }),
      listPage(world, viewer, { list, 'f.person.name': '黄' }),
      homeView(world, viewer),
    ])
    const count = home.desk.reduce((sum, it) => sum + it.count, 0)
    expect([page.total, found.total]).toEqual([page.rows.length, count])
    return page.rows.map((it) => [
      it.cells['filing.title'],
      it.label,
      it.actions.includes('approve'),
    ])
  }

  beforeAll(async () => {
    world = await aWorld([region], { edit })
    id = await handIn(world, '两人办理的')
  })
  afterAll(() => world.close())

  test('lie in the lists, counts and home of whose turn it is, and of nobody else at the office', async () => {
    const [clerk, chief] = [await as('information-admin'), await as('chief')]
    expect(await inbox(clerk)).toEqual([['两人办理的', '待初审', true]])
    expect(await inbox(chief)).toEqual([])
    const seen = await viewFiling(world, chief, id)
    expect(seen.actions.map((it) => it.action)).not.toContain('approve')
    expect(seen.holders).toEqual([expect.objectContaining({ people: ['石信息'] })])
    await expect(
      act(world, chief, id, { action: 'approve', seen: seen.seq }, 'too-early'),
    ).rejects.toMatchObject({ issues: [{ code: 'not-your-role' }] })

    await act(world, clerk, id, { action: 'approve', seen: seen.seq }, 'first')
    expect(await inbox(clerk)).toEqual([])
    expect(await inbox(chief)).toEqual([['两人办理的', '待复核', true]])
    expect((await doctor(world)).differences).toEqual([])
  })
})

test('the configuration says in a sentence whose turn it is', async () => {
  const world = await aWorld([region], { edit })
  const view = await readPack(world, await world.as(region, 'region-officer'), region)
  const { steps } = view.machines.find((it) => it.chain === 'declaration')!
  expect(steps.map((it) => it.who)).toEqual([
    expect.stringMatching(/，只由二级管理员、主管部门审核员办理$/),
    expect.stringMatching(/，只由单位管理员、主管部门审核员办理，不得是办过前面环节的人$/),
  ])
  await world.close()
})

describe('a step where departments do not matter', () => {
  let world: TestWorld
  beforeAll(async () => {
    const wide = (_: string, text: string) =>
      text.replace('by-department: true', 'by-department: false')
    world = await aWorld([region], { edit: wide })
  })
  afterAll(() => world.close())

  test('is in the list of every post at the office, may be opened there and decided', async () => {
    const id = await handIn(world, '不分部门的')
    const elsewhere = await world.as(region, 'arts-admin')
    const list = 'unit-review'
    const page = await listPage(world, elsewhere, { list })
    expect([page.total, page.rows.map((it) => it.id)]).toEqual([1, [id]])
    expect((await homeView(world, elsewhere)).desk).toMatchObject([{ count: 1 }])
    const { seq } = await viewFiling(world, elsewhere, id)
    await act(world, elsewhere, id, { action: 'approve', seen: seq }, 'approve')
    expect(await listPage(world, elsewhere, { list })).toMatchObject({ total: 0, rows: [] })
    expect((await doctor(world)).differences).toEqual([])
  })
})
