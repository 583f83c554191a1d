import { setTimeout as pause } from 'node:timers/promises'
import type { BrowserContext, Page, Request } from 'playwright-core'
import { expect } from 'vitest'

/** Somebody before a browser of their own. */
export interface Visitor {
  readonly context: BrowserContext
  readonly page: Page
  /** What no page may do: scripts that fail, errors in the console, answers of 500 and above. */
  readonly complaints: string[]
  /** Requests under way. */
  readonly pending: Set<Request>
  /** The pages' own clock follows the server's. */
  wind(instant: string): Promise<void>
}

export async function openVisitor(context: BrowserContext): Promise<Visitor> {
  const complaints: string[] = []
  context.on('weberror', (it) => complaints.push(`script: ${it.error().message}`))
  context.on('console', (it) => {
    if (it.type() === 'error' && !isAnAnswer(it.text())) complaints.push(`console: ${it.text()}`)
  })
  context.on('response', (it) => {
    if (it.status() >= 500) complaints.push(`${it.status()} ${it.request().method()} ${it.url()}`)
  })
  const pending = new Set<Request>()
  context.on('request', (it) => pending.add(it))
  context.on('requestfinished', (it) => pending.delete(it))
  context.on('requestfailed', (it) => pending.delete(it))
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  return {
    context,
    page,
    complaints,
    pending,
    wind: (instant) => context.clock.setSystemTime(instant),
  }
}

/** A refusal is an answer; that the browser writes it into the console is its own habit. */
const isAnAnswer = (text: string): boolean =>
  /Failed to load resource: the server responded with a status of 4\d\d/.test(text)

export function expectNoComplaints(visitor: Visitor): void {
  expect(visitor.complaints).toEqual([])
}

/** Goes to an address of the portal and waits until the page has said what it has to say. */
export async function go(visitor: Visitor, address: string): Promise<void> {
  await visitor.page.goto(address)
  await settled(visitor)
}

/** Nothing is being fetched, nothing stands there as a grey block. */
export async function settled({ page, pending }: Visitor): Promise<void> {
  const until = performance.now() + 30_000
  for (let calm = 0; calm < 3; ) {
    await pause(15)
    const isBusy = pending.size > 0 || (await page.getByText('正在载入…').count()) > 0
    calm = isBusy ? 0 : calm + 1
    if (performance.now() > until) throw new Error(`${page.url()} is still loading.`)
  }
}

/** Presses what bears this name: a button, or a link that looks like one. */
export async function press({ page }: Visitor, name: string | RegExp): Promise<void> {
  const exact = typeof name === 'string'
  await page
    .getByRole('button', { name, exact })
    .or(page.getByRole('link', { name, exact }))
    .first()
    .click()
}

/** Opens an entry of the main menu by its title. */
export async function openMenu(visitor: Visitor, title: string): Promise<void> {
  const menu = visitor.page.getByRole('navigation', { name: '主菜单' })
  await menu.getByRole('link', { name: new RegExp(`^${escaped(title)}(\\s|\\d|$)`) }).click()
  await settled(visitor)
}

/** Whether the page says this, wherever it stands. */
export const says = ({ page }: Visitor, text: string | RegExp): Promise<void> =>
  page.getByText(text).filter({ visible: true }).first().waitFor()

export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** What was provoked on purpose: there must be some, and it is not held against the page. */
export function forgive({ complaints }: Visitor, what: RegExp): void {
  const kept = complaints.filter((it) => !what.test(it))
  expect(complaints.length, `something like ${what}`).toBeGreaterThan(kept.length)
  complaints.splice(0, complaints.length, ...kept)
}
