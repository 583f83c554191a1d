import { escaped, settled, type Visitor } from './visitor.ts'

/** Moves on with Tab until what has the focus bears this name. */
export async function tabTo(visitor: Visitor, name: string | RegExp): Promise<void> {
  const wanted = typeof name === 'string' ? new RegExp(`^\\s*${escaped(name)}`) : name
  const seen: string[] = []
  await settled(visitor)
  for (let step = 0; step < 90; step++) {
    await visitor.page.keyboard.press('Tab')
    const focused = await focusedName(visitor)
    if (wanted.test(focused)) return
    seen.push(focused)
  }
  throw new Error(`No Tab leads to ${String(name)}. It led to: ${[...new Set(seen)].join(' · ')}`)
}

export async function typeInto(visitor: Visitor, name: string, text: string): Promise<void> {
  await tabTo(visitor, name)
  await visitor.page.keyboard.press('Control+A')
  await visitor.page.keyboard.type(text)
}

/** Walks down a list of choices until the one wanted is chosen. */
export async function pick(visitor: Visitor, name: string, choice: string): Promise<void> {
  await tabTo(visitor, name)
  for (let step = 0; step < 40; step++) {
    const chosen = await visitor.page.evaluate(
      () => (document.activeElement as HTMLSelectElement).selectedOptions[0]?.text.trim() ?? '',
    )
    if (chosen === choice) return
    await visitor.page.keyboard.press('ArrowDown')
  }
  throw new Error(`“${name}” offers no ${choice}.`)
}

export async function pressKeys(visitor: Visitor, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await visitor.page.keyboard.press(key)
}

/** As a screen reader would say it: the label, else the words inside. */
function focusedName({ page }: Visitor): Promise<string> {
  return page.evaluate(() => {
    const it = document.activeElement as HTMLInputElement | null
    if (!it || it === document.body) return ''
    const labels = [...(it.labels ?? [])].map((one) => one.textContent ?? '').join(' ')
    return (it.getAttribute('aria-label') ?? (labels || it.textContent) ?? '')
      .replace(/\s+/g, ' ')
      .trim()
  })
}
