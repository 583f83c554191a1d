import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, correct, file } from './support/filing.ts'
import type { Answers } from './support/form.ts'
import { look } from './support/looks.ts'
import { type Office, openOffice } from './support/office.ts'
import { aPicture } from './support/pictures.ts'
import { go, openMenu, press, says } from './support/visitor.ts'

let henan: Office
beforeAll(async () => {
  henan = await openOffice('henan')
})
afterAll(() => henan.close())

const training: readonly Answers[] = [
  {
    学习形式: '培训、研修活动',
    '培训、研修名称': '市级骨干教师研修班',
    主办单位: '濮阳市教育局',
    开始时间: '2026-07-10',
    结束时间: '2026-07-12',
    举办单位类别: '省、市部门',
  },
  { 申报学时: 6 },
  { 附件: [aPicture('培训证明.png')] },
]

describe('declared learning climbs from office to office, and counts when the last one approved', () => {
  let filing: string

  test('a teacher files, and sees who will decide', async () => {
    const zhang = await henan.as('zhang')
    await look(zhang, 'henan-home-person')
    filing = await file(zhang, 'declaration', training, { looks: 'henan-apply' })
    await says(zhang, '濮阳市龙乡实验中学（演示）')
    await look(zhang, 'henan-filing-waiting')
  })

  test('the school sends it back with the spot marked; the teacher mends it and submits again', async () => {
    const school = await henan.as('school-admin')
    await act(school, filing, '退回修改', { opinion: '培训名称请写全称。' })
    const zhang = await henan.as('zhang')
    await go(zhang, filing)
    await says(zhang, '培训名称请写全称。')
    await correct(zhang, { '培训、研修名称': '濮阳市中小学骨干教师研修班' })
    await says(zhang, '待审核')
  })

  test('school, education bureau and human-resources bureau approve; nothing counts before the last', async () => {
    const zhang = await henan.as('zhang')
    for (const office of ['school-admin', 'edu-admin', 'city-admin']) {
      await go(zhang, '/standing')
      await says(zhang, /还差\s*6/)
      await act(await henan.as(office), filing, '通过')
    }
    await go(zhang, filing)
    await says(zhang, '审核通过')
    await openMenu(zhang, '年度完成情况')
    await says(zhang, '濮阳市中小学骨干教师研修班')
  })
})
