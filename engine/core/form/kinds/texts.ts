import { RE2JS } from 're2js'
import { type Issue, issue } from '#core/base'
import type { FieldDefinition } from '../definition.ts'
import { type FormContext, found, isNothing, nothing, type Read, wrong } from './kind.ts'

/** Characters as people count them: code points, so 𠮷 is one (ZJ: 33 字). */
export const countCharacters = (text: string): number => {
  let count = 0
  for (const _ of text) count++
  return count
}

/** Control characters, lone surrogates, and marks that turn the direction of what is shown. */
const unreadable = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u
const lineBreak = /[\n\t]/

/** Longer texts are not matched against a pattern at all. */
const patternLimit = 2000

/** Trimmed text; `lines` allows line breaks and tabs. */
export function readText(raw: unknown, lines: boolean): Read<string> {
  if (isNothing(raw)) return nothing
  if (typeof raw !== 'string') return wrong(issue('wrong-type', [], { expected: 'text' }))
  const text = raw.replaceAll('\r\n', '\n').replaceAll('\r', '\n').trim()
  if (text === '') return nothing
  if (unreadable.test(text) || (!lines && lineBreak.test(text))) {
    return wrong(issue('unreadable-characters'))
  }
  return found(text)
}

/** Text of codes and numbers: full-width letters and digits of an input method become plain ones. */
export function readPlain(raw: unknown): Read<string> {
  const text = readText(typeof raw === 'number' ? String(raw) : raw, false)
  return text.value === undefined ? text : readText(text.value.normalize('NFKC'), false)
}

/** Lengths and pattern. A text still too short is unfinished, not wrong, in a draft. */
export function checkText(
  text: string,
  field: FieldDefinition,
  context: FormContext,
  longest: number,
): Issue[] {
  const issues: Issue[] = []
  const length = countCharacters(text)
  const max = field['max-length'] ?? longest
  const min = field['min-length'] ?? 0
  if (length > max) issues.push(issue('too-long', [], { max, length }))
  if (length < min && context.mode !== 'draft') issues.push(issue('too-short', [], { min, length }))
  if (field.pattern && length <= max && !matches(field.pattern.matches, text)) {
    issues.push(issue('pattern', [], { says: field.pattern.says }))
  }
  return issues
}

const compiled = new Map<string, RE2JS>()

/** A pack's pattern on a whole value, in linear time. */
export function matches(pattern: string, text: string): boolean {
  if (text.length > patternLimit) return false
  let regex = compiled.get(pattern)
  if (!regex) {
    regex = RE2JS.compile(pattern)
    if (compiled.size > 500) compiled.clear()
    compiled.set(pattern, regex)
  }
  return regex.matches(text)
}
