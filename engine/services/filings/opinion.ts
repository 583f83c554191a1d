import type { ActBody } from '#core/api'
import { issue } from '#core/base'
import { countCharacters, readText } from '#core/form'
import { Refused } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'

/** Four times what our own pages let somebody type. */
const longest = 2_000
const most = { marks: 300, characters: 120 }

/** What a reviewer wrote, read as any text of a form is; undefined for nothing. */
export function readOpinion(viewer: Viewer, raw: string | undefined): string | undefined {
  const label = viewer.pack.texts.terms['opinion'] ?? ''
  // Before it is looked at letter by letter: it may be megabytes, for five thousand filings.
  const length = raw === undefined ? 0 : countCharacters(raw)
  if (length > longest)
    throw new Refused(issue('too-long', ['opinion'], { label, max: longest, length }))
  const { value, issues } = readText(raw, true)
  if (issues.length > 0)
    throw new Refused(issues.map((it) => ({ ...it, at: ['opinion'], with: { label } })))
  return value
}

/** The fields and files a reviewer points at: no more than a form has, called as a form calls them. */
export function readMarks(raw: ActBody['marks']): readonly string[] {
  const marks = [...new Set(raw)]
  const isOdd = (it: string) => it.length > most.characters || !readText(it, false).value
  if ((raw?.length ?? 0) > most.marks || marks.some(isOdd))
    throw new Refused(issue('bad-request', ['marks'], { detail: 'marks' }))
  return marks
}
