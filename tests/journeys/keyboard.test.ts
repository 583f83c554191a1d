import { expect, test } from 'vitest'
import { demoPassword } from '#services/worlds/seed'
import { stillHealthy } from './support/healthy.ts'
import { pick, pressKeys, tabTo, typeInto } from './support/keyboard.ts'
import { office } from './support/office.ts'
import { invented } from './support/people.ts'
import { aPicture } from './support/pictures.ts'
import { go, says, settled, type Visitor } from './support/visitor.ts'

const zhejiang = office('zhejiang-construction')
const title = '钢结构节点疲劳寿命评估'

async function arrive(key: string): Promise<Visitor> {
  const who = invented('zhejiang-construction', key)
  const visitor = await zhejiang.visitor()
  await go(visitor, '/login')
  await pick(visitor, '所属地区', who.regionTitle)
  await typeInto(visitor, '身份证号', who.idNumber)
  await typeInto(visitor, '密码', demoPassword)
  await pressKeys(visitor, 'Enter')
  if (who.post) {
    await says(visitor, '请选择身份')
    await tabTo(visitor, who.post.title)
    await pressKeys(visitor, 'Enter')
  }
  await says(visitor, `${who.name}，您好`)
  await settled(visitor)
  return visitor
}

test('filed without touching the mouse', async () => {
  const shen = await arrive('shen')
  await tabTo(shen, '新增学时登记')
  await pressKeys(shen, 'Enter')
  await says(shen, /第 1 步/)
  await settled(shen)
  await pick(shen, '类别', '发表论文')
  await typeInto(shen, '名称', title)
  await tabTo(shen, '下一步')
  await pressKeys(shen, 'Enter')
  await says(shen, /第 2 步/)
  await tabTo(shen, /核心期刊/)
  await pressKeys(shen, 'Space')
  await typeInto(shen, '作者排序', '1')
  await typeInto(shen, '登记学时', '24')
  await tabTo(shen, '下一步')
  await pressKeys(shen, 'Enter')
  await says(shen, /第 3 步/)
  const chooser = shen.page.waitForEvent('filechooser')
  await tabTo(shen, '选择文件')
  await pressKeys(shen, 'Enter')
  await (await chooser).setFiles([{ ...aPicture('封面.png') }])
  await shen.page.getByRole('link', { name: '查看：封面.png' }).waitFor()
  await tabTo(shen, '下一步')
  await pressKeys(shen, 'Enter')
  await says(shen, /第 4 步/)
  await tabTo(shen, '提交')
  await pressKeys(shen, 'Enter')
  await says(shen, '提交成功')
  expect(shen.complaints).toEqual([])
})

test.each([
  ['group-admin', '学时登记审核', '企业审核通过'],
  ['province-reviewer', '省级终审、备案', '终审通过'],
])('approved by %s with two keys', async (key, desk, label) => {
  const reviewer = await arrive(key)
  await tabTo(reviewer, desk)
  await pressKeys(reviewer, 'Enter')
  await reviewer.page.getByRole('article', { name: title }).waitFor()
  await settled(reviewer)
  await pressKeys(reviewer, 'a')
  await reviewer.page.getByRole('dialog', { name: label }).waitFor()
  await settled(reviewer)
  await reviewer.page.waitForFunction(() =>
    document.activeElement?.closest('[role=dialog] footer, [role=dialog]'),
  )
  await tabTo(reviewer, new RegExp(`^${label}$`))
  await pressKeys(reviewer, 'Enter')
  await says(reviewer, new RegExp(`${title}：`))
})

test('and the certificate is printed the same way', async () => {
  const shen = await arrive('shen')
  await tabTo(shen, '学时证明')
  await pressKeys(shen, 'Enter')
  await tabTo(shen, '打印年度继续教育学时证明')
  await pressKeys(shen, 'Enter')
  await says(shen, /查看 PDF/)
  await tabTo(shen, /查看 PDF/)
})

stillHealthy(zhejiang)
