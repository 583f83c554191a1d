/** What the YAML parser found, said to somebody who writes a pack and not parsers: the one cause, where it is. */
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

/** What the parser says, at a line and column from 1. */
export interface ParserError {
  readonly code: string
  readonly message: string
  readonly line: number
  readonly column: number
}
export interface Mistake {
  readonly line: number
  readonly column: number
  readonly says: string
}

/**
 * One slip makes a parser stumble over everything behind it: what is told is what it stumbled over
 * first, or the slip itself where it can be seen.
 */
export function yamlMistakes(text: string, errors: readonly ParserError[]): readonly Mistake[] {
  const first = errors.toSorted((a, b) => a.line - b.line || a.column - b.column)[0]
  if (!first) return []
  const lines = text.split('\n')
  return signsNear(lines, first.line) ?? [atFirst(lines, first, errors)]
}

/** Signs that look right and are not. Each kind but the colon comes from a keyboard set wrong: said once. */
const signs = [
  { found: /^ *\t/, says: sentences['TAB_AS_INDENT']!, once: true },
  { found: /^ *[\u3000\u00a0]/, says: '缩进要用半角空格，不能用全角空格', once: true },
  {
    found: /^\s*(- )?['"]?[a-z][a-z0-9-]*['"]?：/,
    says: '键后面的冒号要用半角（: 加一个空格），不能用“：”',
    once: false,
  },
]

function signsNear(lines: readonly string[], line: number): readonly Mistake[] | undefined {
  for (const { found, says, once } of signs) {
    const at = lines.flatMap((it, index) => (found.test(it) ? [index + 1] : []))
    if (!at.some((it) => it >= line - 2 && it <= line)) continue
    const column = (it: number) => lines[it - 1]!.search(/[^ \t\u3000\u00a0]/) + 1 || 1
    if (!once) return at.map((it) => ({ line: it, column: column(it), says }))
    const more = at.length > 1 ? `；这样的行共 ${at.length} 行` : ''
    return [{ line: at[0]!, column: 1, says: `${says}${more}` }]
  }
  return undefined
}

function atFirst(
  lines: readonly string[],
  first: ParserError,
  errors: readonly ParserError[],
): Mistake {
  const { line, column } = first
  const open = openBefore(lines, line)
  if (open !== undefined)
    return { line: open, column: 1, says: '这一行的括号或引号没有成对：少了后面的一半' }
  const here = errors.filter((it) => it.line === line).map((it) => it.code)
  const isCrooked =
    here.includes('BAD_INDENT') ||
    (here.includes('BLOCK_AS_IMPLICIT_KEY') && here.includes('MULTILINE_IMPLICIT_KEY'))
  const code = isCrooked ? 'BAD_INDENT' : first.code
  return { line, column, says: sentences[code] ?? first.message.split('\n')[0]! }
}

/** The line a bracket or a quote was opened on and never closed, if it is what the parser ran into. */
function openBefore(lines: readonly string[], line: number): number | undefined {
  const isEnd = line >= lines.length
  const before = lines.slice(0, line).map((text, at) => ({ text, at: at + 1 }))
  const near = isEnd ? before : before.filter((it) => it.at >= line - 2 && it.at < line)
  return near.find((it) => isOpen(it.text))?.at
}

/** Opened where a value begins, and not closed on the same line. */
function isOpen(text: string): boolean {
  const value = /^\s*(?:- )?(?:[\w-]+:\s+)?(['"[{].*)$/.exec(text)?.[1]
  if (value === undefined) return false
  const [sign] = value
  if (sign === "'" || sign === '"') return value.split(sign).length % 2 === 0
  const bare = value.replaceAll(/'[^']*'|"[^"]*"/g, '')
  return (bare.match(/[[{]/g)?.length ?? 0) > (bare.match(/[\]}]/g)?.length ?? 0)
}
