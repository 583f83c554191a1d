import type { ActedView, FileBody } from '#core/api'
import type { FilingId, Instant, PackHash } from '#core/base'
import { issue } from '#core/base'
import { type Actor, blank, decide, type Decision, type FilingHead } from '#core/filing'
import type { OrgView } from '#core/org'
import type { Pack } from '#core/pack'
import type { Db } from '#storage/db'
import { createFiling, findFold } from '#storage/filings'
import { findPerson, type PersonRecord } from '#storage/people'
import { findPermits } from '#storage/facts'
import { findCredits } from '#storage/standings'
import { type Context, sha256 } from '../context.ts'
import { Refused } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { actedView } from './acted.ts'
import { claimAll } from './claim-files.ts'
import { refusedBy } from './decide-one.ts'
import { answerGiven, requestOf, withRetries } from './requests.ts'
import { filesIn } from './references.ts'
import { mayRead } from './scope.ts'
import { loadWorld } from './world.ts'

/** Opens a filing on a chain of the current pack with its first values: a draft. */
export async function file(
  ctx: Context,
  viewer: Viewer,
  body: FileBody,
  key: string,
): Promise<ActedView> {
  const asked = sha256(JSON.stringify(['file', body]))
  const answered = await answerGiven(ctx, viewer, key, asked)
  if (answered) return answered as ActedView
  const person = await subjectOf(ctx, viewer, body)
  const at = ctx.clock()
  const head = headOf(ctx, viewer, body, person)
  await refuseForeignReference(ctx, viewer, head)
  const decision = await openFiling(ctx, {
    region: viewer.region,
    pack: viewer.pack,
    org: viewer.org,
    head,
    person,
    by: viewer.actor,
    at,
    data: body.data,
  })
  const reply = actedView(viewer, decision)
  return withRetries(
    async () => {
      await create(ctx, viewer.region, viewer.pack, decision, {
        request: requestOf(viewer, key, asked, reply, at),
        account: viewer.account,
      })
      return reply
    },
    () => answerGiven(ctx, viewer, key, asked) as Promise<ActedView | undefined>,
  )
}

/** The person a new filing is about: oneself, or the applicant an office chose. */
export async function subjectOf(
  ctx: Context,
  viewer: Viewer,
  body: Pick<FileBody, 'chain' | 'applicant'>,
): Promise<PersonRecord | undefined> {
  const chain = viewer.pack.chains[body.chain]
  if (!chain) throw new Refused(issue('no-such-chain', ['chain'], { chain: body.chain }))
  if (viewer.person) return chain.about === 'person' ? viewer.person : undefined
  if (chain.about === 'office' || !body.applicant) return undefined
  const person = await findPerson(ctx.db, viewer.region, body.applicant)
  if (!person || person.state !== 'open') throw new Refused(issue('no-such-person', ['applicant']))
  return person
}

function headOf(
  ctx: Context,
  viewer: Viewer,
  body: FileBody,
  person: PersonRecord | undefined,
): FilingHead {
  const chain = viewer.pack.chains[body.chain]!
  return {
    id: ctx.newId() as FilingId,
    region: viewer.region,
    pack: viewer.pack.hash as PackHash,
    chain: chain.chain,
    filedBy: viewer.actor,
    ...(person && { person: person.id }),
    ...(chain.about === 'office' &&
      viewer.actor.kind === 'post' && { office: viewer.actor.office }),
    ...(body.refers && { refers: body.refers as FilingId }),
  }
}

async function refuseForeignReference(
  ctx: Context,
  viewer: Viewer,
  head: FilingHead,
): Promise<void> {
  if (!head.refers) return
  const referred = await findFold(ctx.db, viewer.region, head.refers)
  if (!referred || referred.person !== head.person || !(await mayRead(ctx, viewer, referred)))
    throw new Refused(issue('no-such-filing', ['refers'], { id: head.refers }))
}

/** Decides the first line of a filing. Writes nothing. */
export async function openFiling(
  ctx: Context,
  given: {
    region: string
    pack: Pack
    org: OrgView
    head: FilingHead
    person: PersonRecord | undefined
    by: Actor
    at: Instant
    data: FileBody['data']
  },
): Promise<Decision> {
  const { region, pack, org, head, person, at } = given
  const state = blank(pack, head)
  const [credits, permits] = person
    ? await Promise.all([
        findCredits(ctx.db, region, { person: person.id }),
        findPermits(ctx.db, region, person.id),
      ])
    : [[], []]
  const command = { action: 'save' as const, by: given.by, at, data: given.data }
  const ground = { state, person, credits, permits }
  const world = await loadWorld(ctx, {
    region,
    pack,
    org,
    ground,
    now: at,
    submitting: false,
    data: given.data,
  })
  const decided = decide(pack, head, state, command, world)
  if (!decided.ok) throw refusedBy(decided.issue)
  return decided.value
}

/** Writes the first line, and claims the files it names. */
export async function create(
  ctx: Context,
  region: string,
  pack: Pack,
  { state, entry }: Decision,
  also: {
    readonly request?: Parameters<typeof createFiling>[2]['request'] | undefined
    readonly account: string | null
    readonly first?: (trx: Db) => Promise<void>
  },
): Promise<void> {
  const stateType = pack.machines[state.chain]?.states[state.state]?.type ?? 'draft'
  const given = { state, stateType, entry, ...(also.request && { request: also.request }) }
  const ids = [...new Set(filesIn(state.data))]
  if (ids.length === 0 && !also.first) return createFiling(ctx.db, region, given)
  await ctx.db.transaction().execute(async (trx) => {
    await also.first?.(trx)
    await createFiling(trx, region, given)
    if (ids.length > 0) await claimAll(trx, region, { account: also.account, ids, state, pack })
  })
}
