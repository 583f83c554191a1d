import { maskText } from '#core/base'
import type { CertificateData, CertificateDefinition } from './definition.ts'
import { formats } from './formats.ts'
import { type Known, sourceOf, valueOf } from './sources.ts'

export interface VerifiedLine {
  readonly label: string
  readonly text: string
}

/**
 * What anyone who scans the code may read: only what the pack shows, people masked. `unit` stands
 * behind hours.
 */
export function verifyView(
  definition: CertificateDefinition,
  data: CertificateData,
  known: Known,
  unit = '',
): readonly VerifiedLine[] {
  return definition.verify.shows.flatMap((name) => {
    const source = sourceOf(name, known)
    if (!source) return []
    const value = valueOf(name, data)
    if (value === '') return []
    return [{ label: source.title, text: readable(value, source, unit) }]
  })
}

function readable(
  value: string,
  source: NonNullable<ReturnType<typeof sourceOf>>,
  unit: string,
): string {
  if (source.mask) return maskText(source.mask, value)
  if (source.type === 'day') return formats['date-cn']!.apply(value)
  return source.type === 'hours' && unit ? `${value} ${unit}` : value
}
