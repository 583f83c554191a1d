import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '#services/filings/act'
import { file } from '#services/filings/file'
import { listPage } from '#services/filings/lists'
import type { Viewer } from '#services/viewer'
import { aWorld, type TestWorld } from '../support/world.ts'

const region = 'guangxi'

describe('what an office registered for its people', () => {
  let world: TestWorld
  let chief: Viewer
  const as = (who: string) => world.as(region, who)
  const shown = async (viewer: Viewer, list: string, tab?: string) => {
    const page = await listPage(world, viewer, { list, ...(tab !== undefined && { tab }) })
    return page.rows.map((it) => it.cells['filing.title'])
  }
  const register = async (by: Viewer, content: string, applicant?: string) => {
    const data = {
      kind: 'lecture',
      content,
      start: '2026-05-11T08:00',
      end: '2026-05-11T12:00',
      claimed: 4,
      year: 2026,
      promise: true,
    }
    const head = { chain: 'declaration', data, ...(applicant !== undefined && { applicant }) }
    return file(world, by, head, `register-${content}`)
  }

  beforeAll(async () => {
    world = await aWorld([region])
    world.at('2026-06-01T02:00:00.000Z')
    chief = await as('chief')
    const [wei, tang] = [await as('wei'), await as('tang')]
    await register(chief, '艺术学院的', wei.person!.id)
    const sent = await register(chief, '信息学院的', tang.person!.id)
    const submit = { action: 'submit', seen: sent.seq, route: { id: 'own-unit' } } as const
    await act(world, chief, sent.id, submit, 'submit')
    await register(wei, '本人的草稿')
  })
  afterAll(() => world.close())

  test('is listed whole for its chief; a second-level admin sees its department’s only', async () => {
    expect(await shown(chief, 'unit-registrations')).toEqual(
      expect.arrayContaining(['艺术学院的', '信息学院的']),
    )
    expect(await shown(await as('information-admin'), 'unit-registrations')).toEqual(['信息学院的'])
    expect(await shown(await as('arts-admin'), 'unit-registrations')).toEqual(['艺术学院的'])
  })

  test('and not yet submitted stands under 待提交 of the results, nobody else’s draft does', async () => {
    const list = chief.pack.portal.lists.find((it) => it.id === 'unit-results')!
    const draft = String(list.tabs!.findIndex((it) => it.states.includes('draft')))
    expect(await shown(chief, 'unit-results', draft)).toEqual(['艺术学院的'])
    const { tabs } = await listPage(world, chief, { list: 'unit-results' })
    expect(tabs).toMatchObject({ [draft]: 1 })
    expect(await shown(await as('information-admin'), 'unit-results', draft)).toEqual([])
  })

  test('a list of results without a tab for drafts holds none', async () => {
    const lists = chief.pack.portal.lists.map(({ tabs: _, ...it }) => it)
    const bare = { ...chief, pack: { ...chief.pack, portal: { ...chief.pack.portal, lists } } }
    expect(await shown(bare, 'unit-results')).toEqual(['信息学院的'])
  })
})
