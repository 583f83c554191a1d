import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { settled, type Visitor } from './visitor.ts'

const shots = fileURLToPath(new URL('../shots/', import.meta.url))
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const desktop = { width: 1440, height: 900 }
const phone = { width: 375, height: 812 }

export function shotFile(name: string): string {
  mkdirSync(shots, { recursive: true })
  return `${shots}${name}.png`
}

/**
 * Looks at the page as it stands, at a desk and on a phone: pictures of both into shots/, nothing
 * wider than the phone, no value of a program among the words, nothing axe calls serious. A quick
 * look asks axe on the phone only.
 */
export async function look(
  visitor: Visitor,
  name: string,
  options: { readonly quick?: boolean } = {},
): Promise<void> {
  const { page } = visitor
  await page.mouse.move(0, 0)
  const before = page.viewportSize() ?? desktop
  for (const [size, what] of [
    [desktop, 'desktop'],
    [phone, 'phone'],
  ] as const) {
    await page.setViewportSize(size)
    await settled(visitor)
    await page.evaluate(() => (document.documentElement.scrollTop = 0))
    await page.screenshot({
      path: shotFile(`${name}.${what}`),
      // A dialog covers the window, not the whole length of the page.
      fullPage: !(await page.getByRole('dialog').first().isVisible()),
      animations: 'disabled',
    })
    expect
      .soft(await strayWords(visitor), `${name} (${what}): values of a program on the page`)
      .toEqual([])
    if (what === 'phone')
      expect.soft(await widest(visitor), `${name}: wider than a phone`).toEqual([])
    if (options.quick && what === 'desktop') continue
    expect.soft(await violations(visitor), `${name} (${what}): axe`).toEqual([])
  }
  await page.setViewportSize(before)
  expect.soft(await page.title(), `${name}: title`).toMatch(/\S+ – \S+/)
}

/** What a person should never read: lines with undefined, null, NaN or an object. */
async function strayWords({ page }: Visitor): Promise<string[]> {
  const text = await page.locator('body').innerText()
  return text.split('\n').filter((it) => /\bundefined\b|\bnull\b|\bNaN\b|\[object/.test(it))
}

/** The elements that stick out at the right, when the page can be pushed sideways at all. */
function widest({ page }: Visitor): Promise<string[]> {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= room) return []
    const out = [...document.querySelectorAll('body *')].filter((it) => {
      const box = it.getBoundingClientRect()
      return box.width > 0 && box.right > room + 1
    })
    return out
      .slice(0, 5)
      .map(
        (it) =>
          `${it.tagName.toLowerCase()}.${it.className} → ${Math.round(it.getBoundingClientRect().right)}`,
      )
  })
}

/** Serious and critical findings, with where they are. */
async function violations({ page }: Visitor): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(on: Document, options: object): Promise<{ violations: Violation[] }> }
    }
    interface Violation {
      readonly id: string
      readonly impact: string
      readonly nodes: readonly {
        readonly target: readonly string[]
        readonly failureSummary: string
      }[]
    }
    const found = await axe.run(document, { resultTypes: ['violations'] })
    return found.violations
      .filter((it) => it.impact === 'serious' || it.impact === 'critical')
      .map(
        (it) =>
          `${it.id}: ${it.nodes
            .slice(0, 3)
            .map(
              (node) =>
                `${node.target.join(' ')} (${node.failureSummary.split('\n').slice(1, 2).join('').trim()})`,
            )
            .join(' | ')}`,
      )
  })
}
