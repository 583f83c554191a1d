import type { PackIssue } from './definition.ts'
import type { Located, Place } from './located.ts'
import { messageOf, severityOf, stageOf, type PackIssueCode } from './messages.ts'

export type Path = readonly (string | number)[]

/** Something wrong at a place, before it is put into words. */
export interface Complaint {
  readonly code: PackIssueCode
  readonly at: Place
  readonly path: Path
  readonly with: Readonly<Record<string, unknown>>
}

export const complain = (
  code: PackIssueCode,
  at: Place,
  path: Path,
  details: Readonly<Record<string, unknown>> = {},
): Complaint => ({ code, at, path, with: details })

/** A complaint about a value that is there: it stands where the value stands. */
export const complainOf = (
  code: PackIssueCode,
  node: Located,
  path: Path,
  details: Readonly<Record<string, unknown>> = {},
): Complaint => complain(code, node.at, path, details)

/** A complaint with its place written out, as it leaves the room. */
export function toIssue({ code, at, path, with: details }: Complaint): PackIssue {
  const meant = typeof details.meant === 'string' ? { meant: details.meant } : {}
  return {
    code,
    layer: at.layer,
    file: at.file,
    line: at.line,
    column: at.column,
    path: path.join('.'),
    message: messageOf(code, details),
    severity: severityOf(code),
    ...meant,
  }
}

/**
 * Errors first, and of these what the others may follow from; then by file, line and column. The same
 * complaint at the same place is said once.
 */
export function sortIssues(issues: readonly PackIssue[]): PackIssue[] {
  const seen = new Set<string>()
  return issues
    .filter((it) => {
      const key = `${placeKey(it)} ${it.code} ${it.path} ${it.message}`
      return !seen.has(key) && seen.add(key)
    })
    .sort(
      (a, b) =>
        compare(a.severity, b.severity) ||
        stageOf(a.code) - stageOf(b.code) ||
        compare(`${a.layer}/${a.file}`, `${b.layer}/${b.file}`) ||
        a.line - b.line ||
        a.column - b.column ||
        compare(a.code, b.code),
    )
}

/** `layer/chains/declaration.yaml:12:9 › steps.0.skip.when: …` */
export function sayIssue(issue: PackIssue): string {
  const path = issue.path ? ` › ${issue.path}` : ''
  return `${placeKey(issue)}${path}: ${issue.message}`
}

const placeKey = (it: PackIssue) => `${it.layer}/${it.file}:${it.line}:${it.column}`
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
