import type { Locator, Page } from 'playwright-core'
import { escaped, press, settled, type Visitor } from './visitor.ts'

/** Labels to what is chosen, typed, ticked or uploaded. A path (`/…/a.png`) list uploads files. */
export type Answers = Readonly<Record<string, Answer>>
export type Answer = string | number | true | readonly Upload[] | { readonly office: string }
export interface Upload {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** Fills in what the present page of a form asks for, found by its labels. */
export async function fill(visitor: Visitor, answers: Answers): Promise<void> {
  for (const [label, answer] of Object.entries(answers)) {
    if (Array.isArray(answer)) await upload(visitor, label, answer as readonly Upload[])
    else if (typeof answer === 'object')
      await chooseOffice(visitor, label, (answer as { office: string }).office)
    else await fillOne(visitor.page, label, answer as string | number | true)
  }
}

async function fillOne(page: Page, label: string, answer: string | number | true): Promise<void> {
  const group = page.getByRole('radiogroup', { name: named(label) })
  const field = page.getByLabel(named(label)).and(page.locator('input, select, textarea'))
  const box = page.getByRole('checkbox', { name: label })
  await field.or(group).or(box).first().waitFor({ state: 'attached' })
  if (await group.count()) {
    await group.getByText(String(answer), { exact: true }).click()
    return
  }
  if (answer === true) {
    await page.getByText(label, { exact: true }).click()
    return
  }
  await typeInto(field.first(), String(answer))
}

async function typeInto(field: Locator, text: string): Promise<void> {
  const tag = await field.evaluate((it) => it.tagName)
  if (tag === 'SELECT') await field.selectOption({ label: text })
  else {
    await field.fill(text)
    await field.blur()
  }
}

async function upload(visitor: Visitor, label: string, files: readonly Upload[]): Promise<void> {
  const group = visitor.page.getByRole('group', { name: named(label) })
  const input = group.locator('input[type=file]').first()
  await input.setInputFiles(files.map((it) => ({ ...it })))
  for (const it of files) await group.getByRole('link', { name: `查看：${it.name}` }).waitFor()
}

/** Searches an office by its name and takes it. */
export async function chooseOffice(visitor: Visitor, label: string, name: string): Promise<void> {
  const { page } = visitor
  await page
    .getByRole('button', { name: `选择${label}` })
    .or(page.getByRole('group', { name: named(label) }).getByRole('button'))
    .first()
    .click()
  await findOffice(visitor, name)
}
export async function findOffice({ page }: Visitor, name: string): Promise<void> {
  const search = page.getByRole('button', { name: '查询' })
  const dialog = page.getByRole('dialog').filter({ has: search })
  await dialog.getByRole('textbox').fill(name)
  await dialog.getByRole('button', { name: '查询' }).click()
  await dialog.getByRole('button', { name: new RegExp(`^选定 ${escaped(name)}`) }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** The next page of the form; its heading has the focus then. */
export async function nextStep(visitor: Visitor): Promise<void> {
  await press(visitor, '下一步')
  await settled(visitor)
}

/** A label as it stands over a field, with the star of the required ones. */
const named = (label: string): RegExp =>
  new RegExp(`^\\s*${escaped(label)}\\s*(\\*)?\\s*(必填)?\\s*$`)
