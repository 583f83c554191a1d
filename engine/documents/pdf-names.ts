/** Names of a PDF (`/Type`) and what they may be hidden behind. */

const name = /\/[^\0\t\n\f\r ()<>[\]{}/%]*/g
const escaped = /#([0-9a-f]{2})/gi

/** Names may be written with escapes: `/J#61vaScript`. */
export const withoutEscapes = (written: string): string =>
  written.replace(escaped, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** Every name in the text, in strings and comments too: rather one too many. */
export function namesIn(...texts: readonly string[]): Set<string> {
  const names = new Set<string>()
  for (const text of texts) {
    for (const [written] of text.matchAll(name)) names.add(withoutEscapes(written).slice(1))
  }
  return names
}
