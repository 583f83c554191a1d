import type { CertificateView } from '#core/api'
import { type Instant, issue } from '#core/base'
import type { CertificateDefinition } from '#core/certificate'
import type { CertificateRecord } from '#storage/certificates'
import type { PersonRecord } from '#storage/people'
import { insertAnswer } from '#storage/readings'
import { findStanding } from '#storage/standing-rows'
import { findCredits } from '#storage/standings'
import { type Context, newSecret, sha256 } from '../context.ts'
import { answerGiven, withRetries } from '../filings/requests.ts'
import { personMeant } from '../people/reach.ts'
import { Refused } from '../refusal.ts'
import { judgeStanding, keptOf } from '../standings/judge.ts'
import type { Viewer } from '../viewer.ts'
import { findSame, makeCertificate, whyUnprintable } from './make.ts'
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
  const definition = viewer.pack.certificates[given.certificate]
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
  const before = await findStanding(ctx.db, region, person.id, year)
  const credits = await findCredits(ctx.db, region, { person: person.id, year })
  const kept = keptOf(pack, before, year, at)
  const standing = judgeStanding(pack, person, org, year, credits, kept)
  const issues = whyNotPrint(viewer, definition, { person, standing, now: at })
  if (issues.length > 0) throw new Refused(issues)

  const code = newSecret(16)
  const verifyUrl = `${ctx.publicUrl}/verify/${code}`
  const draft = { region, pack, org, definition, person, standing, at, code, verifyUrl }
  const same = await findSame(ctx.db, draft)
  if (same) return answerWith(ctx, viewer, work, same, at)
  const unprintable = await whyUnprintable(draft)
  if (unprintable.length > 0) throw new Refused(unprintable)
  return ctx.db.transaction().execute(async (trx) => {
    const made = await makeCertificate(trx, draft, {
      id: ctx.newId(),
      seen: before.version,
      by: account,
    })
    const view = await certificateView(ctx, viewer, made)
    const { key, asked } = work
    if (key !== '') await insertAnswer(trx, { region, account, key, asked, reply: view, at })
    return view
  })
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
