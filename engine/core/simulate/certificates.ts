import { dayAt, issue as issueOf, type Issue } from '#core/base'
import {
  certificateNumber,
  layOut,
  mayIssue,
  type CertificateData,
  type CertificateDefinition,
} from '#core/certificate'
import { personHolds, type Actor } from '#core/filing'
import { coversDepartment, isWithin, roleMay, type Person } from '#core/org'
import { orgOf, type PlayedCertificate, type Stage } from './stage.ts'
import { standingOf } from './world.ts'

/** Prints as the portal would: who may, whether the year is reached, one valid certificate a year. */
export function print(
  stage: Stage,
  actor: Actor,
  asked: { readonly certificate: string; readonly person: string; readonly year: number },
): { readonly certificate: PlayedCertificate } | { readonly refused: Issue } {
  const definition = stage.pack.certificates[asked.certificate]
  const person = stage.people.get(asked.person)
  if (!definition || !person)
    throw new Error(`没有证书 “${asked.certificate}” 或人员 “${asked.person}”`)
  const denied = deniedTo(stage, actor, definition, person)
  if (denied) return { refused: denied }
  const missing = whatMisses(stage, definition, person, asked.person, asked.year)
  if (missing) return { refused: missing }
  return { certificate: issue(stage, asked.certificate, asked.person, asked.year) }
}

/** A decision issues what the year has reached; what it has not, is not issued, and the decision stands. */
export function issueIfReached(
  stage: Stage,
  it: { readonly certificate: string; readonly person: string; readonly year: number },
): void {
  const definition = stage.pack.certificates[it.certificate]
  const person = stage.people.get(it.person)
  if (definition && person && !whatMisses(stage, definition, person, it.person, it.year))
    issue(stage, it.certificate, it.person, it.year)
}

function whatMisses(
  stage: Stage,
  definition: CertificateDefinition,
  person: Person,
  key: string,
  year: number,
): Issue | undefined {
  const standing = standingOf(stage, key, year)
  const about = { org: orgOf(stage), person, now: stage.now, standing, year }
  return mayIssue(definition, standing, personHolds(stage.pack, about))[0]
}

function deniedTo(
  stage: Stage,
  actor: Actor,
  { title, 'printed-by': ways }: CertificateDefinition,
  person: Person,
): Issue | undefined {
  const mayNot = issueOf('may-not-print', [], { name: actor.name, title })
  if (actor.kind === 'person')
    return ways.includes('person') && actor.person === person.id ? undefined : mayNot
  if (actor.kind !== 'post' || !ways.some((it) => it !== 'person')) return mayNot
  const role = stage.pack.org.roles.find((it) => it.id === actor.role)
  if (!roleMay(role, 'print-certificates')) return mayNot
  return reaches(stage, actor, person)
    ? undefined
    : issueOf('not-in-reach', [], { office: actor.officeName })
}

function reaches(
  stage: Stage,
  actor: Extract<Actor, { readonly kind: 'post' }>,
  person: Person,
): boolean {
  if (person.office === undefined || !isWithin(orgOf(stage), person.office, actor.office))
    return false
  if (person.office !== actor.office) return actor.department === undefined
  const office = stage.offices.get(actor.office)
  return office !== undefined && coversDepartment(office, actor.department, person.department)
}

/** The valid one as it is; a new number, replacing it, when the hours are others now. */
function issue(stage: Stage, id: string, key: string, year: number): PlayedCertificate {
  const definition = stage.pack.certificates[id]
  const person = stage.people.get(key)
  if (!definition || !person) throw new Error(`没有证书 “${id}” 或人员 “${key}”`)
  const standing = standingOf(stage, key, year)
  const before = [...stage.certificates.values()].find(
    (it) =>
      it.definition === definition && it.person === key && it.year === year && it.state === 'valid',
  )
  if (before && before.total === standing.total) return before
  if (before) before.state = 'replaced'
  const counter = `${id} ${year}`
  const seq = (stage.issued.get(counter) ?? 0) + 1
  stage.issued.set(counter, seq)
  const number = certificateNumber(definition, { year, seq })
  const data = dataOf(stage, person, { number, year, issuer: definition.issuer }, standing)
  const images = Object.keys(stage.pack.assets ?? {}).map((it) => [it, new Uint8Array()] as const)
  const page = layOut(definition, data, Object.fromEntries(images))
  const text = page.boxes.map((it) => ('text' in it ? it.text : '')).join('\n')
  const made: PlayedCertificate = {
    definition,
    person: person.id,
    year,
    number,
    text,
    total: standing.total,
    state: 'valid',
  }
  stage.certificates.set(number, made)
  return made
}

function dataOf(
  stage: Stage,
  person: Person,
  given: { readonly number: string; readonly year: number; readonly issuer: string },
  standing: {
    readonly total: number
    readonly subjects: Readonly<Record<string, number>>
    readonly label: string
  },
): CertificateData {
  const unit = person.office === undefined ? undefined : stage.offices.get(person.office)
  const texts = (values: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(values).map(([id, it]) => [id, String(it)]))
  return {
    ...given,
    issued: dayAt(stage.now, stage.pack.offsetMinutes),
    'verify-url': `https://example.invalid/verify/${given.number}`,
    person: { ...texts(person.attributes), name: person.name },
    unit: unit ? { ...texts(unit.attributes), name: unit.name, code: unit.code ?? '' } : {},
    hours: { total: standing.total, subjects: standing.subjects },
    verdict: standing.label,
  }
}
