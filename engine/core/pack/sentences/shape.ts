import {
  formats,
  limits,
  quote,
  rewritten,
  typeWords,
  wayOut,
  words,
  type Sentence,
} from './say.ts'

/** What a file may not contain, or lacks: keys, types, figures, two things of one name. */
export const shape = {
  'item-without-id': (it) =>
    `这一项没有 ${it.key}，会替换整个列表；要改一项先写 ${it.key}，要去掉一项写 - { ${it.key}: ${it.name ?? '…'}, remove: true }`,
  'map-over-list': (it) =>
    `应为列表，写的是键值，会替换整个列表；要去掉一项写 - { ${it.key}: ${it.name ?? '…'}, remove: true }`,
  'remove-without-id': (it) =>
    `${it.list} 的各项没有标识，不能单独去掉一项；列表会整个替换，请把要留下的各项都写上`,
  'remove-with-more': (it) => `${it.key} 不起作用：这一项由 remove: true 去掉了`,
  'removes-nothing': () => 'remove: true 不起作用：下层的列表里没有这一项',
  'file-name': (it) => `文件名与其中的标识 ${quote(it.found)} 不一致，应为 ${it.expected}`,
  'folder-name': (it) => `标识 ${quote(it.found)} 与文件夹名 ${it.expected} 不一致`,
  'unknown-key': (it) =>
    typeof it.owner === 'string'
      ? `这里没有键 ${quote(it.key)}：它是“${it.owner}”的键，写在${it.top ? '文件最外层' : '那里'}`
      : `不认识的键 ${quote(it.key)}${wayOut(it)}`,
  'key-of-other-kind': (it) =>
    `${quote(it.key)} 不能用在 ${it.tag}: ${it.kind} 上；可用于 ${words(it.kinds)}`,
  'missing-key': (it) => `缺少 ${it.key}${wayOut(it)}`,
  'one-of-keys': (it) => `须写且只写其中一个：${words(it.keys)}`,
  'unknown-value': (it) =>
    it.list
      ? `这里写列表：${quote(it.found)} 写成 [${String(it.found)}]；单独写的只有 ${words(it.known)}`
      : `不认识的值 ${quote(it.found)}${/[，、]/.test(String(it.found)) ? '；逗号要用半角' : wayOut(it)}`,
  'wrong-type': (it) =>
    `应为${typeWords(it.type)}，写的是 ${quote(it.written ?? it.found)}${rewritten(it)}`,
  'bad-form': (it) =>
    `${quote(it.found)} 写法不合${String(it.pattern).startsWith('^[a-z0-9]') ? '：标识只用小写字母、数字和连字符' : '要求'}`,
  'bad-key': (it) => `键 ${quote(it.key)} 只能用小写字母、数字和连字符`,
  'bad-date': (it) => `${quote(it.found)} 不是${formats[String(it.format)] ?? '日期'}`,
  'listed-twice': (it) => `${quote(it.found)} 重复列出`,
  'out-of-range': (it) =>
    `${limits[String(it.keyword)]?.(it.limit) ?? '超出范围'}${typeof it.found === 'object' ? '' : `，写的是 ${quote(it.found)}`}`,
  'duplicate-id': (it) => `标识 ${quote(it.id)} 已经用过（${it.first}）`,
} as const satisfies Record<string, Sentence>
