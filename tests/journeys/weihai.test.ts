import { describe, expect, test } from 'vitest'
import { expectVerified, print, type Printed } from './support/certificates.ts'
import { decide } from './support/deciding.ts'
import { correct, file } from './support/filing.ts'
import type { Answers } from './support/form.ts'
import { stillHealthy } from './support/healthy.ts'
import { look } from './support/looks.ts'
import { office } from './support/office.ts'
import { signIn } from './support/people.ts'
import { aPicture } from './support/pictures.ts'
import { go, openMenu, says } from './support/visitor.ts'

const weihai = office('weihai')

const training = (title: string, hours: number): readonly Answers[] => [
  {
    学习形式: '岗位培训',
    '学校（单位）名称': '威海市教育教学研究院',
    培训班名称: title,
    开始: '2026-07-06',
    结束: '2026-07-07',
    学习成绩: '优秀',
  },
  { 申请学时: hours },
  { 附件: [aPicture('岗位培训结业证书.png')] },
]

describe('hours count when the unit approved; verification only takes them back', () => {
  const title = '初中语文岗位培训'
  let filing = ''
  let printed: Printed

  test('the unit refuses with a reason; the teacher mends it and declares again', async () => {
    const zhang = await weihai.as('zhang')
    await look(zhang, 'weihai-home-person')
    filing = await file(zhang, 'declaration', training(title, 8), {
      submit: '提交申报',
      looks: 'weihai-apply',
    })
    await decide(await weihai.as('school-admin'), '学时审批', title, '驳回', {
      card: '张海宁',
      opinion: '证书上是6学时。',
    })
    await go(zhang, filing)
    await says(zhang, '证书上是6学时。')
    await correct(zhang, {}, { submit: '再次申报' })
  })

  test('the unit awards fewer hours than were claimed, and they count at once', async () => {
    await decide(await weihai.as('school-chinese'), '学时审批', title, '通过', {
      card: '张海宁',
      awarded: 6,
      opinion: '按证书认定6学时。',
      looks: 'weihai-inbox',
    })
    const zhang = await weihai.as('zhang')
    await openMenu(zhang, '年度完成情况')
    await says(zhang, title)
    await says(zhang, '计入 6 学时')
    expect(await zhang.page.getByText(/还差 \d+ 学时/).count()).toBe(0)
    await look(zhang, 'weihai-standing')
  })

  test('the teacher prints the certificate, and anyone reads that it is valid', async () => {
    const zhang = await weihai.as('zhang')
    await openMenu(zhang, '打印学时证明')
    await look(zhang, 'weihai-certificates')
    printed = await print(zhang, '威海市专业技术人员继续教育结业证书')
    await expectVerified(weihai, printed, /当前有效/)
  })

  test('the education bureau does not pass the verification: hours and certificate are gone', async () => {
    await decide(await weihai.as('edu-admin'), '成果备案—学时审验', title, '审验不通过', {
      card: '张海宁',
      opinion: '证书编号查无此证。',
      looks: 'weihai-verification',
    })
    await expectVerified(weihai, printed, /失效，不再作为证明/)
    const zhang = await weihai.as('zhang')
    await go(zhang, filing)
    await says(zhang, '审验不通过')
    await go(zhang, '/standing')
    await says(zhang, /还差 6 学时/)
  })
})

test('a colleague files from a phone, with a thumb', async () => {
  const li = await weihai.visitor({ phone: true })
  await signIn(li, 'weihai', 'li')
  await file(li, 'declaration', training('实验室安全培训', 4), { submit: '提交申报' })
  await says(li, '待审核')
})

stillHealthy(weihai)
