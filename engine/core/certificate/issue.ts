import { type Issue, issue } from '#core/base'
import type { CertificateDefinition } from './definition.ts'

/** As much of a year's standing as a certificate asks for. */
export interface StandingSummary {
  readonly year: number
  readonly verdict: 'passed' | 'failed' | 'none'
  readonly label: string
  readonly checks: readonly {
    readonly held: boolean
    readonly soft?: boolean
    readonly text: string
  }[]
}

/** Why this certificate may not be issued for the year; empty when it may (P2, P11). */
export function mayIssue(
  definition: CertificateDefinition,
  standing: StandingSummary | undefined,
  holds: (condition: string) => boolean,
): readonly Issue[] {
  const { needs } = definition
  const issues: Issue[] = []
  if (needs.standing === 'passed' && standing?.verdict !== 'passed') {
    const missing = (standing?.checks ?? [])
      .filter((it) => !it.held && !it.soft)
      .map((it) => it.text)
    const { year, label } = standing ?? {}
    issues.push(issue('certificate-standing', [], { says: needs.says, year, label, missing }))
  }
  for (const condition of needs.conditions ?? []) {
    if (holds(condition)) continue
    issues.push(issue('certificate-condition', [], { condition, says: needs.says }))
  }
  return issues
}

/** Must an issued certificate be void now, as hours changed (P5)? `takenBack`: some were revoked. */
export function mustVoid(
  definition: CertificateDefinition,
  standing: StandingSummary | undefined,
  holds: (condition: string) => boolean,
  takenBack: boolean,
): boolean {
  if (definition['void-when'] === 'never') return false
  if (definition['void-when'] === 'hours-taken-back' && takenBack) return true
  return mayIssue(definition, standing, holds).length > 0
}
