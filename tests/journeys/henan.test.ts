import { describe, expect, test } from 'vitest'
import { expectVerified, print, type Printed } from './support/certificates.ts'
import { decide } from './support/deciding.ts'
import { correct, file } from './support/filing.ts'
import { type Answers, fill, nextStep } from './support/form.ts'
import { stillHealthy } from './support/healthy.ts'
import { look, shotFile } from './support/looks.ts'
import { office } from './support/office.ts'
import { aPicture } from './support/pictures.ts'
import { go, openMenu, press, says, settled } from './support/visitor.ts'

const henan = office('henan')

const training = (title: string, hours: number): readonly Answers[] => [
  {
    学习形式: '培训、研修活动',
    '培训、研修名称': title,
    主办单位: '濮阳市教育局',
    开始时间: '2026-07-10',
    结束时间: '2026-07-12',
    举办单位类别: '省、市部门',
  },
  { 申报学时: hours },
  { 附件: [aPicture('培训证明.png'), aPicture('结业证书.png', 0x9c)] },
]

describe('declared learning climbs from office to office, and counts when the last one approved', () => {
  const first = '骨干教师研修班'
  const mended = '濮阳市骨干教师研修班'
  const certificate = '河南省专业技术人员继续教育电子证书'
  let filing = ''
  let printed: Printed

  test('a teacher files, and is told who will decide', async () => {
    const zhang = await henan.as('zhang')
    await look(zhang, 'henan-home-person')
    filing = await file(zhang, 'declaration', training(first, 6), { looks: 'henan-apply' })
    await says(zhang, '濮阳市龙乡实验中学（演示）')
    await look(zhang, 'henan-filing-waiting')
    await openMenu(zhang, '申报进度查询')
    await says(zhang, first)
    await look(zhang, 'henan-filings')
    await go(zhang, '/home')
    await says(zhang, '正在审核')
    await look(zhang, 'henan-home-waiting')
    // The README's picture is one of these: copied to tests/journeys/portal.png when the home has changed.
    await zhang.page.screenshot({ path: shotFile('portal'), animations: 'disabled' })
  })

  test('the school sends it back with the spot marked; the teacher mends it and submits again', async () => {
    const school = await henan.as('school-admin')
    await look(school, 'henan-home-unit')
    await decide(school, '学时学分审批', first, '退回修改', {
      opinion: '培训名称请写全称。',
      marks: ['培训、研修名称'],
      looks: 'henan-inbox-return',
    })
    const zhang = await henan.as('zhang')
    await go(zhang, filing)
    await says(zhang, '培训名称请写全称。')
    await press(zhang, '修改并重新提交')
    await settled(zhang)
    // It opens where the mark is, and the notice leads there from any other page.
    const marked = zhang.page.getByLabel('培训、研修名称')
    await says(zhang, '审核人标出了 1 处需要修改。改好后重新提交，历史记录会保留。')
    expect(await marked.inputValue()).toBe(first)
    await nextStep(zhang)
    expect(await marked.count()).toBe(0)
    await press(zhang, '⚑ 培训、研修名称')
    await settled(zhang)
    expect(await marked.evaluate((it) => it === document.activeElement)).toBe(true)
    await go(zhang, filing)
    await correct(zhang, { '培训、研修名称': mended }, { looks: 'henan-apply', submit: '提交' })
  })

  test('school, education bureau and human-resources bureau approve; nothing counts before the last', async () => {
    const zhang = await henan.as('zhang')
    for (const post of ['school-admin', 'edu-admin', 'city-admin']) {
      await go(zhang, '/standing')
      await says(zhang, /还差 6 学时/)
      await decide(await henan.as(post), '学时学分审批', mended, '通过')
    }
    await go(zhang, filing)
    await says(zhang, '审核通过')
    await look(zhang, 'henan-filing-approved')
    await openMenu(zhang, '年度完成情况')
    await says(zhang, mended)
    await look(zhang, 'henan-standing')
    expect(await zhang.page.getByText(/还差 \d+ 学时/).count()).toBe(0)
  })

  test('the unit prints the certificate, the teacher does not; anyone reads that it is valid', async () => {
    const zhang = await henan.as('zhang')
    await go(zhang, '/standing')
    expect(await zhang.page.getByRole('button', { name: /^打印/ }).isDisabled()).toBe(true)
    const school = await henan.as('school-admin')
    await openMenu(school, '电子证书查询打印')
    await fill(school, { 姓名或身份证号后四位: '张澶' })
    await press(school, '查询')
    await look(school, 'henan-certificates-search')
    await press(school, '张澶')
    await settled(school)
    printed = await print(school, certificate)
    await look(school, 'henan-certificates')
    await expectVerified(henan, printed, /当前有效/, 'henan-verify-valid')
  })

  test('verification takes the hours back, and the certificate with them', async () => {
    const verifier = await henan.as('city-verifier')
    await decide(verifier, '学时学分审验', mended, '审验不通过', {
      card: '张澶',
      opinion: '结业证书与培训通知不符。',
      looks: 'henan-verification',
    })
    await expectVerified(henan, printed, /失效，不再作为证明/, 'henan-verify-void')
    const zhang = await henan.as('zhang')
    await go(zhang, '/standing')
    await says(zhang, /还差 6 学时/)
  })
})

test('a school below a school makes it four offices; one of them may refuse, and it can come again', async () => {
  const zhao = await henan.as('zhao')
  const title = '省级骨干教师培训'
  const filing = await file(zhao, 'declaration', training(title, 30))
  await decide(await henan.as('branch-admin'), '学时学分审批', title, '通过')
  await decide(await henan.as('school-admin'), '学时学分审批', title, '驳回', {
    opinion: '没有派出证明。',
  })
  await go(zhao, filing)
  await says(zhao, '没有派出证明。')
  await correct(zhao, {}, { submit: '重新提交' })
  for (const post of ['branch-admin', 'school-admin', 'edu-admin', 'city-admin'])
    await decide(await henan.as(post), '学时学分审批', title, '通过')
  await go(zhao, filing)
  await says(zhao, '审核通过')
})

stillHealthy(henan)
