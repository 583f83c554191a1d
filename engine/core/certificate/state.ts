import { type Day, isDay } from '#core/base'
import type { CertificateDefinition, CertificateState } from './definition.ts'

/** What happened to a certificate since it was issued. */
export interface CertificateFate {
  readonly issued: Day
  readonly void?: boolean
  /** Number of the certificate that took its place (P7). */
  readonly replacedBy?: string
}

/** The state today. A replaced one stays void for ever; nothing brings one back. */
export function stateOf(
  definition: Pick<CertificateDefinition, 'valid'>,
  fate: CertificateFate,
  today: Day,
): CertificateState {
  if (fate.replacedBy !== undefined) return 'replaced'
  if (fate.void) return 'void'
  const last = lastDay(definition, fate.issued)
  return last !== undefined && today > last ? 'expired' : 'valid'
}

/** The last day it is valid, n years on; absent without a limit. 29 February ends on the 28th. */
export function lastDay(
  { valid }: Pick<CertificateDefinition, 'valid'>,
  issued: Day,
): Day | undefined {
  if (valid?.years === undefined) return undefined
  const day = `${String(Number(issued.slice(0, 4)) + valid.years).padStart(4, '0')}${issued.slice(4)}`
  return (isDay(day) ? day : `${day.slice(0, 8)}28`) as Day
}
