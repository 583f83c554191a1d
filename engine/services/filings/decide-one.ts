import type { Issue } from '#core/base'
import { type Command, decide, type Decision } from '#core/filing'
import type { Reading } from '#storage/readings'
import type { Context } from '../context.ts'
import { Refused } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import type { Sheet } from './sheet.ts'
import { loadWorld } from './world.ts'

/** Decides under the pack the filing is pinned to, and puts what follows on the sheet. */
export async function decideOne(
  ctx: Context,
  viewer: Pick<Viewer, 'region' | 'org' | 'actor'> & { readonly person?: unknown },
  reading: Reading,
  command: Command,
  sheet: Sheet,
): Promise<Decision> {
  const { region } = viewer
  const [pack, current, org] = await Promise.all([
    ctx.packs.pinned(region, reading.pack),
    ctx.packs.pinned(region, reading.currentPack),
    ctx.orgs.view(region, reading.orgVersion),
  ])
  const ground = {
    ...reading,
    credits: sheet.creditsFor(reading),
    permits: sheet.permitsFor(reading),
  }
  const submitting = command.action === 'submit'
  const world = await loadWorld(ctx, {
    region,
    pack,
    org,
    ground,
    now: command.at,
    submitting,
    data: command.data,
  })
  const decided = decide(pack, reading.state, reading.state, command, world)
  if (!decided.ok) throw refusedBy(decided.issue)
  sheet.add(pack, current, org, reading, decided.value)
  return decided.value
}

export function refusedBy(
  it: Issue & { readonly issues?: readonly Issue[]; readonly open?: readonly string[] },
): Refused {
  const { issues, open, ...first } = it
  return new Refused(issues && issues.length > 0 ? issues : first, open)
}
