import { dayAt, type Instant } from '#core/base'
import type { CertificateData, CertificateDefinition } from '#core/certificate'
import type { Standing } from '#core/hours'
import type { AttributeDefinition, OrgView } from '#core/org'
import type { Pack } from '#core/pack'
import type { PersonRecord } from '#storage/people'

/** What a certificate will say for ever: frozen when it is issued, whatever changes later. */
export function dataOf(
  pack: Pack,
  org: OrgView,
  definition: CertificateDefinition,
  given: {
    readonly person: PersonRecord
    readonly standing: Standing
    readonly number: string
    readonly at: Instant
    readonly verifyUrl: string
  },
): CertificateData {
  const { person, standing } = given
  const unit = person.office === undefined ? undefined : org.office(person.office)
  const unitType = pack.org['office-types'].find((it) => it.id === unit?.type)
  return {
    number: given.number,
    year: standing.year,
    issued: dayAt(given.at, pack.offsetMinutes),
    issuer: definition.issuer,
    'verify-url': given.verifyUrl,
    person: {
      ...readable(pack.org.person.attributes, person.attributes),
      name: person.name,
      'id-number': person.idNumber,
    },
    unit: unit
      ? {
          ...readable(unitType?.attributes ?? [], unit.attributes),
          name: unit.name,
          code: unit.code ?? '',
        }
      : {},
    hours: { total: standing.total, subjects: standing.subjects },
    verdict: standing.label,
  }
}

/** Attributes as people read them: the title of a choice, 是 or 否. */
function readable(
  known: readonly AttributeDefinition[],
  values: PersonRecord['attributes'],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => {
      const option = known.find((it) => it.id === id)?.options?.find((it) => it.id === value)
      const text = typeof value === 'boolean' ? (value ? '是' : '否') : String(value)
      return [id, option?.title ?? text]
    }),
  )
}

/** Whether two say the same of the person's year: then there is nothing to issue anew. */
export function saysTheSame(a: CertificateData, b: CertificateData): boolean {
  return essence(a) === essence(b)
}
function essence(it: CertificateData): string {
  const { year, issuer, verdict, hours, person, unit } = it
  return JSON.stringify([
    year,
    issuer,
    verdict,
    hours.total,
    pairs(hours.subjects),
    pairs(person),
    pairs(unit),
  ])
}
const pairs = (values: Readonly<Record<string, unknown>>) =>
  Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1))
