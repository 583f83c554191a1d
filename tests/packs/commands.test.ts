import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { packCommand } from '../../engine/cli/pack.ts'

const home = mkdtempSync(join(tmpdir(), 'packs-'))
cpSync('config/base', join(home, 'config/base'), { recursive: true })
afterAll(() => rmSync(home, { recursive: true }))
const made = join(home, 'config/east-lake')

/** Runs a command and keeps what it says. */
async function run(...args: string[]): Promise<{ code: number; said: string }> {
  const lines: string[] = []
  const hear = (text: string) => void lines.push(text)
  const code = await packCommand(args, { say: hear, complain: hear, home })
  return { code, said: lines.join('\n') }
}

test('a new pack checks and plays green before anything is changed', async () => {
  expect((await run('new', 'east-lake')).code).toBe(0)
  expect(await run('check', made)).toMatchObject({
    code: 0,
    said: expect.stringContaining('0 个错误，0 个提醒'),
  })
  const played = await run('play', made)
  expect(played).toMatchObject({ code: 0, said: expect.stringContaining('4 个剧情，0 个未通过') })
  expect(played.said).toContain('状态 8/8（100%）')
})

test('a name that is taken, or is none, makes no pack', async () => {
  expect(await run('new', 'east-lake')).toMatchObject({
    code: 2,
    said: expect.stringContaining('已经存在'),
  })
  expect(await run('new', '../elsewhere')).toMatchObject({ code: 2 })
  expect(await run('new', 'base')).toMatchObject({ code: 2 })
  expect(await run('new')).toMatchObject({ code: 2 })
})

test('explain names file, line and layer, and what is hidden', async () => {
  const { code, said } = await run('explain', made, 'texts.terms.filing')
  expect(code).toBe(0)
  expect(said).toContain('写在 east-lake/texts.yaml:4:11')
  expect(said).toContain('盖住 base/texts.yaml:')
})

test('explain of what is not there says what there is', async () => {
  const { code, said } = await run('explain', made, 'chains.declaration.steps.hrs')
  expect([code, said]).toEqual([
    1,
    '没有 chains.declaration.steps.hrs（chains.declaration.steps 之下没有）；是否想写 hrss？',
  ])
})

test('check of a wrong pack says where, and fails; play does not play it', async () => {
  writeFileSync(join(made, 'conditions.yaml'), 'conditions: {}\n')
  const checked = await run('check', made)
  expect(checked.code).toBe(1)
  expect(checked.said).toContain(
    '✗ east-lake/chains/declaration.yaml:8:11 › submit.needs.0: 没有名为 “recent-year” 的条件；这里一个也没有',
  )
  expect(await run('play', made)).toMatchObject({
    code: 1,
    said: expect.stringContaining('有错误，未演练'),
  })
})

test('a story that does not come true fails the play', async () => {
  cpSync('engine/cli/new-pack/conditions.yaml', join(made, 'conditions.yaml'))
  writeFileSync(
    join(made, 'scenarios/wrong.yaml'),
    'scenarios:\n  - scenario: wrong\n    title: 不会成真\n    covers: [无]\n    at: 2026-05-06T09:00\n    steps:\n      - by: li\n        file: declaration\n        expect: { state: hrss }\n',
  )
  const { code, said } = await run('play', made)
  expect(code).toBe(1)
  expect(said).toContain('✗ wrong　不会成真')
  expect(said).toContain('east-lake/scenarios/wrong.yaml:7 第 1 步：状态应为 “hrss”，实为 “draft”')
})

test('what is no pack is passed over among packs, and said when alone', async () => {
  expect(await run('check', 'README.md', join(home, 'config/base'))).toMatchObject({ code: 0 })
  expect(await run('check', home)).toMatchObject({
    code: 2,
    said: expect.stringContaining('不是配置包'),
  })
})

test('an unknown command shows those there are', async () => {
  expect(await run('paly')).toMatchObject({ code: 2, said: expect.stringContaining('play 目录…') })
  expect(await run()).toMatchObject({ code: 2 })
  expect(await run('help')).toMatchObject({ code: 0 })
})
