import { describe, expect, test } from 'vitest'
import { checkDigit } from '#core/form'
import { decide } from './support/deciding.ts'
import { file, fillAndSubmit } from './support/filing.ts'
import { type Answers, fill, findOffice } from './support/form.ts'
import { stillHealthy } from './support/healthy.ts'
import { look } from './support/looks.ts'
import { office } from './support/office.ts'
import { invented, typeCredentials } from './support/people.ts'
import { aPicture } from './support/pictures.ts'
import { go, openMenu, press, says, settled } from './support/visitor.ts'

const weihai = office('weihai')
const { regionTitle } = invented('weihai', 'zhang')

const training = (title: string, hours: number): readonly Answers[] => [
  {
    学习形式: '岗位培训',
    '学校（单位）名称': '威海市教育教学研究院',
    培训班名称: title,
    开始: '2026-07-06',
    结束: '2026-07-07',
    学习成绩: '合格',
  },
  { 申请学时: hours },
  { 附件: [aPicture('岗位培训结业证书.png')] },
]

describe('a professional registers, and the own unit decides', () => {
  const seventeen = '37100019000707013'
  const newcomer = {
    regionTitle,
    name: '高帆',
    idNumber: `${seventeen}${checkDigit(seventeen)}`,
    password: 'gaofan-2026',
  }

  async function register(email: string): Promise<void> {
    const anyone = await weihai.visitor()
    await go(anyone, '/login')
    await anyone.page.getByLabel('所属地区').selectOption({ label: regionTitle })
    await press(anyone, '专业技术人员注册')
    await settled(anyone)
    await fill(anyone, {
      证件号: newcomer.idNumber,
      手机号: '13900000088',
      电子邮箱: email,
      所在单位: { office: '威海市海韵中学（演示）' },
      姓名: newcomer.name,
      出生日期: '1990-07-07',
      最高学历: '本科',
      毕业院校: '鲁东大学',
      所学专业: '数学',
      毕业时间: '2012-07-01',
      学位: '学士',
      专业技术职务系列: '中小学教师',
      职称级别: '无',
      现专业技术任职资格: '无',
    })
    for (const promise of [/^本人承诺/, /^同意遵守/]) await anyone.page.getByText(promise).click()
    await anyone.page.getByLabel('密码', { exact: false }).first().fill(newcomer.password)
    await anyone.page.getByLabel('再输一次新密码').fill(newcomer.password)
    await press(anyone, '提交注册')
    await says(anyone, '注册信息已提交')
    await anyone.context.close()
  }

  test('the school turns it down with a reason, and it may come again', async () => {
    await register('gao@example.com')
    const school = await weihai.as('school-admin')
    await decide(school, '审核注册人员', newcomer.name, '驳回', {
      opinion: '电子邮箱请填单位邮箱。',
      looks: 'weihai-registrations',
    })
    const gao = await weihai.visitor()
    await go(gao, '/login')
    await typeCredentials(gao, newcomer)
    await gao.page.getByRole('alert').first().waitFor()
    expect(await gao.page.getByText('高帆，您好').count()).toBe(0)
    await gao.context.close()
    await register('gao@school.example.com')
  })

  test('with the school’s approval one may sign in, and belongs to it', async () => {
    await decide(await weihai.as('school-admin'), '审核注册人员', newcomer.name, '通过')
    const gao = await weihai.visitor()
    await go(gao, '/login')
    await typeCredentials(gao, newcomer)
    await says(gao, '高帆，您好')
    await go(gao, '/apply/declaration')
    await says(gao, '威海市海韵中学（演示）')
  })
})

describe('a unit files for one of its people', () => {
  const title = '初中数学岗位培训'

  test('it chooses whom, and what it filed itself goes to the office above', async () => {
    const school = await weihai.as('school-admin')
    await go(school, '/home')
    await openMenu(school, '学时申报')
    await look(school, 'weihai-proxy-who', { quick: true })
    await school.page.getByRole('textbox').first().fill('王岚')
    await press(school, '查询')
    await settled(school)
    await press(school, '选定 王岚')
    await settled(school)
    await fillAndSubmit(school, training(title, 6), { submit: '提交申报' })
    await says(school, '威海市教育局')
    await openMenu(school, '查看申报记录')
    await says(school, '王岚')
  })

  test('its person sees it, and has the hours when the office above approved', async () => {
    const wang = await weihai.as('wang')
    await openMenu(wang, '申报进度查询')
    await says(wang, title)
    await decide(await weihai.as('edu-admin'), '学时审批', title, '通过', { card: '王岚' })
    await openMenu(wang, '年度完成情况')
    await says(wang, title)
  })
})

describe('a unit where nobody decides', () => {
  const title = '小学语文岗位培训'
  let filing = ''

  test('the teacher is told at once that nobody can take it yet', async () => {
    const sun = await weihai.as('sun')
    filing = await file(sun, 'declaration', training(title, 8), { submit: '提交申报' })
    await says(sun, /无人处理|没有人可以/)
    await look(sun, 'weihai-filing-stuck', { quick: true })
  })

  test('the rescue desk finds it and moves it to an office that has somebody', async () => {
    const rescuer = await weihai.as('rongcheng-admin')
    await openMenu(rescuer, '无人处理')
    const { page } = rescuer
    await page.getByRole('link', { name: title }).first().click()
    await page.getByRole('article', { name: title }).waitFor()
    await settled(rescuer)
    await look(rescuer, 'weihai-rescue', { quick: true })
    await page
      .getByRole('group', { name: '可以办理' })
      .getByRole('button', { name: /^改派/ })
      .click()
    const dialog = page.getByRole('dialog', { name: '改派' })
    await dialog.getByRole('button', { name: '选择处理机构' }).click()
    await findOffice(rescuer, '荣成市教育和体育局')
    await look(rescuer, 'weihai-rescue-asks')
    await dialog.getByRole('button', { name: '改派', exact: true }).click()
    await says(rescuer, new RegExp(`${title}：`))
    await go(rescuer, '/rescue?list=stuck')
    expect(await page.getByText(title).count()).toBe(0)
  })

  test('there it is decided, and the teacher has the hours', async () => {
    await decide(await weihai.as('rc-edu-admin'), '学时审批', title, '通过', { card: '孙澜' })
    const sun = await weihai.as('sun')
    await go(sun, filing)
    await says(sun, '审核通过')
    await openMenu(sun, '年度完成情况')
    await says(sun, title)
  })
})

stillHealthy(weihai)
