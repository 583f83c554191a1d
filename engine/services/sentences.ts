import { type Issue, sentenceNames, spoken } from '#core/base'
import type { Pack, Texts } from '#core/pack'

/** The region's sentence for an issue: `{name}` is filled from what the issue carries. */
export function sentenceOf(texts: Texts | undefined, it: Issue): string {
  const own = it.with?.['says']
  const known = sentenceNames(it).map((name) => texts?.issues[name])
  const template = known.find((said) => said !== undefined) ?? texts?.messages[it.code]
  // Words of the pack's own stand alone, or where the region's sentence has a place for them.
  if (typeof own === 'string' && own !== '' && !template?.includes('{says}')) return own
  return template === undefined ? it.code : fill(template, it.with ?? {}, texts)
}

/** `{x}` from the values, `{term.unit}` from the region's words. Values are text, never templates; days are said in words. */
export function fill(
  template: string,
  values: Readonly<Record<string, unknown>>,
  texts?: Texts,
): string {
  return template.replace(/\{([a-zA-Z0-9_.-]+)\}/g, (whole, name: string) => {
    if (name.startsWith('term.')) return texts?.terms[name.slice(5)] ?? whole
    const value = values[name]
    return value === undefined || value === null ? '' : textOf(value)
  })
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join('、')
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : spoken(String(value))
}

/** Words for answers that belong to no region yet (sign-in page, verification): any pack has the shared layer. */
export async function sharedTexts(packs: {
  regions(): Promise<readonly { region: string }[]>
  current(region: string): Promise<Pack | undefined>
}): Promise<Texts | undefined> {
  const [first] = await packs.regions()
  return first && (await packs.current(first.region))?.texts
}
