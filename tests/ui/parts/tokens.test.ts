import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const css = readFileSync(join(import.meta.dirname, '../../../portal-ui/styles/tokens.css'), 'utf8')
const token = (name: string) => {
  const found = new RegExp(`--el-color-${name}: (#[0-9a-f]{6})`).exec(css)?.[1]
  if (found === undefined) throw new Error(`tokens.css names no colour ${name}.`)
  return found
}
/** Relative luminance, as WCAG 2.1 defines it. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((it) => (it <= 0.039_28 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (colour: string) => 1.05 / (luminance(colour) + 0.05)

const kinds = ['primary', 'success', 'warning', 'danger', 'error', 'info']
// `-light-3` is a button under the pointer, `-dark-2` one held down.
const shades = ['', '-light-3', '-dark-2']
test.each(kinds.flatMap((kind) => shades.map((shade) => kind + shade)))(
  'white words are read on a %s button',
  (name) => {
    expect(contrast(token(name))).toBeGreaterThanOrEqual(4.5)
  },
)
