import type { Instant } from '#core/base'
import { type CertificateDefinition, certificateNumber, layOut } from '#core/certificate'
import type { Standing } from '#core/hours'
import type { OrgView } from '#core/org'
import type { Pack } from '#core/pack'
import { checkPages } from '#documents/pdf'
import {
  type CertificateRecord,
  endCertificates,
  findCertificates,
  insertCertificate,
  takeCertificateNumber,
} from '#storage/certificates'
import type { Db } from '#storage/db'
import type { PersonRecord } from '#storage/people'
import { keepStanding } from '#storage/standing-rows'
import { dataOf, saysTheSame } from './data.ts'
import { imagesOf } from './images.ts'

/** What a certificate would certify, under which rules, and where it can be verified. */
export interface Draft {
  readonly region: string
  readonly pack: Pack
  readonly org: OrgView
  readonly definition: CertificateDefinition
  readonly person: PersonRecord
  readonly standing: Standing
  readonly at: Instant
  readonly code: string
  readonly verifyUrl: string
}

/** The valid certificate of the year, when it says what the draft would say. */
export async function findSame(db: Db, draft: Draft): Promise<CertificateRecord | undefined> {
  const { region, pack, org, definition, person, standing } = draft
  const given = { people: [person.id], year: standing.year }
  const valid = (await findCertificates(db, region, given)).find(
    (it) => it.certificate === definition.certificate && it.state === 'valid',
  )
  if (!valid) return undefined
  const said = dataOf(pack, org, definition, { ...draft, number: valid.number })
  return saysTheSame(valid.data, said) ? valid : undefined
}

/** A name with a character no font has is found before a number is taken for it. */
export async function whyUnprintable(draft: Draft): ReturnType<typeof checkPages> {
  const { pack, org, definition, standing } = draft
  const number = certificateNumber(definition, { year: standing.year, seq: 1 })
  const data = dataOf(pack, org, definition, { ...draft, number })
  return checkPages([layOut(definition, data, imagesOf(pack))])
}

/**
 * Takes a number, ends the certificate before and writes this one, on version `seen` of the year:
 * hours that fall at the same moment make one of the two try again (40001).
 */
export async function makeCertificate(
  trx: Db,
  draft: Draft,
  given: { readonly id: string; readonly seen: number; readonly by: string },
): Promise<CertificateRecord> {
  const { region, pack, org, definition, person, standing, at, code } = draft
  const { certificate } = definition
  const { year } = standing
  const judged = { person: person.id, seen: given.seen, standing, pack: pack.hash, at }
  if (!(await keepStanding(trx, region, judged))) throw movedOn()
  const seq = await takeCertificateNumber(trx, region, certificate, year)
  const number = certificateNumber(definition, { year, seq })
  const made = {
    region,
    id: given.id,
    code,
    certificate,
    person: person.id,
    year,
    number,
    issued_at: at,
    pack: pack.hash,
    data: dataOf(pack, org, definition, { ...draft, number }),
  }
  const ending = { person: person.id, year, certificates: [certificate], at, why: 'reissued' }
  await endCertificates(trx, region, { ...ending, state: 'replaced', replacedBy: made.id })
  await insertCertificate(trx, { ...made, issued_by: given.by })
  return { ...made, state: 'valid', ended_at: null, ended_why: null, replaced_by: null }
}

const movedOn = () =>
  Object.assign(new Error('The standing moved on while it was being certified.'), { code: '40001' })
