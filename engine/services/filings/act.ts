import type { ActBody, ActedView } from '#core/api'
import type { FieldValues, Instant, Issue, OfficeId } from '#core/base'
import { issue } from '#core/base'
import { type Command, decide, type Decision, type FilingState } from '#core/filing'
import { type OrgView, superiorIssue } from '#core/org'
import type { Pack } from '#core/pack'
import type { ActionName } from '#core/workflow'
import type { Db } from '#storage/db'
import { writeDecisions } from '#storage/decisions'
import { claimFiles } from '#storage/file-records'
import { findAnswer, type Reading, readForDecision } from '#storage/readings'
import { type Context, sha256 } from '../context.ts'
import { Refused } from '../refusal.ts'
import { fill } from '../sentences.ts'
import type { Viewer } from '../viewer.ts'
import { applyLargeEffects } from './apply-effects.ts'
import { filesIn } from './references.ts'
import { mayRead, takenBack } from './scope.ts'
import { Sheet } from './sheet.ts'
import { loadWorld } from './world.ts'

/** Decided again this often when somebody else was quicker, before it is given up. */
const attempts = 6

/**
 * Takes one action on one filing: read, decide, write, in one transaction. The same key answers the
 * same and writes nothing; of two people at once one wins, the other is told who and what.
 */
export async function act(
  ctx: Context,
  viewer: Viewer,
  id: string,
  body: ActBody,
  key: string,
): Promise<ActedView> {
  const asked = sha256(JSON.stringify(['act', id, body]))
  const answered = await answerGiven(ctx, viewer, key, asked)
  if (answered) return answered as ActedView
  return withRetries(async () => {
    const reading = (await readForDecision(ctx.db, viewer.region, [id])).get(id)
    if (!reading || !(await mayRead(ctx, viewer, reading.state))) throw unreadable(viewer, id, reading)
    const at = ctx.clock()
    const sheet = new Sheet()
    const decision = await decideOne(ctx, viewer, reading, commandOf(viewer, body, at), sheet)
    const reply = actedView(viewer, decision)
    await write(ctx, viewer.region, sheet, {
      request: requestOf(viewer, key, asked, reply, at),
      files: { account: viewer.account, ids: newFiles(reading.state.data, decision.state.data), filing: id },
    })
    return reply
  }, () => answerGiven(ctx, viewer, key, asked) as Promise<ActedView | undefined>)
}

const unreadable = (viewer: Viewer, id: string, reading: Reading | undefined): Refused =>
  new Refused((reading && takenBack(viewer, reading.state, reading.person)) ?? issue('no-such-filing', [], { id }))

export function commandOf(viewer: Viewer, body: ActBody, at: Instant): Command {
  return {
    action: body.action as ActionName,
    by: viewer.actor,
    at,
    ...(typeof body.seen === 'number' && { seen: body.seen }),
    ...(body.opinion !== undefined && { opinion: String(body.opinion) }),
    ...(body.marks && { marks: body.marks.map(String) }),
    ...(body.data && { data: body.data }),
    ...(body.awarded !== undefined && { awarded: Number(body.awarded) }),
    ...(body.route && {
      route: { id: String(body.route.id), ...(body.route.office && { office: body.route.office as OfficeId }) },
    }),
    ...(body.to !== undefined && { to: String(body.to) }),
  }
}

/** Decides under the pack the filing is pinned to, and puts what follows on the sheet. */
export async function decideOne(
  ctx: Context,
  viewer: Pick<Viewer, 'region' | 'org' | 'actor'> & { readonly person?: unknown },
  reading: Reading,
  command: Command,
  sheet: Sheet,
): Promise<Decision> {
  const { region } = viewer
  const [pack, org] = await Promise.all([
    ctx.packs.pinned(region, reading.pack),
    ctx.orgs.view(region, reading.orgVersion),
  ])
  const ground = { ...reading, credits: sheet.creditsFor(reading), permits: sheet.permitsFor(reading) }
  const submitting = command.action === 'submit'
  const world = await loadWorld(ctx, { region, pack, org, ground, now: command.at, submitting, data: command.data })
  const decided = decide(pack, reading.state, reading.state, command, world)
  if (!decided.ok) throw refusedBy(decided.issue)
  const wrong = superiorWrong(pack, org, decided.value)
  if (wrong) throw new Refused(wrong)
  sheet.add(pack, org, reading, decided.value)
  return decided.value
}

/** Before it is handed in, and again before it is carried out: the tree may have changed in between. */
function superiorWrong(pack: Pack, org: OrgView, { entry, state }: Decision): Issue | undefined {
  const planned = pack.chains[state.chain]?.effects?.approved?.find((it) => it.do === 'move-office')
  if (!planned || planned.do !== 'move-office' || (entry.action !== 'submit' && entry.action !== 'approve')) return undefined
  const relation = typeof planned.relation === 'string' ? planned.relation : state.data[planned.relation.field]
  const to = state.data[planned.to]
  if (!state.office || typeof relation !== 'string' || typeof to !== 'string') return undefined
  const wrong = superiorIssue(pack.org, org, { office: state.office, relation, to: to as OfficeId })
  return wrong && { ...wrong, at: [planned.to] }
}

export function refusedBy(it: Issue & { readonly issues?: readonly Issue[]; readonly open?: readonly string[] }): Refused {
  const { issues, open, ...first } = it
  return new Refused(issues && issues.length > 0 ? issues : first, open)
}

/** The decisions of a sheet, with what they do to accounts, people and offices: all or nothing. */
export async function write(
  ctx: Context,
  region: string,
  sheet: Sheet,
  also: {
    readonly request?: Parameters<typeof writeDecisions>[2]['request']
    readonly files?: { readonly account: string | null; readonly filing: string; readonly ids: readonly string[] }
  } = {},
): Promise<void> {
  const given = { items: sheet.items, standings: sheet.standings(), ...(also.request && { request: also.request }) }
  const files = also.files
  if (sheet.large.length === 0 && !files?.ids.length) return writeDecisions(ctx.db, region, given)
  await ctx.db.transaction().execute(async (trx: Db) => {
    await writeDecisions(trx, region, given)
    await applyLargeEffects(trx, region, sheet.large)
    if (files?.ids.length) await claimAll(trx, region, files)
  })
}

export async function claimAll(
  trx: Db,
  region: string,
  files: { readonly account: string | null; readonly filing: string; readonly ids: readonly string[] },
): Promise<void> {
  const claimed = await claimFiles(trx, region, files.filing, files.account, files.ids)
  if (claimed !== files.ids.length) throw new Refused(issue('no-such-file', []))
}

export function newFiles(before: FieldValues, after: FieldValues): readonly string[] {
  const had = new Set(filesIn(before))
  return [...new Set(filesIn(after))].filter((it) => !had.has(it))
}

// ── requests ──────────────────────────────────────────────────────────────────────────────────────

/** What was answered to this key before. Another body under the same key is a mistake of the asker. */
export async function answerGiven(ctx: Context, viewer: Viewer, key: string, asked: string): Promise<unknown> {
  if (key === '') return undefined
  const found = await findAnswer(ctx.db, viewer.region, viewer.account, key)
  if (!found) return undefined
  if (found.asked !== asked) throw new Refused(issue('key-used-otherwise', [], { key }))
  return found.reply
}

export const requestOf = (viewer: Viewer, key: string, asked: string, reply: unknown, at: Instant) =>
  key === '' ? undefined! : { account: viewer.account as string, key, asked, reply, at: at as string }

/** Runs again what lost a race (40001); answers what the same request was answered (23505). */
export async function withRetries<T>(work: () => Promise<T>, given: () => Promise<T | undefined>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      const code = (error as { code?: unknown }).code
      const isTwice = code === '23505' && (error as { constraint?: string }).constraint === 'requests_pkey'
      // Refused because it was done already: by this very request, sent twice?
      const answer = isTwice || error instanceof Refused ? await given() : undefined
      if (answer !== undefined) return answer
      if ((code !== '40001' && code !== '40P01') || attempt >= attempts) throw error
    }
  }
}

// ── what is answered ──────────────────────────────────────────────────────────────────────────────

export function actedView(viewer: Viewer, { state, entry }: Decision): ActedView {
  return {
    id: state.id,
    seq: state.seq,
    state: state.state,
    stateType: viewer.pack.machines[state.chain]?.states[state.state]?.type ?? state.state,
    label: state.label,
    says: saysOf(viewer, state, entry.action),
  }
}

const done: Readonly<Partial<Record<ActionName, string>>> = {
  save: 'saved',
  submit: 'submitted',
  approve: 'approved',
  refuse: 'refused',
  return: 'returned',
  record: 'recorded',
  withdraw: 'withdrawn',
  delete: 'deleted',
  verify: 'verified',
}

/** What happened, and who holds it now, in the region's words. */
export function saysOf(viewer: Viewer, state: FilingState, action: ActionName): string {
  const { texts } = viewer.pack
  const message = texts.messages[done[action] ?? action] ?? texts.actions[action] ?? state.label
  const holders = state.desks.filter((it) => !it.done).map((it) => it.officeName)
  const isWaiting = viewer.pack.machines[state.chain]?.states[state.state]?.type === 'waiting'
  const then = state.stuck ? texts.messages['nobody-there'] : texts.messages['now-at']
  return isWaiting && then ? `${message}${fill(then, { holders }, texts)}` : message
}
