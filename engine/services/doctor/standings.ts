import { mayIssue } from '#core/certificate'
import { personHolds } from '#core/filing'
import type { Standing } from '#core/hours'
import type { Db } from '#storage/db'
import { readStandings, readValidCertificates, type StandingRow } from '#storage/inspection'
import { findPerson } from '#storage/people'
import { findCredits } from '#storage/standings'
import type { Context } from '../context.ts'
import { judgeStanding, keptOf } from '../standings/judge.ts'
import { canonical, type Find, type Report } from './differences.ts'
import { pageOf } from './filings.ts'

/** Every year kept against the ledger, judged anew by the pack it was judged by. */
export async function checkStandings(
  ctx: Context,
  db: Db,
  region: string,
  report: Report,
  find: Find,
): Promise<void> {
  for await (const row of allStandings(db, region)) {
    report.checked.standings += 1
    const standing = await judged(ctx, db, region, row, row.pack ?? undefined)
    const id = `${row.person} ${row.year}`
    if (row.pack === null)
      find('standing-is-not-credits', id, `${row.year} 年度有入账学时，没有年度结果`)
    else if (!row.again && canonical(kept(row)) !== canonical(fresh(standing)))
      find(
        'standing-is-not-credits',
        id,
        `${row.year} 年度结果为 ${row.total} 学时 ${row.verdict}，按入账应为 ${standing.total} 学时 ${standing.verdict}`,
      )
  }
}

export async function* allStandings(db: Db, region: string): AsyncGenerator<StandingRow> {
  for (let after: StandingRow | undefined; ; ) {
    const page = await readStandings(db, region, after, pageOf)
    yield* page
    if (page.length < pageOf) return
    after = page.at(-1)
  }
}

/** The year as its rules give it now; without a pack, by the current one. */
export async function judged(
  ctx: Context,
  db: Db,
  region: string,
  it: Pick<StandingRow, 'person' | 'year' | 'requirement'>,
  hash?: string,
): Promise<Standing> {
  const { person: id, year } = it
  const [pack, org, person, credits] = await Promise.all([
    hash === undefined ? ctx.packs.current(region) : ctx.packs.pinned(region, hash),
    ctx.orgs.view(region),
    findPerson(db, region, id),
    findCredits(db, region, { person: id, year }),
  ])
  if (!pack) throw new Error(`Region ${region} has no pack.`)
  return judgeStanding(pack, person, org, year, credits, keptOf(pack, it, year, ctx.clock()))
}

const kept = ({ total, subjects, verdict, requirement }: StandingRow) => ({
  total,
  subjects,
  verdict,
  requirement,
})
const fresh = ({ total, subjects, verdict, requirement }: Standing) => ({
  total,
  subjects,
  verdict,
  requirement: requirement ?? null,
})

export interface Unfounded {
  readonly id: string
  readonly number: string
  readonly year: number
}
/** Valid certificates whose year no longer holds, of kinds that end with it. */
export async function* unfoundedCertificates(
  ctx: Context,
  db: Db,
  region: string,
  report: Report,
): AsyncGenerator<Unfounded> {
  const org = await ctx.orgs.view(region)
  for (let after: string | undefined; ; ) {
    const page = await readValidCertificates(db, region, after, pageOf)
    for (const it of page) {
      report.checked.certificates += 1
      const pack = await ctx.packs.pinned(region, it.pack)
      const definition = pack.certificates[it.certificate]
      const person = await findPerson(db, region, it.person)
      if (!definition || !person || definition['void-when'] === 'never') continue
      const standing = await judged(ctx, db, region, it, it.pack)
      const about = { org, person, now: ctx.clock(), standing, year: it.year }
      if (mayIssue(definition, standing, personHolds(pack, about)).length > 0) yield it
    }
    if (page.length < pageOf) return
    after = page.at(-1)?.id
  }
}

export async function checkCertificates(
  ctx: Context,
  db: Db,
  region: string,
  report: Report,
  find: Find,
): Promise<void> {
  for await (const it of unfoundedCertificates(ctx, db, region, report))
    find(
      'certificate-without-standing',
      it.id,
      `证书 ${it.number} 有效，但 ${it.year} 年度已不满足条件`,
    )
}
