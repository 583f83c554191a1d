import { type Actor, type Decision } from '#core/filing'
import type { OrgView } from '#core/org'
import type { Pack } from '#core/pack'
import type { Db } from '#storage/db'
import { writeDecisions } from '#storage/decisions'
import { createFiling } from '#storage/filings'
import { readForDecision } from '#storage/readings'
import type { Context } from '../context.ts'
import { applyLargeEffects } from '../filings/apply-effects.ts'
import { claimAll } from '../filings/claim-files.ts'
import { decideOne } from '../filings/decide-one.ts'
import { filesIn } from '../filings/references.ts'
import { Sheet } from '../filings/sheet.ts'

export interface Registration {
  readonly region: string
  readonly pack: Pack
  readonly org: OrgView
  readonly by: Actor
  readonly at: ReturnType<Context['clock']>
  readonly opened: Decision
}

/** Whether the submission would be accepted: nothing is stored of a registration that is refused. */
export async function dryRun(ctx: Context, it: Registration): Promise<void> {
  const reading = {
    state: it.opened.state,
    pack: it.pack.hash as string,
    currentPack: it.pack.hash,
    orgVersion: it.org.version,
    credits: [],
    standingVersion: 0,
    permits: [],
  }
  await submit(ctx, it, reading, new Sheet())
}

/** Both in the caller's transaction: one cut short in between would hold its id number for ever. */
export async function fileAndSubmit(ctx: Context, trx: Db, it: Registration): Promise<void> {
  const { region, pack } = it
  const { state, entry } = it.opened
  const stateType = pack.machines[state.chain]?.states[state.state]?.type ?? 'draft'
  await createFiling(trx, region, { state, stateType, entry })
  const ids = [...new Set(filesIn(state.data))]
  if (ids.length > 0) await claimAll(trx, region, { account: null, ids, state, pack })
  const reading = (await readForDecision(trx, region, [state.id])).get(state.id)!
  const sheet = new Sheet()
  await submit({ ...ctx, db: trx }, it, reading, sheet)
  await writeDecisions(trx, region, { items: sheet.items, standings: sheet.standings() })
  await applyLargeEffects(ctx, trx, region, sheet.large)
}

async function submit(
  ctx: Context,
  { region, org, by, at, opened }: Registration,
  reading: Parameters<typeof decideOne>[2],
  sheet: Sheet,
): Promise<void> {
  const command = { action: 'submit' as const, by, at, data: opened.state.data }
  await decideOne(ctx, { region, org, actor: by }, reading, command, sheet)
}
