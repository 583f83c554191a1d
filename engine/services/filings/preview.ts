import type { FileBody, PreviewView } from '#core/api'
import type { FieldValues } from '#core/base'
import { issue } from '#core/base'
import {
  decide,
  type FilingState,
  openFiling,
  previewClaim,
  previewRoute,
  sameValues,
  type World,
} from '#core/filing'
import { capRoom, type Formula } from '#core/hours'
import type { Pack } from '#core/pack'
import { type Reading, readForDecision } from '#storage/readings'
import { findCredits } from '#storage/standings'
import type { Context } from '../context.ts'
import { Refused } from '../refusal.ts'
import { sentenceOf } from '../sentences.ts'
import { yearHolds } from '../standings/judge.ts'
import type { Viewer } from '../viewer.ts'
import { refusedBy } from './decide-one.ts'
import { subjectOf } from './file.ts'
import { newGround } from './new-form.ts'
import { routeView } from './route-view.ts'
import { mayRead } from './scope.ts'
import { hintsOf } from './hints.ts'
import { type Ground, loadWorld } from './world.ts'

/** While typing: hours explained, the year after it, the way it goes, what would be refused. */
export async function preview(
  ctx: Context,
  viewer: Viewer,
  body: FileBody & {
    readonly filing?: string
    readonly route?: { readonly id: string; readonly office?: string }
  },
): Promise<PreviewView> {
  const { pack, ground } = await groundFor(ctx, viewer, body)
  const { region, org } = viewer
  const now = ctx.clock()
  const world = await loadWorld(ctx, {
    region,
    pack,
    org,
    ground,
    now,
    submitting: true,
    data: body.data,
  })
  if (!body.filing) refuseStranger(pack, ground.state, world)
  const claim = previewClaim(pack, ground.state, world, body.data)
  const command = {
    action: 'submit' as const,
    by: viewer.actor,
    at: now,
    data: body.data,
    ...(body.route && { route: body.route as never }),
  }
  const decided = decide(pack, ground.state, ground.state, command, world)
  const issues = decided.ok ? [] : (decided.issue.issues ?? [decided.issue])
  const typed = typedState(pack, ground, viewer, body.data, world)
  return {
    ...(claim.formula && { rule: ruleView(claim.formula) }),
    ...(claim.suggested && { suggested: claim.suggested.hours }),
    reasons: claim.suggested?.reasons ?? [],
    ...afterOf(pack, ground, typed, viewer),
    route: routeView(
      pack,
      org,
      previewRoute(pack, ground.state, world, {
        draft: body.data,
        ...(body.route && { route: body.route as never }),
      }),
    ),
    hints: hintsOf(pack, claim),
    issues: issues.map((it) => ({ ...it, says: sentenceOf(pack.texts, it) })),
  }
}

const ruleView = ({ title, says, link, shape }: Formula): NonNullable<PreviewView['rule']> => ({
  title,
  ...(says !== undefined && { says }),
  ...(link !== undefined && { link }),
  computes: shape !== 'entered',
})

/** Whoever may not file about somebody is told nothing about them: not their unit, not their year. */
function refuseStranger(pack: Pack, head: FilingState, world: World): void {
  const opened = openFiling(pack, head, world)
  if (!opened.ok && strange.has(opened.issue.code)) throw refusedBy(opened.issue)
}
const strange: ReadonlySet<string> = new Set(['not-in-reach', 'may-not-file'])

async function groundFor(
  ctx: Context,
  viewer: Viewer,
  body: FileBody & { readonly filing?: string },
): Promise<{ pack: Pack; ground: Ground }> {
  if (!body.filing) {
    const person = await subjectOf(ctx, viewer, body)
    return { pack: viewer.pack, ground: await newGround(ctx, viewer, body, person) }
  }
  const reading: Reading | undefined = (
    await readForDecision(ctx.db, viewer.region, [body.filing])
  ).get(body.filing)
  if (!reading || !(await mayRead(ctx, viewer, reading.state)))
    throw new Refused(issue('no-such-filing', [], { id: body.filing }))
  const credits = reading.person
    ? await findCredits(ctx.db, viewer.region, { person: reading.person.id })
    : []
  return {
    pack: await ctx.packs.pinned(viewer.region, reading.pack),
    ground: { ...reading, credits },
  }
}

/** The filing as it would be saved now, for its year, kind and claimed hours. */
function typedState(
  pack: Pack,
  ground: Ground,
  viewer: Viewer,
  data: FieldValues,
  world: Parameters<typeof decide>[4],
): FilingState | undefined {
  const saved = decide(
    pack,
    ground.state,
    ground.state,
    { action: 'save', by: viewer.actor, at: world.now, data },
    world,
  )
  return saved.ok ? saved.value.state : undefined
}

/** The year if this were approved as typed: after caps, as it will be counted. */
function afterOf(
  pack: Pack,
  ground: Ground,
  typed: FilingState | undefined,
  viewer: Viewer,
): Pick<PreviewView, 'after'> {
  if (
    !typed?.claimed ||
    typed.year === undefined ||
    !ground.person ||
    !pack.chains[typed.chain]?.credits
  )
    return {}
  const same = sameValues(pack, typed)
  const room = capRoom(
    pack.hours,
    typed.year,
    ground.credits.filter((it) => it.year === typed.year),
    {
      kind: typed.kind ?? typed.chain,
      subject: typed.subject ?? pack.hours.subjects[0]?.id ?? '',
      hours: typed.claimed,
      title: typed.title,
      ...(same && { same }),
    },
    yearHolds(pack, ground.person, viewer.org, typed.year),
  )
  return {
    after: {
      year: typed.year,
      total: room.after.total,
      subjects: room.after.subjects,
      required: room.after.required,
      counted: room.counted,
    },
  }
}
