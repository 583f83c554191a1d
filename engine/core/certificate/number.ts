import { type Issue, issue } from '#core/base'
import type { CertificateDefinition } from './definition.ts'

const piece = /\{year\}|\{seq(?::(\d{1,2}))?\}/g

/**
 * `{year}` and `{seq:6}` put into a pattern. A number longer than its width is never cut. Takes the
 * certificate or its pattern; `seq` counts per region, certificate and year, from 1.
 */
export function certificateNumber(
  of: string | Pick<CertificateDefinition, 'number'>,
  { year, seq }: { readonly year: number; readonly seq: number },
): string {
  const pattern = typeof of === 'string' ? of : of.number
  return pattern.replaceAll(piece, (found: string, width: string | undefined) =>
    found === '{year}' ? String(year) : String(seq).padStart(Number(width ?? 1), '0'),
  )
}

/** A pattern must tell every certificate of every year apart, and be plain to type. */
export function checkNumberPattern(pattern: string): readonly Issue[] {
  const issues: Issue[] = []
  const rest = pattern.replaceAll(piece, '')
  const sequences = [...pattern.matchAll(piece)].filter((it) => it[0].startsWith('{seq'))
  if (/[{}]/.test(rest))
    issues.push(issue('number-piece', [], { pattern, known: ['{year}', '{seq:6}'] }))
  if (/[\s\p{Cc}]/u.test(rest)) issues.push(issue('number-space', [], { pattern }))
  if (sequences.length !== 1)
    issues.push(issue('number-seq', [], { pattern, count: sequences.length }))
  if (sequences.some((it) => it[1] !== undefined && (Number(it[1]) < 1 || Number(it[1]) > 12))) {
    issues.push(issue('number-width', [], { pattern }))
  }
  if (!pattern.includes('{year}')) issues.push(issue('number-year', [], { pattern }))
  return issues
}
