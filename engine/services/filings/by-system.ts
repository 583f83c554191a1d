import type { FilingId, Instant, PackHash, PersonId } from '#core/base'
import { issue } from '#core/base'
import type { Actor } from '#core/filing'
import { findPerson } from '#storage/people'
import { readForDecision } from '#storage/readings'
import type { Context } from '../context.ts'
import { Refused } from '../refusal.ts'
import { decideOne } from './decide-one.ts'
import { create, openFiling } from './file.ts'
import { Sheet } from './sheet.ts'
import { write } from './write.ts'

/**
 * Files and submits what the platform itself knows (a finished online course) on a chain that names
 * `system` among its filers; its steps approve by themselves as the pack says (GX-B:19, WH:2873).
 */
export async function fileBySystem(
  ctx: Context,
  given: {
    /** Of the filing, where it is to be known again. */
    id?: FilingId
    region: string
    chain: string
    person: PersonId
    at: Instant
    data: Readonly<Record<string, unknown>>
  },
): Promise<FilingId> {
  const { region, at } = given
  const [pack, person, org] = await Promise.all([
    ctx.packs.current(region),
    findPerson(ctx.db, region, given.person),
    ctx.orgs.view(region),
  ])
  if (!pack || !person) throw new Refused(issue('no-such-person', ['person']))
  const by: Actor = { kind: 'system', name: pack.header.platform ?? pack.header.title }
  const id = given.id ?? (ctx.newId() as FilingId)
  const head = {
    id,
    region,
    pack: pack.hash as PackHash,
    chain: given.chain,
    filedBy: by,
    person: person.id,
  }
  const opened = await openFiling(ctx, {
    region,
    pack,
    org,
    head,
    person,
    by,
    at,
    data: given.data as never,
  })
  await create(ctx, region, pack, opened, { account: null })
  const reading = (await readForDecision(ctx.db, region, [id])).get(id)!
  const sheet = new Sheet()
  await decideOne(
    ctx,
    { region, org, actor: by },
    reading,
    { action: 'submit', by, at, data: opened.state.data },
    sheet,
  )
  await write(ctx, region, sheet)
  return id
}
