import { describe, expect, test } from 'vitest'
import { act, file, submit } from './support/filing.ts'
import { type Answers, fill, nextStep } from './support/form.ts'
import { stillHealthy } from './support/healthy.ts'
import { look } from './support/looks.ts'
import { office } from './support/office.ts'
import { go, openMenu, press, says, settled } from './support/visitor.ts'

const guangxi = office('guangxi')
const desk = '学时管理—专业科目学时审核'
const own = { route: '提交至本单位审核', submit: '提交审核' }

const training = (content: string, from: string, to: string): Answers => ({
  请选择类型: '培训进修类',
  请选择二级类型: '脱产、半脱产培训',
  认定内容: content,
  开始时间: from,
  结束时间: to,
})
const promise: Answers = { 本人承诺以上信息属实: true }

describe('the hours follow the rule until somebody writes their own', () => {
  const content = '课程思政专题研修'

  test('a longer training has more hours, as long as nobody has touched them', async () => {
    const huang = await guangxi.as('huang')
    const hours = huang.page.getByRole('textbox', { name: '申请学时' })
    await go(huang, '/apply/declaration')
    await fill(huang, training(content, '2026-07-06T08:00', '2026-07-07T18:00'))
    await nextStep(huang)
    await says(huang, '系统计算：16 学时')
    expect(await hours.inputValue()).toBe('16')
    await press(huang, '上一步')
    await fill(huang, { 结束时间: '2026-07-08T18:00' })
    await nextStep(huang)
    await says(huang, '系统计算：24 学时')
    expect(await hours.inputValue()).toBe('24')
  })

  test('what was written stays, and the rule can be asked back', async () => {
    const huang = await guangxi.as('huang')
    const hours = huang.page.getByRole('textbox', { name: '申请学时' })
    await fill(huang, { 申请学时: 12, 计入年度: '2026' })
    await press(huang, '上一步')
    await fill(huang, { 结束时间: '2026-07-07T18:00' })
    await nextStep(huang)
    await says(huang, '系统计算：16 学时')
    expect(await hours.inputValue()).toBe('12')
    await look(huang, 'guangxi-apply-own-hours')
    await press(huang, '恢复系统计算')
    expect(await hours.inputValue()).toBe('16')
    await nextStep(huang)
    await fill(huang, promise)
    await nextStep(huang)
    await huang.page.getByLabel(own.route).check()
    await submit(huang, own.submit)
  })
})

describe('the same days twice', () => {
  const second = '教学督导能力提升班'
  let filing = ''

  test('whoever files is warned, and may file all the same', async () => {
    const huang = await guangxi.as('huang')
    filing = await file(
      huang,
      'declaration',
      [training(second, '2026-07-07T08:00', '2026-07-07T18:00'), { 计入年度: '2026' }, promise],
      { ...own, looks: 'guangxi-overlap' },
    )
  })

  test('the reviewer sees with which other one, before deciding', async () => {
    const reviewer = await guangxi.as('information-admin')
    await openMenu(reviewer, desk)
    await reviewer.page.getByRole('link', { name: second }).first().click()
    await reviewer.page.getByRole('article', { name: second }).waitFor()
    await settled(reviewer)
    const article = reviewer.page.getByRole('article', { name: second })
    await article
      .getByText(/该时段与已登记的另一项培训重叠/)
      .first()
      .waitFor()
    await look(reviewer, 'guangxi-inbox-overlap')
  })

  test('taken back, the first has nothing to be compared with', async () => {
    const huang = await guangxi.as('huang')
    await act(huang, filing, '撤回')
    await act(huang, filing, '删除')
    const reviewer = await guangxi.as('information-admin')
    await go(reviewer, '/home')
    await openMenu(reviewer, desk)
    await says(reviewer, '课程思政专题研修')
    expect(await reviewer.page.getByText(/该时段与已登记的另一项培训重叠/).count()).toBe(0)
  })
})

stillHealthy(guangxi)
