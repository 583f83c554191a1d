import { afterAll, beforeAll, expect, test } from 'vitest'
import { act } from '#services/filings/act'
import { file } from '#services/filings/file'
import { viewFiling } from '#services/filings/view'
import { codeOf } from '../support/refusal.ts'
import { aWorld, type TestWorld } from '../support/world.ts'

const region = 'weihai'
/** Evidence may be left out: it is not what this is about. */
const edit = (_: string, text: string, path: string) =>
  path === 'forms/declaration.yaml'
    ? text.replace('label: 附件\n    required: true', 'label: 附件').replace('min-files: 1', '')
    : text

let world: TestWorld
beforeAll(async () => {
  world = await aWorld([region], { edit, at: '2026-09-01T02:00:00.000Z' })
})
afterAll(() => world.close())

test('whom a filing is about does not decide it with a post of theirs, whoever filed it', async () => {
  const [above, chen, own, colleague] = await Promise.all(
    ['edu-admin', 'chen', 'school-chinese', 'school-admin'].map((it) => world.as(region, it)),
  )
  const applicant = chen!.person!.id
  const data = {
    applicant,
    year: 2026,
    kind: 'job-training',
    school: '示例学校',
    item: '培训班',
    content: '新课程标准',
    period: ['2026-07-06', '2026-07-10'],
    score: '合格',
    claimed: 6,
    subject: 'professional',
  }
  const { id, seq } = await file(world, above!, { chain: 'declaration', data, applicant }, 'file')
  await act(world, above!, id, { action: 'submit', seen: seq }, 'submit')
  const { seq: seen, actions } = await viewFiling(world, own!, id)
  expect(actions.find((it) => it.action === 'approve')?.blocked).toBeDefined()
  const approve = { action: 'approve', seen } as const
  expect(await codeOf(act(world, own!, id, approve, 'own'))).toBe('self-review')
  expect(await act(world, colleague!, id, approve, 'colleague')).toMatchObject({
    state: 'approved',
  })
})
