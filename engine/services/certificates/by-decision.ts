import type { Instant } from '#core/base'
import { mayIssue } from '#core/certificate'
import { type Effect, type FilingState, personHolds } from '#core/filing'
import type { Db } from '#storage/db'
import { findPerson } from '#storage/people'
import { findStanding } from '#storage/standing-rows'
import { findCredits } from '#storage/standings'
import { type Context, newSecret } from '../context.ts'
import { judgeStanding, keptOf } from '../standings/judge.ts'
import { findSame, makeCertificate, whyUnprintable } from './make.ts'

/**
 * Issues the certificate a decision brings (证书随审核出具), inside the decision's transaction and
 * under the region's rules of the day. A year that is not reached yet gets none, and neither does
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
  const [pack, org] = await Promise.all([ctx.packs.current(region), ctx.orgs.view(region)])
  const definition = pack?.certificates[effect.certificate]
  const person = await findPerson(trx, region, effect.person)
  if (!pack || !definition || !person) return
  const before = await findStanding(trx, region, person.id, year)
  const credits = await findCredits(trx, region, { person: person.id, year })
  const kept = keptOf(pack, before, year, at)
  const standing = judgeStanding(pack, person, org, year, credits, kept)
  const holds = personHolds(pack, { org, person, now: at, standing, year })
  if (mayIssue(definition, standing, holds).length > 0) return
  const code = newSecret(16)
  const verifyUrl = `${ctx.publicUrl}/verify/${code}`
  const draft = { region, pack, org, definition, person, standing, at, code, verifyUrl }
  if ((await findSame(trx, draft)) || (await whyUnprintable(draft)).length > 0) return
  const { by } = filing.last ?? {}
  const account = by && 'account' in by ? by.account : undefined
  await makeCertificate(trx, draft, {
    id: ctx.newId(),
    seen: before.version,
    by: account ?? 'system',
  })
}
