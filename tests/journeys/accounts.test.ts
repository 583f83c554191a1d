import { describe, expect, test } from 'vitest'
import { checkDigit } from '#core/form'
import { demoPassword } from '#services/worlds/seed'
import { decide } from './support/deciding.ts'
import { act, file, fillAndSubmit } from './support/filing.ts'
import { fill } from './support/form.ts'
import { stillHealthy } from './support/healthy.ts'
import { look } from './support/looks.ts'
import { office } from './support/office.ts'
import { invented, signIn, typeCredentials } from './support/people.ts'
import { aPicture } from './support/pictures.ts'
import { go, openMenu, press, says, settled } from './support/visitor.ts'

const henan = office('henan')
const { regionTitle } = invented('henan', 'zhang')

describe('signing in', () => {
  test('a wrong password is refused in the region’s own words, and what was typed stays', async () => {
    const anyone = await henan.visitor()
    await go(anyone, '/login')
    await says(anyone, '这里是演示环境：选好地区，就会列出可以直接登录的演示账号。')
    await look(anyone, 'login')
    const { idNumber } = invented('henan', 'zhang')
    await typeCredentials(anyone, { regionTitle, idNumber, password: 'guessed-wrong' })
    await says(anyone, '账户或密码错误，请重新录入您的账户、密码登录。')
    await look(anyone, 'login-refused')
    expect(await anyone.page.getByLabel('身份证号').inputValue()).toBe(idNumber)
  })

  test('an id number whose check digit is wrong is told so', async () => {
    const anyone = await henan.visitor()
    await go(anyone, '/login')
    const { idNumber } = invented('henan', 'zhang')
    const wrong = `${idNumber.slice(0, 17)}${idNumber.endsWith('1') ? '2' : '1'}`
    await typeCredentials(anyone, { regionTitle, idNumber: wrong, password: demoPassword })
    await says(anyone, /身份证号码?有误|校验/)
  })

  test('whoever holds a post too chooses as what, and may change it later', async () => {
    const feng = await henan.as('school-admin')
    await says(feng, '用人单位管理员')
    await feng.page.getByRole('button', { name: /冯校/ }).click()
    await feng.page.getByRole('menuitem', { name: /切换为：专业技术人员/ }).click()
    await settled(feng)
    await openMenu(feng, '年度完成情况')
    await feng.page.getByRole('button', { name: /冯校/ }).click()
    await feng.page.getByRole('menuitem', { name: /切换为：用人单位管理员/ }).click()
    await settled(feng)
    await openMenu(feng, '学时学分审批')
  })
})

describe('a professional registers', () => {
  const seventeen = '41090019000707012'
  const newcomer = {
    name: '孔新',
    idNumber: `${seventeen}${checkDigit(seventeen)}`,
    password: 'kongxin-2026',
  }

  test('and cannot sign in before the unit has approved', async () => {
    const anyone = await henan.visitor()
    await go(anyone, '/login')
    await anyone.page.getByLabel('所属地区').selectOption({ label: regionTitle })
    await press(anyone, '专业技术人员注册')
    await settled(anyone)
    await fill(anyone, {
      身份证号: newcomer.idNumber,
      手机号码: '13900000099',
      电子邮箱: 'kong@example.com',
      用人单位所属区域: '濮阳市市辖区',
      所在单位: { office: '濮阳市龙乡实验中学（演示）' },
      姓名: newcomer.name,
      性别: '女',
      出生日期: '1990-07-07',
    })
    await anyone.page.getByLabel('密码', { exact: false }).first().fill(newcomer.password)
    await anyone.page.getByLabel('再输一次新密码').fill(newcomer.password)
    await look(anyone, 'register')
    await press(anyone, '提交注册')
    await says(anyone, '注册信息已提交')
    await look(anyone, 'registered')
    await go(anyone, '/login')
    await typeCredentials(anyone, { ...newcomer, regionTitle })
    await says(anyone, '此账号还未被审核，请耐心等待用人单位管理员的审核')
  })

  test('and can when it has', async () => {
    const school = await henan.as('school-admin')
    await decide(school, '审核注册人员', newcomer.name, '通过', { looks: 'henan-registrations' })
    const kong = await henan.visitor()
    await go(kong, '/login')
    await typeCredentials(kong, { ...newcomer, regionTitle })
    await says(kong, '孔新，您好')
    await settled(kong)
  })
})

describe('people and offices move', () => {
  test('a teacher moves to the unit that accepts, and belongs to it from then on', async () => {
    const school = await henan.as('school-admin')
    await go(school, '/home')
    await openMenu(school, '人员调出')
    await look(school, 'henan-transfer-who')
    await press(school, '选定 李帝丘')
    await settled(school)
    await fillAndSubmit(
      school,
      [
        {
          选择调入单位: { office: '清丰县农业技术推广站（演示）' },
          本单位联系电话: '0393-0001001',
          调转原因: '工作调动',
        },
      ],
      { submit: '发出调出请求', looks: 'henan-transfer' },
    )
    await says(school, '待转入')
    await decide(await henan.as('agri-admin'), '人员调入', '工作调动', '确认调转', {
      card: '李帝丘',
    })
    const li = await henan.visitor()
    await signIn(li, 'henan', 'li')
    await says(li, '清丰县农业技术推广站（演示）')
  })

  test('a unit’s superior cannot be changed while something of its people waits', async () => {
    const zhou = await henan.as('zhou')
    const waiting = await file(zhou, 'declaration', [
      {
        学习形式: '服务基层活动',
        活动名称: '农技下乡',
        开始时间: '2026-08-03',
        结束时间: '2026-08-04',
        服务地点: '清丰县',
      },
      { 申报学时: 8 },
      { 附件: [aPicture('活动通知.png')] },
    ])
    const agri = await henan.as('agri-admin')
    await go(agri, '/home')
    await openMenu(agri, '更换上级部门')
    await says(agri, '本单位及单位下个人还有待审核信息，全部处理完后才能更换上级部门。')
    await look(agri, 'henan-superior-refused')
    await act(zhou, waiting, '撤销')
    await go(agri, '/home')
    await openMenu(agri, '更换上级部门')
    await fillAndSubmit(agri, [
      {
        更换的上级: '同级人社部门',
        更换后的上级部门: { office: '濮阳市人力资源和社会保障局' },
        更换原因: '隶属关系调整',
      },
    ])
    await decide(await henan.as('qingfeng-admin'), '审核机构信息修改', '隶属关系调整', '通过', {
      card: '清丰县农业技术推广站（演示）',
    })
    await go(zhou, '/apply/declaration')
    await says(zhou, '濮阳市人力资源和社会保障局')
  })
})

stillHealthy(henan)
