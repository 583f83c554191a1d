import { expect, test } from 'vitest'
import { resolve, sayIssue } from '#core/pack'
import { smallPack } from '../../packs/small-pack.ts'

const path = 'texts.yaml'
const said = (text: string) =>
  resolve(
    smallPack().map((it) => (it.path === path && it.layer === 'small' ? { ...it, text } : it)),
  ).issues.map(sayIssue)

test.each([
  ['terms:\n  filing：申报\n  unit: 单位\n', '键后面的冒号要用半角'],
  ['terms:\n\tfiling: 申报\n', '不能用制表符'],
  ['terms:\n  filing:申报\n  unit: 单位\n', '冒号用半角、后面空一格'],
  ['terms:\n  filing: 申报: 学时\n', '文字里有冒号加空格的，整个加引号'],
  ['terms:\n  filing: "申报\n', '括号和引号要成对'],
  ['terms:\n  filing: @申报\n', '文字不能以这个符号开头'],
  ['terms:\n  filing: "\\申报"\n', '请改用单引号'],
])('%j is answered in the words of whoever wrote it', (text, says) => {
  expect(said(text).join('\n')).toContain(says)
})

test('a file that cannot be read does not make the others wrong', () => {
  const files = smallPack().map((it) =>
    it.path === 'hours.yaml' ? { ...it, text: it.text.replace('unit: 学时', 'unit：学时') } : it,
  )
  expect(resolve(files).issues.map((it) => [it.code, it.file])).toEqual([
    ['yaml-syntax', 'hours.yaml'],
  ])
})
