import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listPacks, readPack } from '#services/admin/packs'
import { eachDatabase } from '../support/database.ts'
import { codeOf } from '../support/refusal.ts'
import { aWorld, type TestWorld } from '../support/world.ts'

const regions = ['guangxi', 'henan', 'weihai', 'zhejiang-construction'] as const
const officers = { guangxi: 'region-officer', henan: 'pack-admin', weihai: 'pack-admin' } as const

describe.each(eachDatabase().slice(0, 1))(
  'packs as the admin interface shows them, on $name',
  (server) => {
    let world: TestWorld
    beforeAll(async () => {
      world = await aWorld(regions, { server })
    })
    afterAll(() => world.close())
    const officer = (region: keyof typeof officers) => world.as(region, officers[region])

    test('every pack reads in sentences: nothing undefined, no id where a title belongs', async () => {
      for (const region of regions) {
        const view = await readPack(world, await officer('henan'), region)
        const pack = (await world.packs.current(region))!
        expect(view).toMatchObject({
          id: region,
          hash: pack.hash,
          versions: 1,
          forms: Object.keys(pack.forms).length,
        })
        expect(view.machines).toHaveLength(Object.keys(pack.chains).length)
        const sentences = [
          ...view.machines.flatMap((it) =>
            it.steps.flatMap((step) => [
              step.who,
              step.nobody,
              step.skip ?? '。',
              step.back ?? '。',
            ]),
          ),
          ...view.machines.flatMap((it) =>
            it.transitions.flatMap((move) => [move.label, move.by, ...move.effects]),
          ),
          ...view.rules.map((it) => it.says),
          ...view.roles.flatMap((it) => [it.title, ...it.may, ...it.at]),
        ]
        for (const it of sentences) {
          expect(it).not.toMatch(/undefined|null|NaN|\[object/)
          expect(it).not.toBe('')
        }
        for (const step of view.machines.flatMap((it) => it.steps))
          expect([region, step.id, step.who]).toEqual([
            region,
            step.id,
            expect.stringMatching(/[\u4e00-\u9fff]/),
          ])
        expect(view.rules.filter((it) => it.status === 'demo').every((it) => it.source)).toBe(true)
      }
    })

    test('who decides is said as the pack means it', async () => {
      const view = await readPack(world, await officer('henan'), 'henan')
      const [step] = view.machines.find((it) => it.chain === 'declaration')!.steps
      expect(step?.who).toContain('逐级向上')
      expect(step?.skip).toContain('审核权限被上级关闭')
      expect(view.rules.find((it) => it.group === 'requirement')?.says).toMatch(/不少于 \d+ 学时/)
    })

    test.each([
      ['weihai', '“本人撰写字数”每满 10000 计 5 学时，最多 60 学时'],
      ['weihai', '按“宣读论文字数”另加：为 0 的不加，2000 以内的加 6，更多的加 8'],
      ['weihai', '“职称级别”为初级、中级或高级'],
      ['weihai', '机构及其下属没有待审的申报'],
      ['weihai', '没有同类待审的申报，且（还没有个人档案，或'],
      ['weihai', '年度公需课（当年度班级）学时不少于 20 学时'],
      ['guangxi', '每半天4学时：从“开始时间”到“结束时间”，每半天 4 学时'],
      ['henan', '国家级、主课题 依次 64、56、48、40、32 学时'],
      ['zhejiang-construction', '“授课时长”每满 45 分钟计 1 学时'],
      ['zhejiang-construction', '计入年度距今不少于 1 年'],
      ['zhejiang-construction', '没有申报过同类'],
    ])('a rule of %s reads: %s', async (region, says) => {
      const view = await readPack(world, await officer('henan'), region)
      expect(view.rules.map((it) => it.says).join('\n')).toContain(says)
    })

    test('a condition turned round is not “not (…)”', async () => {
      const view = await readPack(world, await officer('henan'), 'zhejiang-construction')
      expect(JSON.stringify([view.rules, view.machines])).not.toContain('并非')
    })

    test('hours that took effect at one step are not said to take effect at a later one', async () => {
      const view = await readPack(world, await officer('henan'), 'zhejiang-construction')
      const { transitions } = view.machines.find((it) => it.chain === 'declaration')!
      const effects = (from: string, action: string) =>
        transitions.filter((it) => it.from === from && it.action === action).map((it) => it.effects)
      expect(effects('province', 'approve')).toEqual([['认定学时入账'], ['认定学时入账']])
      expect(effects('filing', 'record')).toEqual([[]])
    })

    test('who has no such capability is told so, and in production only the own region is there', async () => {
      expect(await codeOf(listPacks(world, await world.as('henan', 'school-admin')))).toBe(
        'not-allowed',
      )
      expect((await listPacks(world, await officer('henan'))).map((it) => it.id)).toEqual([
        ...regions,
      ])
      const serious = { ...world, demo: false }
      expect((await listPacks(serious, await officer('henan'))).map((it) => it.id)).toEqual([
        'henan',
      ])
      expect(await codeOf(readPack(serious, await officer('henan'), 'weihai'))).toBe('not-found')
      expect(await codeOf(readPack(world, await officer('henan'), 'henan', 'no-such-hash'))).toBe(
        'not-found',
      )
    })
  },
)
