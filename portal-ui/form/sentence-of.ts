import { type Issue, sentenceNames, spoken } from '#core/base'
import { fillSentence, maybeT, t } from '../texts/index.ts'

/** What a person reads of an issue: the server's or the rule's own words, the pack's, else the shell's. */
export function sentenceOf(
  issue: Issue & { readonly says?: string },
  sentences: Readonly<Record<string, string>> = {},
): string {
  if (issue.says) return issue.says
  const own = issue.with?.['says']
  if (typeof own === 'string' && own !== '') return own
  const values: Record<string, string | number> = { label: '' }
  for (const [name, value] of Object.entries(issue.with ?? {})) {
    if (value !== undefined && value !== null)
      values[name] = Array.isArray(value) ? value.join('、') : spoken(String(value))
  }
  const names = sentenceNames(issue)
  const template = names.map((it) => sentences[it]).find((it) => it !== undefined)
  if (template !== undefined) return fillSentence(template, values)
  const shells = names.map((it) => maybeT(`issues.${it}`, values)).find((it) => it !== undefined)
  return shells ?? t('issues.other', values)
}
