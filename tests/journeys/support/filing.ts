import { type Answers, fill, nextStep } from './form.ts'
import { look } from './looks.ts'
import { go, press, says, settled, type Visitor } from './visitor.ts'

export interface FilingWay {
  /** Where it goes, when the region asks. */
  readonly route?: string
  /** The region's word for submitting. */
  readonly submit?: string
  /** Pictures of every page are called so. */
  readonly looks?: string
}

/** Fills in a filing page by page, looks at it once more, submits. Answers its address. */
export async function file(
  visitor: Visitor,
  chain: string,
  pages: readonly Answers[],
  way: FilingWay = {},
): Promise<string> {
  await go(visitor, `/apply/${chain}`)
  return fillAndSubmit(visitor, pages, way)
}

export async function fillAndSubmit(
  visitor: Visitor,
  pages: readonly Answers[],
  way: FilingWay = {},
): Promise<string> {
  for (const [at, answers] of pages.entries()) {
    await fill(visitor, answers)
    await settled(visitor)
    if (way.looks) await look(visitor, `${way.looks}-${at + 1}`)
    await nextStep(visitor)
  }
  if (way.route) await visitor.page.getByLabel(way.route).check()
  if (way.looks) await look(visitor, `${way.looks}-check`)
  return submit(visitor, way.submit, way.looks)
}

/** Opens what came back, changes what is marked, submits again. */
export async function correct(
  visitor: Visitor,
  answers: Answers,
  way: FilingWay = {},
): Promise<void> {
  await press(visitor, '修改并重新提交')
  await settled(visitor)
  if (way.looks) await look(visitor, `${way.looks}-returned`)
  await fill(visitor, answers)
  await visitor.page
    .getByRole('navigation', { name: '填写步骤' })
    .getByRole('button')
    .last()
    .click()
  if (way.route) await visitor.page.getByLabel(way.route).check()
  await submit(visitor, way.submit ?? '修改后重新提交')
}

/** Submits from the last page, and goes on to what was filed. */
export async function submit(
  visitor: Visitor,
  label: string | RegExp = '提交',
  looks?: string,
): Promise<string> {
  const bar = visitor.page.getByRole('group', { name: '填写步骤' })
  await bar.getByRole('button', { name: label, exact: true }).click()
  await says(visitor, '提交成功')
  await settled(visitor)
  if (looks) await look(visitor, `${looks}-done`)
  const done = visitor.page.getByRole('main')
  await done.getByRole('button', { name: /^查看/ }).first().click()
  await visitor.page.waitForURL(/\/filings\/[^/]+$/)
  await settled(visitor)
  return new URL(visitor.page.url()).pathname
}

/** Does something with a filing on its own page, with an opinion where one is asked. */
export async function act(
  visitor: Visitor,
  address: string,
  label: string,
  options: { readonly opinion?: string } = {},
): Promise<void> {
  const { page } = visitor
  await go(visitor, address)
  await page.getByRole('button', { name: label, exact: true }).first().click()
  const dialog = page.getByRole('dialog')
  if (options.opinion !== undefined) await dialog.getByRole('textbox').first().fill(options.opinion)
  await dialog.getByRole('button', { name: label, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  await settled(visitor)
}
