import type { ActBody, ActedView } from '#core/api'
import { type Instant, issue, type OfficeId } from '#core/base'
import type { Command, Decision } from '#core/filing'
import type { ActionName } from '#core/workflow'
import { type Asked, readAsked, type Reading } from '#storage/readings'
import { type Context, sha256 } from '../context.ts'
import { askAgainAfter } from '../offices/ask-again.ts'
import { Refused } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { actedView } from './acted.ts'
import type { Claim } from './claim-files.ts'
import { decideOne } from './decide-one.ts'
import { alone, isCrowded } from './lines.ts'
import { readMarks, readOpinion } from './opinion.ts'
import { answerGiven, requestOf, sameAnswer, withRetries } from './requests.ts'
import { mayRead, takenBack } from './scope.ts'
import { Sheet } from './sheet.ts'
import { newFiles, write } from './write.ts'

/**
 * Takes one action on one filing: read, decide, write, in one transaction. The same key answers the
 * same and writes nothing; of two people at once one wins, the other is told who and what. Whoever was
 * too late for a person's year decides again when it is their turn. `ahead`: what was read of it with
 * the viewer's session.
 */
export async function act(
  ctx: Context,
  viewer: Viewer,
  id: string,
  body: ActBody,
  key: string,
  ahead?: Asked,
): Promise<ActedView> {
  const { region, account } = viewer
  const asking = { id, body, key, asked: sha256(JSON.stringify(['act', id, body])) }
  let read = ahead
  let person = ahead?.reading?.state.person
  const readAndDecide = async (own: Context): Promise<Done> => {
    const found = read ?? (await readAsked(own.db, region, { id, account, key }))
    read = undefined
    person = found.reading?.state.person
    return decide(own, viewer, asking, found)
  }
  const { reply, sheet } = await withRetries<Done>(
    (isAgain) => {
      if (person === undefined || !(isAgain || isCrowded(ctx, region, person)))
        return readAndDecide(ctx)
      // What was read ahead may be old by the time it is one's turn.
      read = undefined
      return alone(ctx, region, person, readAndDecide)
    },
    async () => {
      const given = await answerGiven(ctx, viewer, key, asking.asked)
      return given === undefined ? undefined : { reply: given as ActedView }
    },
  )
  if (sheet && sheet.large.length > 0) await askAgainAfter(ctx, viewer, sheet)
  return reply
}

interface Done {
  readonly reply: ActedView
  /** What was written, unless it was answered before. */
  readonly sheet?: Sheet
}

interface Asking {
  readonly id: string
  readonly body: ActBody
  readonly key: string
  readonly asked: string
}

async function decide(
  ctx: Context,
  viewer: Viewer,
  { id, body, key, asked }: Asking,
  { reading, answer }: Asked,
): Promise<Done> {
  if (answer) return { reply: sameAnswer(answer, key, asked) as ActedView }
  if (!reading || !(await mayRead(ctx, viewer, reading.state, reading.person)))
    throw unreadable(viewer, id, reading)
  const at = ctx.clock()
  const sheet = new Sheet()
  const decision = await decideOne(ctx, viewer, reading, commandOf(viewer, body, at), sheet)
  const reply = actedView(viewer, decision)
  await write(ctx, viewer.region, sheet, {
    request: requestOf(viewer, key, asked, reply, at),
    files: await claimOf(ctx, viewer, reading, decision),
  })
  return { reply, sheet }
}

/** The files it names from now on, if any. */
async function claimOf(
  ctx: Context,
  { region, account }: Viewer,
  { state: before, pack }: Reading,
  { state }: Decision,
): Promise<Claim | undefined> {
  const ids = newFiles(before.data, state.data)
  if (ids.length === 0) return undefined
  return { account, ids, state, pack: await ctx.packs.pinned(region, pack) }
}

const unreadable = (viewer: Viewer, id: string, reading: Reading | undefined): Refused =>
  new Refused(
    (reading && takenBack(viewer, reading.state, reading.person)) ??
      issue('no-such-filing', [], { id }),
  )

export function commandOf(viewer: Viewer, body: ActBody, at: Instant): Command {
  const [opinion, marks] = [readOpinion(viewer, body.opinion), readMarks(body.marks)]
  return {
    action: body.action as ActionName,
    by: viewer.actor,
    at,
    ...(typeof body.seen === 'number' && { seen: body.seen }),
    ...(opinion !== undefined && { opinion }),
    ...(marks.length > 0 && { marks }),
    ...(body.data && { data: body.data }),
    ...(body.awarded !== undefined && { awarded: Number(body.awarded) }),
    ...(body.route && {
      route: {
        id: String(body.route.id),
        ...(body.route.office && { office: body.route.office as OfficeId }),
      },
    }),
    ...(body.to !== undefined && { to: String(body.to) }),
  }
}
