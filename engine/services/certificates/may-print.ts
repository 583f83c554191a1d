import type { YearView } from '#core/api'
import { type Instant, type Issue, issue } from '#core/base'
import { type CertificateDefinition, mayIssue } from '#core/certificate'
import { personHolds } from '#core/filing'
import type { Standing } from '#core/hours'
import type { CertificateRecord } from '#storage/certificates'
import type { PersonRecord } from '#storage/people'
import { isInReach } from '../people/reach.ts'
import { sentenceOf } from '../sentences.ts'
import type { Viewer } from '../viewer.ts'

/** Who prints: the person where the pack says so, or a post with the capability that reaches them. */
export function isPrinter(
  viewer: Viewer,
  definition: CertificateDefinition,
  person: PersonRecord,
): boolean {
  const ways = definition['printed-by']
  if (viewer.person) return ways.includes('person') && viewer.person.id === person.id
  const hasPost = ways.some((it) => it !== 'person') && viewer.may.has('print-certificates')
  return hasPost && isInReach(viewer, person)
}

/** Everything that keeps this certificate from being printed, the identity's own lack first. */
export function whyNotPrint(
  viewer: Viewer,
  definition: CertificateDefinition,
  given: { readonly person: PersonRecord; readonly standing: Standing; readonly now: Instant },
): readonly Issue[] {
  const { person, standing, now } = given
  if (!isPrinter(viewer, definition, person)) {
    return [issue('may-not-print', ['certificate'], { name: viewer.name, title: definition.title })]
  }
  const about = { org: viewer.org, person, now, standing, year: standing.year }
  return mayIssue(definition, standing, personHolds(viewer.pack, about))
}

/** For the year's page: each certificate of the region, whether it may be printed, and if not why. */
export function printChoices(
  viewer: Viewer,
  given: { readonly person: PersonRecord; readonly standing: Standing; readonly now: Instant },
  issued: readonly CertificateRecord[],
): YearView['print'] {
  const { texts } = viewer.pack
  return Object.values(viewer.pack.certificates).map((definition) => {
    const { certificate, title } = definition
    const issues = whyNotPrint(viewer, definition, given)
    const valid = issued.find((it) => it.certificate === certificate && it.state === 'valid')
    const good = valid
      ? issue('certificate-printed', [], { title, number: valid.number })
      : issue('certificate-may-be-printed', [], { title })
    const says = (issues.length > 0 ? issues : [good]).map((it) => sentenceOf(texts, it)).join('；')
    return { certificate, title, allowed: issues.length === 0, says }
  })
}
