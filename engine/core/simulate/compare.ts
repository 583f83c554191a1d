export type Texts = string[]

export function same(texts: Texts, what: string, expected: unknown, found: unknown): void {
  if (expected === undefined || expected === found) return
  const [one, other] = [show(expected), show(found)]
  // Alike to read and not the same: what they are says why.
  if (one === other)
    texts.push(`${what}应为${kindOf(expected)} ${one}，实为${kindOf(found)} ${other}`)
  else texts.push(`${what}应为 “${one}”，实为 “${other}”`)
}
const kinds: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  boolean: '是否',
  undefined: '没有值',
}
const kindOf = (value: unknown): string => kinds[typeof value] ?? '值'

export function sameList(
  texts: Texts,
  what: string,
  expected: readonly string[] | undefined,
  found: readonly string[],
): void {
  if (!expected) return
  if ([...expected].sort().join('\n') !== [...found].sort().join('\n')) {
    texts.push(`${what}应为 “${show(expected)}”，实为 “${show(found)}”`)
  }
}

export const show = (value: unknown): string =>
  Array.isArray(value)
    ? value.length > 0
      ? value.join('、')
      : '无'
    : value === undefined
      ? '无'
      : String(value)
