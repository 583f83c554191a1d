import type { OfficeId } from '#core/base'
import type { Actor, Desk, FilingState } from '#core/filing'
import type { OrgView } from '#core/org'
import { findWaitingAtOffice, findWaitingOfPerson, findWaitingUnder } from '#storage/waiting'
import { readForDecision } from '#storage/readings'
import { deleteToAsk, takeDue, type ToAsk } from '#storage/to-ask'
import type { Context } from '../context.ts'
import { decideOne } from '../filings/decide-one.ts'
import { withRetries } from '../filings/requests.ts'
import { Sheet } from '../filings/sheet.ts'
import { officesBelow } from '../filings/world.ts'
import { write } from '../filings/write.ts'
import type { Viewer } from '../viewer.ts'
import { movedBy } from './ask-later.ts'

/**
 * Each filing of theirs that waits is asked again where it belongs: what lay at a closed desk (A6.6),
 * what follows a person to another department or unit (A6.5), what an office's new superior decides.
 */
export async function askAbout(ctx: Context, viewer: Asking, whose: ToAsk): Promise<number> {
  return askAgain(ctx, viewer, await waitingOf(ctx, viewer.region, whose))
}

async function waitingOf(ctx: Context, region: string, whose: ToAsk): Promise<readonly string[]> {
  if (whose.atOffice) return findWaitingAtOffice(ctx.db, region, whose.atOffice)
  if (whose.ofPerson) return findWaitingOfPerson(ctx.db, region, whose.ofPerson)
  if (!whose.belowOffice) return []
  const org = await ctx.orgs.view(region)
  return findWaitingUnder(ctx.db, region, officesBelow(org, whose.belowOffice as OfficeId))
}

export async function askAgainAfter(ctx: Context, viewer: Asking, sheet: Sheet): Promise<void> {
  for (const whose of movedBy(sheet.large)) await askAbout(ctx, viewer, whose)
}

/** What is due, each asked once more. True when there may be more. */
export async function askDue(ctx: Context): Promise<boolean> {
  return ctx.db.transaction().execute(async (trx) => {
    const due = await takeDue(trx, ctx.clock(), 20)
    for (const { region, id, ...whose } of due) {
      const pack = await ctx.packs.current(region)
      if (pack) await askAbout(ctx, { region, pack }, whose)
      await deleteToAsk(trx, region, id)
    }
    return due.length > 0
  })
}

type Asking = Pick<Viewer, 'region' | 'pack'>

/**
 * Asks for each filing who decides it in the world as it is now, and moves it there, with an entry
 * in its log. What stays where it is gets none. Answers how many moved.
 */
export async function askAgain(
  ctx: Context,
  viewer: Asking,
  ids: readonly string[],
): Promise<number> {
  const org = await ctx.orgs.view(viewer.region)
  let moved = 0
  for (const id of ids) {
    const hasMoved = await withRetries(
      () => askOne(ctx, viewer, org, id),
      async () => undefined,
    )
    if (hasMoved) moved += 1
  }
  return moved
}

async function askOne(ctx: Context, viewer: Asking, org: OrgView, id: string): Promise<boolean> {
  const { region, pack } = viewer
  const reading = (await readForDecision(ctx.db, region, [id])).get(id)
  if (!reading) return false
  const by: Actor = { kind: 'system', name: pack.header.platform ?? pack.header.title }
  const sheet = new Sheet()
  const command = { action: 'reassign', by, at: ctx.clock() } as const
  const { state } = await decideOne(ctx, { region, org, actor: by }, reading, command, sheet)
  if (isSamePlace(reading.state, state)) return false
  await write(ctx, region, sheet)
  if (sheet.large.length > 0) await askAgainAfter(ctx, viewer, sheet)
  return true
}

const isSamePlace = (a: FilingState, b: FilingState): boolean =>
  a.state === b.state && a.stuck === b.stuck && placesOf(a.desks) === placesOf(b.desks)
const placesOf = (desks: readonly Desk[]): string =>
  desks
    .map((it) => [it.office, it.department, it.done, it.empty].join())
    .toSorted()
    .join(';')
