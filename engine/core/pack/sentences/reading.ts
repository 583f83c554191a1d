import { quote, wayOut, words, type Sentence } from './say.ts'

/** What cannot be read, or laid over each other: said first, for much of the rest may follow from it. */
export const reading = {
  'file-too-large': (it) => `文件过大，不应超过 ${it.limit} 个字符`,
  'not-utf-8': () => '不是 UTF-8 编码；请在编辑器里另存为 UTF-8（GBK、UTF-16 的文件读出来是乱码）',
  'chinese-quotes': (it) =>
    `${it.name} 用的是中文引号；请用英文引号，写成 '${String(it.name).slice(1, -1)}'`,
  'empty-file': () => '文件是空的；要去掉下层的文件请写 null',
  'too-deep': (it) => `嵌套超过 ${it.limit} 层`,
  'yaml-syntax': (it) => `YAML 写法有误：${it.says}`,
  'duplicate-key': () => '同一个键写了两次，请合并成一处',
  'yaml-alias': (it) => `不能用别名 *${it.name}；请把内容写出来`,
  'yaml-anchor': (it) => `不能用锚点 &${it.name}；请把内容写出来`,
  'yaml-tag': (it) => `不能用类型标记 ${it.name}`,
  'yaml-folded': () => '不能用折叠文字（>）；请写成一行，或用 | 保留换行',
  'yaml-key': () => '键须是普通的词',
  'forbidden-key': (it) => `不能用 ${quote(it.key)} 作键`,
  'unknown-file': (it) => `配置包里没有这种文件${wayOut(it)}`,
  'unknown-folder': (it) => `配置包里没有文件夹 ${it.name}/${wayOut(it)}`,
  'unknown-layer': (it) =>
    `没有名为 ${quote(it.name)} 的下层；下层是旁边文件夹里的另一个配置包，如 base`,
  'extends-loop': (it) => `各层互相依据，没有尽头：${words(it.layers).replaceAll('、', ' → ')}`,
  'stray-layer': (it) => `这一层与 ${it.top} 无关，一次只能检查一个配置包`,
  'missing-file': (it) => `缺少文件 ${it.file}`,
} as const satisfies Record<string, Sentence>
