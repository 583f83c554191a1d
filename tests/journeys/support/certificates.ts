import { expect } from 'vitest'
import type { Office } from './office.ts'
import { look } from './looks.ts'
import { go, says, settled, type Visitor } from './visitor.ts'

/** A printed certificate: its number, and where anyone sees what it is worth now. */
export interface Printed {
  readonly number: string
  readonly verify: string
}

/** Prints from the page that offers it; the file that comes is a PDF. */
export async function print(visitor: Visitor, title: string): Promise<Printed> {
  const { page } = visitor
  await page
    .getByRole('button', { name: `打印${title}` })
    .first()
    .click()
  const link = page.getByRole('link', { name: /^查看 PDF（.+）/ })
  await link.waitFor()
  const number = ((await link.textContent()) ?? '').replace(/^.*（|）.*$/g, '')
  const pdf = await visitor.context.request.get((await link.getAttribute('href')) ?? '')
  expect(pdf.headers()['content-type']).toBe('application/pdf')
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  await go(visitor, '/certificates')
  const card = page.getByRole('article').filter({ hasText: number })
  const verify = (await card.getByRole('link', { name: '核验页' }).getAttribute('href')) ?? ''
  return { number, verify }
}

/** What somebody reads who scans the code: anyone, without an account. */
export async function expectVerified(
  office: Office,
  printed: Printed,
  state: RegExp,
  looks?: string,
): Promise<void> {
  const anyone = await office.visitor()
  await go(anyone, printed.verify)
  await says(anyone, state)
  await settled(anyone)
  await says(anyone, printed.number)
  if (looks) await look(anyone, looks)
  await anyone.context.close()
}
