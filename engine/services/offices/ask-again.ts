import type { Actor, Desk, FilingState } from '#core/filing'
import type { OrgView } from '#core/org'
import { findWaitingAtOffice, findWaitingOfPerson, findWaitingUnder } from '#storage/waiting'
import { readForDecision } from '#storage/readings'
import type { Context } from '../context.ts'
import { decideOne } from '../filings/decide-one.ts'
import { withRetries } from '../filings/requests.ts'
import { Sheet } from '../filings/sheet.ts'
import { officesBelow } from '../filings/world.ts'
import { write } from '../filings/write.ts'
import type { Viewer } from '../viewer.ts'

/** Where it waits when a desk was closed: every filing there is asked again where it belongs (A6.6). */
export async function passOnFrom(ctx: Context, viewer: Viewer, office: string): Promise<number> {
  return askAgain(ctx, viewer, await findWaitingAtOffice(ctx.db, viewer.region, office))
}

/** A person's filings follow the person: to the reviewers of the present department (A6.5). */
export async function followPerson(ctx: Context, viewer: Asking, person: string): Promise<number> {
  return askAgain(ctx, viewer, await findWaitingOfPerson(ctx.db, viewer.region, person))
}

/** What a decision did to people and offices moves what waits about them. */
export async function askAgainAfter(ctx: Context, viewer: Asking, sheet: Sheet): Promise<void> {
  for (const { effect } of sheet.large) {
    if (effect.do === 'move-person' || (effect.do === 'apply-change' && effect.person))
      await followPerson(ctx, viewer, effect.person!)
    if (effect.do === 'move-office' || (effect.do === 'apply-change' && effect.office)) {
      const org = await ctx.orgs.view(viewer.region)
      const below = officesBelow(org, effect.office!)
      await askAgain(ctx, viewer, await findWaitingUnder(ctx.db, viewer.region, below))
    }
  }
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
