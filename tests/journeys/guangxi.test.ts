import { describe, expect, test } from 'vitest'
import { expectVerified, print, type Printed } from './support/certificates.ts'
import { decide } from './support/deciding.ts'
import { act, correct, file, submit } from './support/filing.ts'
import { type Answers, fill, findOffice, nextStep } from './support/form.ts'
import { stillHealthy } from './support/healthy.ts'
import { look } from './support/looks.ts'
import { office } from './support/office.ts'
import { aPicture } from './support/pictures.ts'
import { go, openMenu, press, says, settled } from './support/visitor.ts'

const guangxi = office('guangxi')
const toReview = '学时管理—专业科目学时审核'
const own = { route: '提交至本单位审核', submit: '提交审核' }

const training = (content: string): readonly Answers[] => [
  {
    请选择类型: '培训进修类',
    请选择二级类型: '脱产、半脱产培训',
    认定内容: content,
    开始时间: '2026-07-06T08:00',
    结束时间: '2026-07-07T18:00',
  },
  { 申请学时: 16, 计入年度: '2026' },
  { 上传附件: [aPicture('培训通知.png')], 本人承诺以上信息属实: true },
]

describe('registered at one’s own unit, decided in one’s own department', () => {
  const content = '高校教师信息化教学能力培训班'
  let filing = ''
  let printed: Printed

  test('the hours are filled in from the half-days while typing', async () => {
    const huang = await guangxi.as('huang')
    await look(huang, 'guangxi-home-person')
    await go(huang, '/apply/declaration')
    await fill(huang, training(content)[0]!)
    await nextStep(huang)
    await says(huang, /系统计算：16 学时/)
    expect(await huang.page.getByRole('textbox', { name: '申请学时' }).inputValue()).toBe('16')
    await look(huang, 'guangxi-apply-hours')
  })

  test('another department’s admin does not see it; one’s own refuses it, and it comes again', async () => {
    const huang = await guangxi.as('huang')
    filing = await file(huang, 'declaration', training(content), { ...own, looks: 'guangxi-apply' })
    const arts = await guangxi.as('arts-admin')
    await openMenu(arts, toReview)
    expect(await arts.page.getByText(content).count()).toBe(0)
    await decide(await guangxi.as('information-admin'), toReview, content, '不通过', {
      opinion: '请上传结业证书。',
      looks: 'guangxi-inbox',
    })
    await go(huang, filing)
    await says(huang, '请上传结业证书。')
    await correct(huang, {}, { ...own, submit: '修改后重新提交' })
  })

  test('approved by the department’s admin it counts, and the year is passed', async () => {
    await decide(await guangxi.as('information-admin'), toReview, content, '通过')
    const huang = await guangxi.as('huang')
    await openMenu(huang, '我的学时—学时查询')
    await says(huang, content)
    await look(huang, 'guangxi-standing')
  })

  test('the certificate is printed, and void as soon as the unit deletes what it stood on', async () => {
    const huang = await guangxi.as('huang')
    await openMenu(huang, '继续教育合格证书')
    await says(huang, '打印过的继续教育合格证书会列在这里。')
    printed = await print(huang, '继续教育合格证书')
    await expectVerified(guangxi, printed, /当前有效/)
    const chief = await guangxi.as('chief')
    await act(chief, filing, '删除', { opinion: '' })
    await expectVerified(guangxi, printed, /失效，不再作为证明/)
    await go(huang, '/certificates')
    await says(
      huang,
      '这一份已不再作为证明，何时失效见核验页。年度重新达到要求后，可以再打印新的一份。',
    )
    await look(huang, 'guangxi-certificate-void', { quick: true })
    await go(huang, '/standing')
    await says(huang, /还差/)
  })
})

test('a kindergarten teacher finds the education bureau by name and submits to it', async () => {
  const qin = await guangxi.as('qin')
  const content = '幼儿园新教师岗前培训'
  await go(qin, '/apply/declaration')
  for (const answers of training(content)) {
    await fill(qin, answers)
    await nextStep(qin)
  }
  await qin.page.getByLabel('提交至主管部门审核').check()
  await press(qin, '选择单位名称')
  await look(qin, 'guangxi-office-picker')
  await findOffice(qin, '南宁市教育局')
  const filing = await submit(qin, '提交审核')
  await says(qin, '南宁市教育局（演示）')
  const kindergarten = await guangxi.as('kindergarten-admin')
  await openMenu(kindergarten, toReview)
  expect(await kindergarten.page.getByText(content).count()).toBe(0)
  await decide(await guangxi.as('nanning-education-reviewer'), '专业科目学时审核', content, '通过')
  await go(qin, filing)
  await says(qin, '通过认定')
  await settled(qin)
})

stillHealthy(guangxi)
