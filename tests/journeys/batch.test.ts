import { describe, expect, test } from 'vitest'
import { file } from './support/filing.ts'
import { stillHealthy } from './support/healthy.ts'
import { look } from './support/looks.ts'
import { office } from './support/office.ts'
import { go, openMenu, press, says, settled } from './support/visitor.ts'

const guangxi = office('guangxi')
const desk = '学时管理—专业科目学时审核'
const papers = { huang: '混合式教学评价研究', wei: '壮族织锦纹样数字化', tang: '微服务拆分方法' }

test('three colleagues register a paper each', async () => {
  await Promise.all(
    Object.entries(papers).map(async ([key, content]) =>
      file(
        await guangxi.as(key),
        'declaration',
        [
          {
            请选择类型: '成果类',
            请选择二级类型: '论文',
            认定内容: content,
            获得日期: '2026-06-20T00:00',
          },
          { 申请学时: 16, 计入年度: '2026' },
          { 本人承诺以上信息属实: true },
        ],
        { route: '提交至本单位审核', submit: '提交审核' },
      ),
    ),
  )
})

test('two reviewers at one filing: the second is told what has become of it', async () => {
  const [chief, second] = [await guangxi.as('chief'), await guangxi.as('information-admin')]
  for (const it of [chief, second]) {
    await go(it, '/home')
    await openMenu(it, desk)
    await it.page.getByRole('link', { name: papers.tang }).first().click()
    await it.page.getByRole('article', { name: papers.tang }).waitFor()
    await it.page
      .getByRole('group', { name: '可以办理' })
      .getByRole('button', { name: /^通过/ })
      .click()
    await it.page.getByRole('dialog', { name: '通过' }).waitFor()
  }
  for (const it of [chief, second])
    await it.page
      .getByRole('dialog', { name: '通过' })
      .getByRole('button', { name: '通过', exact: true })
      .click()
  await says(second, '这一件刚刚有了变化')
  await says(second, /梁总管/)
  await look(second, 'guangxi-inbox-stale')
})

test('the rest is approved at once, but none with a warning that nobody has opened', async () => {
  const chief = await guangxi.as('chief')
  await go(chief, '/home')
  await openMenu(chief, desk)
  await chief.page.getByText('选择本页').click()
  await press(chief, '批量通过')
  await says(chief, '以下 1 件有提醒且还没有打开看过，不会在这一批里办理，请逐件查看：')
  await look(chief, 'guangxi-batch')
  await press(chief, '取消')
  await press(chief, /^下一件/)
  await settled(chief)
  await press(chief, '批量通过')
  await press(chief, '通过 2 件')
  await says(chief, '成功 2 条')
  await settled(chief)
  await look(chief, 'guangxi-batch-receipt')
  for (const key of ['huang', 'wei'] as const) {
    const who = await guangxi.as(key)
    await go(who, '/standing')
    await says(who, papers[key])
  }
  expect(chief.complaints).toEqual([])
})

describe('more than a page', () => {
  const all = 27

  test('of them is filed', async () => {
    const nong = await guangxi.as('nong')
    const answers = await nong.page.evaluate(fileMany, { all, route: 'own-unit' })
    expect(new Set(answers)).toEqual(new Set([200]))
  })

  test('and all that match are decided behind the scenes, with progress and a receipt', async () => {
    const chief = await guangxi.as('chief')
    await go(chief, '/home')
    await openMenu(chief, desk)
    await chief.page.getByText('选择本页').click()
    await press(chief, `选择全部 ${all} 条`)
    await says(chief, `已选择符合条件的全部 ${all} 条`)
    await press(chief, '批量通过')
    await says(
      chief,
      `符合当前条件的全部 ${all} 件将在后台逐件办理，期间可以离开本页，进度会一直保留。`,
    )
    await look(chief, 'guangxi-batch-all')
    await press(chief, `通过 ${all} 件`)
    await chief.page.getByRole('progressbar', { name: '批量办理完成的比例' }).waitFor()
    // Whoever goes away meanwhile finds it when they come back.
    await go(chief, '/home')
    await openMenu(chief, desk)
    await says(chief, `全部处理完毕：成功 ${all} 件，未办理 0 件`)
    await look(chief, 'guangxi-batch-all-done')
    await press(chief, '查看结果')
    await says(chief, `成功 ${all} 条`)
    await look(chief, 'guangxi-batch-all-receipt')
    await chief.page.keyboard.press('Escape')
    await press(chief, '不再显示')
    expect(await chief.page.getByText('批量办理进度').filter({ visible: true }).count()).toBe(0)
  })
})

/** Files as the form does, one after the other; runs in the page, so it can name nothing outside. */
async function fileMany({ all, route }: { all: number; route: string }): Promise<number[]> {
  const post = (path: string, body: object) =>
    fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify(body),
    })
  const answers: number[] = []
  for (let n = 1; n <= all; n++) {
    const end = '2026-06-20T00:00'
    const data = {
      kind: 'paper',
      content: `论文之${n}`,
      end,
      claimed: 1,
      year: 2026,
      promise: true,
    }
    const filed = await post('/api/filings', { chain: 'declaration', data })
    const filing = (await filed.json()) as { id: string; seq: number }
    const submitting = { action: 'submit', seen: filing.seq, route: { id: route } }
    answers.push((await post(`/api/filings/${filing.id}/actions`, submitting)).status)
  }
  return answers
}

stillHealthy(guangxi)
