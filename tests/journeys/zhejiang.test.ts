import { describe, expect, test } from 'vitest'
import { expectVerified, print, type Printed } from './support/certificates.ts'
import { decide } from './support/deciding.ts'
import { act, correct, file, fillAndSubmit } from './support/filing.ts'
import type { Answers } from './support/form.ts'
import { stillHealthy } from './support/healthy.ts'
import { look } from './support/looks.ts'
import { office } from './support/office.ts'
import { aPicture } from './support/pictures.ts'
import { go, openMenu, says } from './support/visitor.ts'

const zhejiang = office('zhejiang-construction')

const certificate = '年度继续教育学时证明'

const paper = (title: string, rank: number, hours: number): readonly Answers[] => [
  { 类别: '发表论文', 名称: title },
  { 刊物级别: '核心期刊', 作者排序: rank, 登记学时: hours },
  { 佐证材料图片: [aPicture('刊物封面.png')] },
]

describe('a paper counts against the professional hours of the year', () => {
  const title = '装配式混凝土节点抗震性能研究'
  let filing = ''
  let printed: Printed

  test('the enterprise refuses, the engineer mends; each step has its own word', async () => {
    const shen = await zhejiang.as('shen')
    await look(shen, 'zhejiang-home-person')
    filing = await file(shen, 'declaration', paper(title, 1, 24), { looks: 'zhejiang-apply' })
    await says(shen, '个人上报')
    await decide(await zhejiang.as('group-admin'), '学时登记审核', title, '企业审核不通过', {
      opinion: '请上传论文正文首页。',
      looks: 'zhejiang-inbox',
    })
    await go(shen, filing)
    await says(shen, '企业审核不通过')
    await correct(shen, {})
    await decide(await zhejiang.as('group-admin'), '学时登记审核', title, '企业审核通过')
    await go(shen, filing)
    await says(shen, '企业审核通过')
    await decide(await zhejiang.as('province-reviewer'), '省级终审、备案', title, '终审通过')
    await go(shen, filing)
    await says(shen, '终审通过')
  })

  test('the year is passed, the certificate printed, and anyone reads that it is valid', async () => {
    const shen = await zhejiang.as('shen')
    await openMenu(shen, '年度学时')
    await says(shen, title)
    await look(shen, 'zhejiang-standing')
    await openMenu(shen, '学时证明')
    printed = await print(shen, certificate)
    await expectVerified(zhejiang, printed, /当前有效/)
  })

  test('the province takes back what turns out to be false, and the certificate is void', async () => {
    await act(await zhejiang.as('province-reviewer'), filing, '删除', {
      opinion: '经核实，刊物未刊载该论文。',
    })
    await expectVerified(zhejiang, printed, /失效，不再作为证明/)
    const shen = await zhejiang.as('shen')
    await go(shen, '/standing')
    await says(shen, /还差/)
  })
})

describe('what is missing from last year is supplemented in the first twenty days of January', () => {
  const title = '深基坑支护监测方法'
  const second = '既有地铁隧道保护监测'
  let filing = ''
  let printed: Printed

  test('in autumn there is nothing to supplement', async () => {
    const zhou = await zhejiang.as('zhou')
    filing = await file(zhou, 'declaration', paper(title, 1, 24))
    await decide(await zhejiang.as('group-admin'), '学时登记审核', title, '企业审核通过')
    await decide(await zhejiang.as('province-reviewer'), '省级终审、备案', title, '终审通过')
    await go(zhou, filing)
    expect(await zhou.page.getByRole('button', { name: '增补申请' }).isDisabled()).toBe(true)
    await says(zhou, /下次开放：2027年1月1日至2027年1月20日/)
    await look(zhou, 'zhejiang-filing-autumn')
    await go(zhou, '/apply/supplement')
    await says(zhou, /现在不在增补申请期内.*下次开放：2027年1月1日/)
    await look(zhou, 'zhejiang-supplement-closed')
  })

  test('in January the enterprise consents, and one more of the same kind may be registered', async () => {
    await zhejiang.at('2027-01-10T02:00:00.000Z')
    const zhou = await zhejiang.as('zhou')
    await look(zhou, 'zhejiang-home-january')
    await go(zhou, filing)
    await zhou.page.getByRole('button', { name: '增补申请' }).click()
    await says(zhou, '年1月1日-20日')
    await fillAndSubmit(zhou, [{}], { submit: '提交申请', looks: 'zhejiang-supplement' })
    await decide(await zhejiang.as('group-admin'), '增补申请审批', '发表论文', '同意增补')
    await go(zhou, '/filings?list=my-supplements')
    await says(zhou, '已处理')
    await look(zhou, 'zhejiang-supplements')
    const [first, ...rest] = paper(second, 2, 16)
    await file(zhou, 'declaration', [{ 年度: '2026', ...first }, ...rest])
  })

  test('it counts at the province’s approval, and is put on record after it', async () => {
    await decide(await zhejiang.as('group-admin'), '学时登记审核', second, '企业审核通过')
    const province = await zhejiang.as('province-reviewer')
    await decide(province, '省级终审、备案', second, '终审通过')
    const zhou = await zhejiang.as('zhou')
    await go(zhou, '/standing?year=2026')
    await says(zhou, second)
    printed = await print(zhou, certificate)
    await decide(province, '省级终审、备案', second, '备案')
    await expectVerified(zhejiang, printed, /当前有效/)
  })

  test('the same kind cannot be supplemented twice, and on the 21st nothing can', async () => {
    const zhou = await zhejiang.as('zhou')
    await go(zhou, filing)
    await says(zhou, '该类别在本次增补期内已经申请过，每个类别只能申请一次')
    expect(await zhou.page.getByRole('button', { name: '增补申请' }).isDisabled()).toBe(true)
    await zhejiang.at('2027-01-21T02:00:00.000Z')
    const later = await zhejiang.as('zhou')
    await go(later, '/apply/supplement')
    await says(later, /现在不在增补申请期内/)
  })
})

stillHealthy(zhejiang)
