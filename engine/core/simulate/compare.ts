export type Texts = string[]

export function same(texts: Texts, what: string, expected: unknown, found: unknown): void {
  if (expected !== undefined && expected !== found)
    texts.push(`${what}应为 “${show(expected)}”，实为 “${show(found)}”`)
}

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
