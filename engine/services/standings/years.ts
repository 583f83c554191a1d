import type { YearView } from '#core/api'
import { dayAt, yearOf } from '#core/base'
import { type FilingState, sameValues } from '#core/filing'
import { findKind } from '#core/form'
import type { Credit } from '#core/hours'
import type { Pack } from '#core/pack'
import { findCertificates, type CertificateRecord } from '#storage/certificates'
import type { PersonRecord } from '#storage/people'
import { findCredits, findRequirements } from '#storage/standings'
import type { StoredCredit } from '#storage/readings'
import { findWaitingFolds } from '#storage/waiting'
import { certificateView } from '../certificates/view.ts'
import { printChoices } from '../certificates/may-print.ts'
import type { Context } from '../context.ts'
import { maySeeYears, personMeant } from '../people/reach.ts'
import type { Viewer } from '../viewer.ts'
import { judgeStanding, keptOf } from './judge.ts'

/** Every year a person has something in, and this one; the latest first. */
export async function listYears(
  ctx: Context,
  viewer: Viewer,
  person: string | undefined,
): Promise<readonly YearView[]> {
  const who = await personMeant(ctx, viewer, person, maySeeYears)
  const ledger = await ledgerOf(ctx, viewer, who)
  const now = yearOf(dayAt(ctx.clock(), viewer.pack.offsetMinutes))
  const years = new Set([
    now,
    ...ledger.credits.map((it) => it.year),
    ...ledger.waiting.flatMap((it) => it.year ?? []),
  ])
  return Promise.all(
    [...years].toSorted((a, b) => b - a).map((year) => yearViewOf(ctx, viewer, who, year, ledger)),
  )
}

/** One year, for the home page. */
export async function readYear(
  ctx: Context,
  viewer: Viewer,
  person: PersonRecord,
  year: number,
): Promise<YearView> {
  return yearViewOf(ctx, viewer, person, year, await ledgerOf(ctx, viewer, person, year))
}

interface Ledger {
  readonly credits: readonly StoredCredit[]
  readonly waiting: readonly FilingState[]
  readonly certificates: readonly CertificateRecord[]
  /** By year, as it was judged last. */
  readonly kept: ReadonlyMap<number, { readonly requirement: string | null }>
}

async function ledgerOf(
  ctx: Context,
  viewer: Viewer,
  person: PersonRecord,
  year?: number,
): Promise<Ledger> {
  const { region } = viewer
  const [credits, waiting, certificates, kept] = await Promise.all([
    findCredits(ctx.db, region, { person: person.id, ...(year !== undefined && { year }) }),
    findWaitingFolds(ctx.db, region, person.id),
    findCertificates(ctx.db, region, { people: [person.id], ...(year !== undefined && { year }) }),
    findRequirements(ctx.db, region, person.id),
  ])
  return { credits, waiting, certificates, kept }
}

async function yearViewOf(
  ctx: Context,
  viewer: Viewer,
  person: PersonRecord,
  year: number,
  ledger: Ledger,
): Promise<YearView> {
  const { pack, org } = viewer
  const credits = ledger.credits.filter((it) => it.year === year)
  const kept = keptOf(pack, ledger.kept.get(year), year, ctx.clock())
  const standing = judgeStanding(pack, person, org, year, credits, kept)
  const waiting = ledger.waiting.filter((it) => it.year === year && isAboutHours(viewer, it))
  const drafts = waiting.filter((it) => !it.credited).map((it) => draftCredit(viewer, it, year))
  const after =
    drafts.length === 0
      ? standing
      : judgeStanding(pack, person, org, year, [...credits, ...drafts], kept)
  const certificates = ledger.certificates.filter((it) => it.year === year)
  return {
    ...standing,
    kinds: kindTitles(pack, credits),
    waiting: waiting.map(waitingView),
    ifApproved: { total: after.total, verdict: after.verdict, label: after.label },
    certificates: await Promise.all(certificates.map((it) => certificateView(ctx, viewer, it))),
    print: printChoices(viewer, { person, standing, now: ctx.clock() }, certificates),
  }
}

/** In the pack's words, its group before it; what is of no kind a form has is of none here either. */
function kindTitles(pack: Pack, credits: readonly Credit[]): YearView['kinds'] {
  const forms = Object.values(pack.forms)
  const titleOf = (kind: string) =>
    forms
      .map((form) => findKind(form, kind).map((it) => it.title))
      .find((titles) => titles.length > 0)
      ?.join(' · ')
  return Object.fromEntries(
    credits.flatMap(({ kind }) => {
      const title = titleOf(kind)
      return title === undefined ? [] : [[kind, title]]
    }),
  )
}

const isAboutHours = (viewer: Viewer, it: FilingState): boolean =>
  viewer.pack.chains[it.chain]?.credits !== undefined

/** What would be booked were it approved as it stands; after everything that is approved already. */
function draftCredit(viewer: Viewer, it: FilingState, year: number): Credit {
  const hours = it.awarded ?? it.claimed ?? 0
  const same = sameValues(viewer.pack, it)
  return {
    id: it.id,
    filing: it.id,
    entry: it.seq + 1,
    year,
    subject: it.subject ?? viewer.pack.hours.subjects[0]?.id ?? '',
    kind: it.kind ?? it.chain,
    hours,
    claimed: it.claimed ?? hours,
    at: `\uffff${it.since}`,
    title: it.title,
    ...(same && { same }),
  }
}

const waitingView = (it: FilingState): YearView['waiting'][number] => ({
  id: it.id,
  title: it.title,
  claimed: it.claimed ?? 0,
  label: it.label,
  holder: it.desks
    .filter((desk) => !desk.done)
    .map((desk) => desk.officeName)
    .join('、'),
  since: it.since,
})
