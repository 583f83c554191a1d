/** Names of a PDF (`/Type`) and what they may be hidden behind. */

const isEnd = new Set([...'\0\t\n\f\r ()<>[]{}/%'].map((it) => it.charCodeAt(0)))
const escaped = /#([0-9a-f]{2})/gi

/** Names may be written with escapes: `/J#61vaScript`. */
export const withoutEscapes = (written: string): string =>
  written.includes('#')
    ? written.replace(escaped, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : written

/** Nothing we look for is longer than sixteen characters, each of which takes three at most. */
const longest = 48

/**
 * Tells every name that begins between `from` and `to`, and where it ends; in strings and comments
 * too: rather one too many. Answers where to go on. Keeps nothing: a text may be all names.
 */
export function eachName(
  text: string,
  tell: (name: string, end: number) => void,
  from = 0,
  to = text.length,
): number {
  let end = from
  for (let at = text.indexOf('/', from); at >= 0 && at < to; at = text.indexOf('/', end)) {
    end = at + 1
    while (end < text.length && !isEnd.has(text.charCodeAt(end))) end++
    const length = end - at - 1
    if (length > 0 && length <= longest) tell(withoutEscapes(text.slice(at + 1, end)), end)
  }
  return Math.max(end, to)
}

/** Read at a time, before other requests have their turn. */
const stretch = 500_000

/** The same of many texts, one after the other, while other requests come in between. */
export async function eachNameOf(
  texts: Iterable<string>,
  tell: (name: string, text: string, end: number) => void,
): Promise<void> {
  let left = stretch
  for (const text of texts) {
    for (let at = 0; at < text.length; ) {
      const to = Math.min(text.length, at + left)
      const next = eachName(text, (name, end) => tell(name, text, end), at, to)
      left -= next - at
      at = next
      if (left > 0) continue
      left = stretch
      await new Promise(setImmediate)
    }
  }
}
