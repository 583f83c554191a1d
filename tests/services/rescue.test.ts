import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { checkDigit } from '#core/form'
import { act } from '#services/filings/act'
import { file } from '#services/filings/file'
import { listPage } from '#services/filings/lists'
import { viewFiling } from '#services/filings/view'
import { register } from '#services/registrations/register'
import { aWorld, type TestWorld } from '../support/world.ts'

const region = 'henan'
const rescuers = ['city-admin', 'hualong-admin', 'qingfeng-admin', 'province-admin']
/** Evidence may be left out: it is not what this is about. */
const edit = (_: string, text: string, path: string) =>
  path === 'forms/declaration.yaml'
    ? text.replace('label: 附件\n    required: true', 'label: 附件').replace('min-files: 1', '')
    : text

describe('what nobody can act on', () => {
  let world: TestWorld
  const as = (key: string) => world.as(region, key)
  const officeOf = async (key: string) => (await as(key)).post!.office

  async function handIn(who: string): Promise<string> {
    const viewer = await as(who)
    const data = {
      year: 2026,
      kind: 'base-class',
      item: `${who} 的培训班`,
      organiser: '示例基地',
      from: '2026-05-06',
      to: '2026-05-10',
      'base-level': 'municipal',
      score: '合格',
      claimed: 6,
    }
    const { id, seq } = await file(world, viewer, { chain: 'declaration', data }, `file ${who}`)
    await act(world, viewer, id, { action: 'submit', seen: seq }, `submit ${who}`)
    return id
  }
  /** The world is changed as an office tree is: whoever looks afterwards sees it anew. */
  async function change(how: string): Promise<void> {
    await sql.raw(how).execute(world.db)
    await sql`update regions set org_version = org_version + 1`.execute(world.db)
  }
  /** Whose list holds it: they may open it and hand it on, the others may do neither. */
  async function listedBy(id: string): Promise<readonly string[]> {
    const found: string[] = []
    for (const key of rescuers) {
      const viewer = await as(key)
      const { rows, total } = await listPage(world, viewer, { list: 'stuck' })
      expect(total).toBe(rows.length)
      const isListed = rows.some((it) => it.id === id)
      if (isListed) found.push(key)
      const view = await viewFiling(world, viewer, id).catch(() => undefined)
      const may = view?.actions.some((it) => it.action === 'reassign') === true
      expect(view?.stuck === true && may, key).toBe(isListed)
    }
    return found
  }

  beforeAll(async () => {
    world = await aWorld([region], { edit })
  })
  afterAll(() => world.close())

  test('is listed for the rescuers above it; once nobody stands above it, for the top of the tree', async () => {
    const agri = await officeOf('agri-admin')
    await change(`delete from posts where office = '${agri}'`)
    const own = await handIn('zhou')
    await register(world, {
      region,
      chain: 'registration',
      password: '自己设的口令2026',
      address: '10.1.1.1',
      data: {
        'id-number': `41092219950505002${checkDigit('41092219950505002')}`,
        phone: '13900001111',
        email: 'newcomer@example.com',
        area: '410922',
        unit: agri,
        name: '新来的',
        gender: 'female',
        'birth-date': '1995-05-05',
      },
    })
    const { id: registration } = await world.db
      .selectFrom('filings')
      .select('id')
      .where('chain', '=', 'registration')
      .executeTakeFirstOrThrow()
    const above = ['city-admin', 'qingfeng-admin', 'province-admin']
    expect([await listedBy(own), await listedBy(registration)]).toEqual([above, above])

    await change(`delete from office_superiors where office = '${agri}'`)
    const top = ['province-admin']
    expect([await listedBy(own), await listedBy(registration)]).toEqual([top, top])
  })

  test('about somebody without a unit is for the top of the tree, which hands it on', async () => {
    await change(`update people set office = null, department = null where name = '张澶'`)
    const id = await handIn('zhang')
    expect(await listedBy(id)).toEqual(['province-admin'])
    const province = await as('province-admin')
    const { seq, stuck } = await viewFiling(world, province, id)
    expect(stuck).toBe(true)
    const to = await officeOf('school-admin')
    await act(world, province, id, { action: 'reassign', seen: seq, to }, 'reassign')
    expect(await listedBy(id)).toEqual([])
    const admin = await as('school-admin')
    expect((await viewFiling(world, admin, id)).actions.map((it) => it.action)).toContain('approve')
  })
})
