import { look } from './looks.ts'
import { escaped, go, openMenu, says, settled, type Visitor } from './visitor.ts'

export interface Decision {
  readonly opinion?: string
  /** What the card in the list is called by, where that is not the filing's title. */
  readonly card?: string
  /** Hours awarded instead of those claimed. */
  readonly awarded?: number
  /** Labels of what is to be mended. */
  readonly marks?: readonly string[]
  /** Pictures of desk and question are called so. */
  readonly looks?: string
}

/** Takes a filing from a desk of the main menu and decides it there, the evidence beside it. */
export async function decide(
  visitor: Visitor,
  desk: string,
  filing: string,
  action: string,
  given: Decision = {},
): Promise<void> {
  const { page } = visitor
  await go(visitor, '/home')
  await openMenu(visitor, desk)
  await page
    .getByRole('link', { name: given.card ?? filing })
    .first()
    .click()
  await page.getByRole('article', { name: filing }).waitFor()
  await settled(visitor)
  if (given.looks) await look(visitor, given.looks)
  const bar = page.getByRole('group', { name: '可以办理' })
  await bar.getByRole('button', { name: new RegExp(`^${escaped(action)}\\s*[A-Z]?$`) }).click()
  await answer(visitor, action, given)
  await says(visitor, new RegExp(`${escaped(filing)}：`))
}

/** Answers the question that stands before a decision. */
async function answer(visitor: Visitor, action: string, given: Decision): Promise<void> {
  const dialog = visitor.page.getByRole('dialog', { name: action })
  await dialog.waitFor()
  if (given.awarded !== undefined) await dialog.getByLabel(/认定/).fill(String(given.awarded))
  for (const mark of given.marks ?? []) await dialog.getByText(mark, { exact: true }).click()
  if (given.opinion !== undefined) await dialog.getByRole('textbox').last().fill(given.opinion)
  if (given.looks) await look(visitor, `${given.looks}-asks`)
  await dialog.getByRole('button', { name: action, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  await settled(visitor)
}
