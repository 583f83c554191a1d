import type { Instant } from '#core/base'
import { mayIssue } from '#core/certificate'
import type { Effect, FilingState } from '#core/filing'
import type { Db } from '#storage/db'
import { findPerson } from '#storage/people'
import { findStandingVersion } from '#storage/standing-rows'
import { findCredits } from '#storage/standings'
import { type Context, newSecret } from '../context.ts'
import { judgeStanding, personHolds } from '../standings/judge.ts'
import { findSame, makeCertificate, whyUnprintable } from './make.ts'

/**
 * Issues the certificate a decision brings (证书随审核出具), inside the decision's transaction and
 * under the pack the filing is pinned to. A year that is not reached yet gets none, and neither does
 * a name no font can print: the decision stands, and whoever prints later is told why.
 */
export async function issueByDecision(
  ctx: Context,
  trx: Db,
  region: string,
  given: {
    readonly effect: Extract<Effect, { do: 'issue-certificate' }>
    readonly filing: FilingState
    readonly at: Instant
  },
): Promise<void> {
  const { effect, filing, at } = given
  const { year } = effect
  const [pack, org] = await Promise.all([
    ctx.packs.pinned(region, filing.pack),
    ctx.orgs.view(region),
  ])
  const definition = pack.certificates[effect.certificate]
  const person = await findPerson(trx, region, effect.person)
  if (!definition || !person) return
  const seen = await findStandingVersion(trx, region, person.id, year)
  const credits = await findCredits(trx, region, { person: person.id, year })
  const standing = judgeStanding(pack, person, org, year, credits)
  if (mayIssue(definition, standing, personHolds(pack, person, org, year)).length > 0) return
  const code = newSecret(16)
  const verifyUrl = `${ctx.publicUrl}/verify/${code}`
  const draft = { region, pack, org, definition, person, standing, at, code, verifyUrl }
  if ((await findSame(trx, draft)) || (await whyUnprintable(draft)).length > 0) return
  const { by } = filing.last ?? {}
  const account = by && 'account' in by ? by.account : undefined
  await makeCertificate(trx, draft, { id: ctx.newId(), seen, by: account ?? 'system' })
}
