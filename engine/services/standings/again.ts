import { dayAt, type Instant, yearOf } from '#core/base'
import { mustVoid } from '#core/certificate'
import { personHolds } from '#core/filing'
import type { Pack } from '#core/pack'
import { endCertificates } from '#storage/certificates'
import type { Db } from '#storage/db'
import { findPerson } from '#storage/people'
import {
  findToJudge,
  keepStanding,
  markOutdated,
  markToJudge,
  type YearToJudge,
} from '#storage/standing-rows'
import { findCredits } from '#storage/standings'
import type { Context } from '../context.ts'
import { judgeStanding, keptOf } from './judge.ts'

/** Years judged between two looks at whether there is something more urgent. */
const chunk = 100

/**
 * Judges marked years again: after a new pack was published, or something a requirement asks of the
 * person changed. True when some are left. Two nodes at it at once do no harm: each year is written
 * only on the version it was read at, and whoever came first has judged it by the same rules.
 */
export async function judgeAgain(ctx: Context): Promise<boolean> {
  const years = await findToJudge(ctx.db, chunk)
  for (const it of years) await judgeOne(ctx, it)
  return years.length === chunk
}

async function judgeOne(ctx: Context, it: YearToJudge): Promise<void> {
  const { region, person: id, year } = it
  const pack = await ctx.packs.current(region)
  if (!pack) return
  await ctx.db.transaction().execute(async (trx) => {
    const [org, person, credits] = await Promise.all([
      ctx.orgs.view(region),
      findPerson(trx, region, id),
      findCredits(trx, region, { person: id, year }),
    ])
    const at = ctx.clock()
    const standing = judgeStanding(pack, person, org, year, credits, keptOf(pack, it, year, at))
    const kept = { person: id, seen: it.version, standing, pack: pack.hash, at }
    if (!(await keepStanding(trx, region, kept))) return
    // What a year certified when it ended stays certified; the running year's falls with it.
    if (!person || year < yearAt(pack, at)) return
    const holds = personHolds(pack, { org, person, now: at, standing, year })
    const certificates = Object.values(pack.certificates)
      .filter((one) => mustVoid(one, standing, holds, false))
      .map((one) => one.certificate)
    const ending = { person: id, year, certificates, at, why: 'hours-taken-back' }
    await endCertificates(trx, region, { ...ending, state: 'void' })
  })
}

/** The region's rules changed: every year is to be judged by the new ones. */
export const rulesChanged = (trx: Db, region: string): Promise<void> => markOutdated(trx, region)

/** Something of a person, or of an office and so of everybody there, that requirements may ask for. */
export async function factsChanged(
  trx: Db,
  region: string,
  pack: Pack,
  whose: { readonly person?: string; readonly office?: string },
  at: Instant,
): Promise<void> {
  if (pack.hours.requirements.some((it) => it.when !== undefined))
    await markToJudge(trx, region, { ...whose, from: yearAt(pack, at) })
}

const yearAt = (pack: Pack, at: Instant) => yearOf(dayAt(at, pack.offsetMinutes))
