import type { CertificateView } from '#core/api'
import { type Instant, issue } from '#core/base'
import { type CertificateDefinition, certificateNumber, layOut } from '#core/certificate'
import type { Standing } from '#core/hours'
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
import { insertAnswer } from '#storage/readings'
import { findStandingVersion, keepStanding } from '#storage/standing-rows'
import { findCredits } from '#storage/standings'
import { type Context, newSecret, sha256 } from '../context.ts'
import { answerGiven, withRetries } from '../filings/requests.ts'
import { personMeant } from '../people/reach.ts'
import { Refused } from '../refusal.ts'
import { judgeStanding } from '../standings/judge.ts'
import type { Viewer } from '../viewer.ts'
import { dataOf, saysTheSame } from './data.ts'
import { whyNotPrint } from './may-print.ts'
import { certificateView } from './view.ts'

export interface CertificateAsked {
  readonly certificate: string
  readonly person?: string
  readonly year: number
}

/**
 * Issues the certificate of a person's year, or answers the valid one when it says the same. Number,
 * data and the end of the one before are written together, on the standing they were judged by: hours
 * that fall at the same moment make one of the two try again.
 */
export async function issueCertificate(
  ctx: Context,
  viewer: Viewer,
  given: CertificateAsked,
  key: string,
): Promise<CertificateView> {
  const asked = sha256(JSON.stringify(['certificate', given.certificate, given.person, given.year]))
  const answered = () =>
    answerGiven(ctx, viewer, key, asked) as Promise<CertificateView | undefined>
  const before = await answered()
  if (before) return before
  const { certificates } = viewer.pack
  const definition = Object.hasOwn(certificates, given.certificate)
    ? certificates[given.certificate]
    : undefined
  if (!definition || !Number.isInteger(given.year))
    throw new Refused(
      issue('unknown-certificate', ['certificate'], { certificate: given.certificate }),
    )
  const person = await personMeant(ctx, viewer, given.person, ['print-certificates'])
  return withRetries(
    () => issueNow(ctx, viewer, { definition, person, year: given.year, key, asked }),
    answered,
  )
}

interface Work {
  readonly definition: CertificateDefinition
  readonly person: PersonRecord
  readonly year: number
  readonly key: string
  readonly asked: string
}

async function issueNow(ctx: Context, viewer: Viewer, work: Work): Promise<CertificateView> {
  const { region, pack, org, account } = viewer
  const { definition, person, year } = work
  const at = ctx.clock()
  const seen = await findStandingVersion(ctx.db, region, person.id, year)
  const credits = await findCredits(ctx.db, region, { person: person.id, year })
  const standing = judgeStanding(pack, person, org, year, credits)
  const issues = whyNotPrint(viewer, definition, { person, standing, now: at })
  if (issues.length > 0) throw new Refused(issues)

  const code = newSecret(16)
  const verifyUrl = `${ctx.publicUrl}/verify/${code}`
  const draft = { person, standing, at, verifyUrl }
  const valid = await findValid(ctx, region, work)
  if (
    valid &&
    saysTheSame(valid.data, dataOf(pack, org, definition, { ...draft, number: valid.number }))
  )
    return answerWith(ctx, viewer, work, valid, at)

  await refuseUnprintable(viewer, definition, draft)
  const record = await ctx.db.transaction().execute(async (trx) => {
    await keepStandingOrRetry(trx, region, {
      person: person.id,
      seen,
      standing,
      pack: pack.hash,
      at,
    })
    const seq = await takeCertificateNumber(trx, region, definition.certificate, year)
    const number = certificateNumber(definition, { year, seq })
    const made = {
      region,
      id: ctx.newId(),
      code,
      certificate: definition.certificate,
      person: person.id,
      year,
      number,
      issued_at: at,
      pack: pack.hash,
      data: dataOf(pack, org, definition, { ...draft, number }),
    }
    const ending = {
      person: person.id,
      year,
      certificates: [definition.certificate],
      at,
      why: 'reissued',
    }
    await endCertificates(trx, region, { ...ending, state: 'replaced', replacedBy: made.id })
    await insertCertificate(trx, { ...made, issued_by: account })
    const issued: CertificateRecord = {
      ...made,
      state: 'valid',
      ended_at: null,
      ended_why: null,
      replaced_by: null,
    }
    const view = await certificateView(ctx, viewer, issued)
    if (work.key !== '')
      await insertAnswer(trx, {
        region,
        account,
        key: work.key,
        asked: work.asked,
        reply: view,
        at,
      })
    return view
  })
  return record
}

async function findValid(
  ctx: Context,
  region: string,
  work: Work,
): Promise<CertificateRecord | undefined> {
  const all = await findCertificates(ctx.db, region, { people: [work.person.id], year: work.year })
  return all.find((it) => it.certificate === work.definition.certificate && it.state === 'valid')
}

async function answerWith(
  ctx: Context,
  viewer: Viewer,
  { key, asked }: Work,
  it: CertificateRecord,
  at: Instant,
): Promise<CertificateView> {
  const view = await certificateView(ctx, viewer, it)
  const { region, account } = viewer
  if (key !== '') await insertAnswer(ctx.db, { region, account, key, asked, reply: view, at })
  return view
}

/** A name with a character no font has is found before a number is taken for it. */
async function refuseUnprintable(
  viewer: Viewer,
  definition: CertificateDefinition,
  draft: { person: PersonRecord; standing: Standing; at: Instant; verifyUrl: string },
): Promise<void> {
  const number = certificateNumber(definition, { year: draft.standing.year, seq: 1 })
  const page = layOut(definition, dataOf(viewer.pack, viewer.org, definition, { ...draft, number }))
  const issues = await checkPages([page])
  if (issues.length > 0) throw new Refused(issues)
}

async function keepStandingOrRetry(
  trx: Db,
  region: string,
  it: Parameters<typeof keepStanding>[2],
): Promise<void> {
  if (!(await keepStanding(trx, region, it)))
    throw Object.assign(new Error('The standing moved on while it was being certified.'), {
      code: '40001',
    })
}
