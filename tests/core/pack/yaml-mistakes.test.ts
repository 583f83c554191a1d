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
  ['terms:\n  filing: "申报\n', '引号没有成对'],
  ['terms:\n  filing: @申报\n', '文字不能以这个符号开头'],
  ['terms:\n  filing: "\\申报"\n', '请改用单引号'],
])('%j is answered in the words of whoever wrote it', (text, says) => {
  expect(said(text).join('\n')).toContain(says)
})

/** Of the small pack's chain, its `label` written as somebody might. */
const chainWith = (label: string) =>
  resolve(
    smallPack().map((it) =>
      it.path === 'chains/declaration.yaml'
        ? { ...it, text: it.text.replace('    label: 待单位审核', label) }
        : it,
    ),
  ).issues.map((it) => `${it.line} ${it.message}`)

test.each([
  ['\tlabel: 待审核', '21 YAML 写法有误：缩进要用空格，不能用制表符（Tab）'],
  ['　　label: 待审核', '21 YAML 写法有误：缩进要用半角空格，不能用全角空格'],
  ['   label: 待审核', '21 YAML 写法有误：缩进没有对齐：同一层的各行要左对齐'],
  ['     label: 待审核', '21 YAML 写法有误：缩进没有对齐：同一层的各行要左对齐'],
  ['    label：待审核', '21 YAML 写法有误：键后面的冒号要用半角（: 加一个空格），不能用“：”'],
  ["    label: '待审核", '21 YAML 写法有误：这一行的括号或引号没有成对：少了后面的一半'],
  ['    label: [待审核', '21 YAML 写法有误：这一行的括号或引号没有成对：少了后面的一半'],
  ['    label: >\n      待审核', '21 不能用折叠文字（>）；请写成一行，或用 | 保留换行'],
  ['    label: 待审核\n    label: 待审', '22 同一个键写了两次，请合并成一处'],
])('%j is one slip, and one sentence', (label, says) => {
  expect(chainWith(label)).toEqual([says])
})

test.each([
  ['- id: hrss', '- id: unit', '标识 “unit” 已经用过（第 17 行）'],
  ['- id: hrss', '- id: 人社', '“人社” 写法不合：标识只用小写字母、数字和连字符'],
  ['steps:', 'stepz:', '不认识的键 “stepz”；是否想写 steps？'],
])('%s as %s: what would follow from it is not said', (was, is, says) => {
  const said = resolve(
    smallPack().map((it) =>
      it.path === 'chains/declaration.yaml' ? { ...it, text: it.text.replace(was, is) } : it,
    ),
  ).issues.map((it) => it.message)
  expect(said.filter((it) => it !== '缺少 steps')).toEqual([says])
})

test('bytes that are no UTF-8 are named as that', () => {
  const gbk = Buffer.from([0x74, 0x69, 0x74, 0x6c, 0x65, 0x3a, 0x20, 0xb1, 0xea, 0xcc, 0xe2])
  expect(said(gbk.toString('utf8'))).toEqual([
    'small/texts.yaml:1:1: 不是 UTF-8 编码；请在编辑器里另存为 UTF-8（GBK、UTF-16 的文件读出来是乱码）',
  ])
})

test('a folder of another name is named once, and nothing that stands in it is missed', () => {
  const files = smallPack().map((it) => ({ ...it, path: it.path.replace('chains/', 'chain/') }))
  expect(resolve(files).issues.map((it) => it.message)).toEqual([
    '配置包里没有文件夹 chain/；是否想写 chains？',
  ])
})

test('a file that cannot be read does not make the others wrong', () => {
  const files = smallPack().map((it) =>
    it.path === 'hours.yaml' ? { ...it, text: it.text.replace('unit: 学时', 'unit：学时') } : it,
  )
  expect(resolve(files).issues.map((it) => [it.code, it.file])).toEqual([
    ['yaml-syntax', 'hours.yaml'],
  ])
})
