import { expect, test } from 'vitest'
import { demoPassword } from '#services/worlds/seed'
import { type Answers, fill, nextStep } from './support/form.ts'
import { stillHealthy } from './support/healthy.ts'
import { look } from './support/looks.ts'
import { office } from './support/office.ts'
import { invented } from './support/people.ts'
import { aPicture } from './support/pictures.ts'
import { forgive, go, press, says, settled } from './support/visitor.ts'

const weihai = office('weihai')

const first: Answers = {
  学习形式: '岗位培训',
  '学校（单位）名称': '威海市教育教学研究院',
  培训班名称: '教学设计工作坊',
  开始: '2026-08-03',
  结束: '2026-08-04',
  学习成绩: '合格',
}
const name = '培训班名称'

test('what was typed is saved by itself, and there again after a reload', async () => {
  const zhang = await weihai.as('zhang')
  await go(zhang, '/apply/declaration')
  await fill(zhang, first)
  await says(zhang, /已保存 \d\d:\d\d/)
  await zhang.page.reload()
  await settled(zhang)
  expect(await zhang.page.getByLabel(name).inputValue()).toBe('教学设计工作坊')
  expect(await zhang.page.getByLabel('学习成绩').inputValue()).toBe('合格')
})

test('without a network it is kept on the device, and saved when there is one again', async () => {
  const zhang = await weihai.as('zhang')
  await zhang.context.setOffline(true)
  await fill(zhang, { [name]: '教学设计工作坊（第二期）' })
  await says(zhang, /网络断开，已存在本机/)
  await look(zhang, 'weihai-apply-offline')
  await zhang.context.setOffline(false)
  await says(zhang, /已保存 \d\d:\d\d/)
  await zhang.page.reload()
  await settled(zhang)
  expect(await zhang.page.getByLabel(name).inputValue()).toBe('教学设计工作坊（第二期）')
  forgive(zhang, /ERR_INTERNET_DISCONNECTED/)
})

test('after half an hour one signs in again in place, and goes on where one was', async () => {
  const zhang = await weihai.as('zhang')
  await weihai.portal.at('2026-09-08T04:00:00.000Z')
  await fill(zhang, { [name]: '教学设计工作坊（第三期）' })
  await says(zhang, '请重新登录')
  await look(zhang, 'sign-in-again')
  const dialog = zhang.page.getByRole('dialog', { name: '请重新登录' })
  await dialog.getByLabel('证件号').fill(invented('weihai', 'zhang').idNumber)
  await dialog.getByLabel('密码').fill(demoPassword)
  await dialog.getByRole('button', { name: '登录并继续' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await says(zhang, /已保存 12:\d\d/)
  expect(await zhang.page.getByLabel(name).inputValue()).toBe('教学设计工作坊（第三期）')
})

test('a server that fails at the very end loses nothing; the second try goes through, once', async () => {
  const zhang = await weihai.as('zhang')
  await nextStep(zhang)
  await fill(zhang, { 申请学时: 8 })
  await nextStep(zhang)
  await fill(zhang, { 附件: [aPicture('证书.png')] })
  await nextStep(zhang)
  await zhang.page.route('**/actions', (route) => route.fulfill({ status: 500, body: '' }))
  await press(zhang, '提交申报')
  await says(zhang, '服务器出错了')
  await says(zhang, /^编号：[0-9A-F]{10}/)
  expect(await zhang.page.getByText(/需要修改/).count()).toBe(0)
  await look(zhang, 'weihai-apply-failed')
  await says(zhang, '教学设计工作坊（第三期）')
  await zhang.page.unroute('**/actions')
  forgive(zhang, /500/)
  await press(zhang, '重试')
  await says(zhang, '提交成功')
  await go(zhang, '/filings?list=my-declarations')
  expect(await zhang.page.getByText('岗位培训').count()).toBe(1)
})

stillHealthy(weihai)
