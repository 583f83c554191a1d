/** What the YAML parser found, said to somebody who writes a pack and not parsers. */
const sentences: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: '缩进要用空格，不能用制表符（Tab）',
  BAD_INDENT: '缩进没有对齐：同一层的各行要左对齐',
  MULTILINE_IMPLICIT_KEY: '这里应有“键: 值”：冒号用半角、后面空一格，并与同层的键对齐',
  BLOCK_AS_IMPLICIT_KEY: '一行只能有一个“键: 值”；文字里有冒号加空格的，整个加引号',
  MISSING_CHAR: '少了一个符号：括号和引号要成对，冒号、逗号后面要有空格',
  BAD_SCALAR_START: '文字不能以这个符号开头，请加引号',
  BAD_DQ_ESCAPE: '双引号里的反斜线另有含义，请改用单引号',
  BLOCK_IN_FLOW: '方括号、花括号之内不能换成另起一行、以缩进表示层次的写法',
  UNEXPECTED_TOKEN: '这里多了一个符号，或者少了引号',
  MULTIPLE_DOCS: '一个文件只写一份内容，不能用 --- 分成几份',
  KEY_OVER_1024_CHARS: '键太长了；是不是少了换行或引号',
}
const wideColon = /^\s*(- )?['"]?[a-z][a-z0-9-]*['"]?：/

/** `lines` are those the mistake may stand on. Without a sentence of ours, the parser's own. */
export function sayYamlMistake(code: string, lines: readonly string[], own: string): string {
  if (lines.some((it) => wideColon.test(it)))
    return '键后面的冒号要用半角（: 加一个空格），不能用“：”'
  return sentences[code] ?? own
}
