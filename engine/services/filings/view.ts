import type { FilingView } from '#core/api'
import { type Instant, issue } from '#core/base'
import {
  type Entry,
  type FilingState,
  nameOf,
  previewClaim,
  previewRoute,
  type World,
} from '#core/filing'
import { findKind, maskText, showValues } from '#core/form'
import { type OrgView, whoCanAct } from '#core/org'
import type { Pack } from '#core/pack'
import { findFiles, type KeptFile } from '#storage/file-records'
import { findFold, findLog } from '#storage/filings'
import type { PersonRecord } from '#storage/people'
import { type Reading, readForDecision } from '#storage/readings'
import type { Context } from '../context.ts'
import { Refused } from '../refusal.ts'
import { judgeStanding, keptOf } from '../standings/judge.ts'
import type { Viewer } from '../viewer.ts'
import { actionsView } from './actions-view.ts'
import { entryView } from './entry-view.ts'
import { departmentName, formView } from './form-view.ts'
import { hintsOf } from './hints.ts'
import { followUps } from './new-form.ts'
import { routeView } from './route-view.ts'
import { mayRead } from './scope.ts'
import { loadWorld } from './world.ts'

/** A filing with everything its page shows, under the pack it is pinned to. */
export async function viewFiling(ctx: Context, viewer: Viewer, id: string): Promise<FilingView> {
  const reading = (await readForDecision(ctx.db, viewer.region, [id])).get(id)
  if (!reading || !(await mayRead(ctx, viewer, reading.state)))
    throw new Refused(issue('no-such-filing', [], { id }))
  const { region } = viewer
  const [pack, org, log] = await Promise.all([
    ctx.packs.pinned(region, reading.pack),
    ctx.orgs.view(region, reading.orgVersion),
    findLog(ctx.db, region, id),
  ])
  const now = ctx.clock()
  const world = await loadWorld(ctx, { region, pack, org, ground: reading, now, submitting: true })
  return draw(ctx, viewer, { pack, org, log, world, reading })
}

interface Drawn {
  readonly pack: Pack
  readonly org: OrgView
  readonly log: readonly Entry[]
  readonly world: World
  readonly reading: Reading
}

async function draw(ctx: Context, viewer: Viewer, it: Drawn): Promise<FilingView> {
  const { pack, org, log, world, reading } = it
  const { state, person } = reading
  const chain = pack.chains[state.chain]!
  const form = await formView(ctx.db, { pack, state, world, values: state.data })
  const actions = actionsView(pack, state, viewer.actor, world)
  const machineState = pack.machines[state.chain]!.states[state.state]
  const claim = previewClaim(pack, state, world)
  const kind = state.kind ? findKind(form.form, state.kind).at(-1) : undefined
  const subject = pack.hours.subjects.find((one) => one.id === state.subject)
  return {
    id: state.id,
    region: state.region,
    pack: state.pack,
    older: state.pack !== viewer.pack.hash,
    chain: state.chain,
    chainTitle: chain.title,
    seq: state.seq,
    state: state.state,
    stateType: machineState?.type ?? state.state,
    label: state.label,
    title: state.title,
    ...(kind && { kind: { id: kind.id, title: kind.title } }),
    ...(state.year !== undefined && { year: state.year }),
    ...(subject && { subject: { id: subject.id, title: subject.title } }),
    ...(state.claimed !== undefined && { claimed: state.claimed }),
    ...(state.awarded !== undefined && { awarded: state.awarded }),
    ...countedOf(viewer.pack, it, ctx.clock()),
    ...(claim.suggested && { suggested: claim.suggested.hours }),
    reasons: claim.suggested?.reasons ?? [],
    ...personView(org, person),
    ...officeView(org, state),
    filedBy: nameOf(state.filedBy),
    ...(await refersView(ctx, viewer, state)),
    form,
    shown: await shownView(ctx, it, form.names),
    holders: holdersView(pack, org, state),
    since: state.since,
    stuck: state.stuck,
    marks: state.marks,
    route: routeView(pack, org, previewRoute(pack, state, world, { log })),
    entries: log.map((entry, index) => entryView(pack, org, state, entry, log.slice(0, index))),
    actions,
    followUps: await followUps(ctx, viewer, state),
    editable: actions.some((one) => one.action === 'save' && !one.blocked),
    hints: hintsOf(pack, claim, state),
  }
}

/** What of it counts in its year, which the region's rules of today judge. */
function countedOf(pack: Pack, { org, reading }: Drawn, now: Instant): { counted?: number } {
  const { state, person, credits } = reading
  const { year } = state
  if (!state.credited || !person || year === undefined) return {}
  const kept = keptOf(pack, reading, year, now)
  const standing = judgeStanding(pack, person, org, year, credits, kept)
  const own = standing.counted.filter((it) => it.credit.filing === state.id)
  return { counted: own.reduce((sum, it) => sum + it.counted, 0) }
}

function personView(org: OrgView, person: PersonRecord | undefined): Pick<FilingView, 'person'> {
  if (!person) return {}
  const unit = person.office && org.office(person.office)?.name
  return {
    person: {
      id: person.id,
      name: person.name,
      idNumber: maskText('id-number', person.idNumber),
      ...(unit && { unit }),
      ...(person.department && { department: departmentName(org, person.department) }),
    },
  }
}

function officeView(org: OrgView, state: FilingState): Pick<FilingView, 'office'> {
  const office = state.office && org.office(state.office)
  return office ? { office: { id: office.id, name: office.name } } : {}
}

async function refersView(
  ctx: Context,
  viewer: Viewer,
  state: FilingState,
): Promise<Pick<FilingView, 'refers'>> {
  const other = state.refers && (await findFold(ctx.db, viewer.region, state.refers))
  return other ? { refers: { id: other.id, title: other.title, label: other.label } } : {}
}

async function shownView(
  ctx: Context,
  { pack, reading }: Drawn,
  names: Readonly<Record<string, string>>,
): Promise<FilingView['shown']> {
  const { state } = reading
  const form = pack.forms[pack.chains[state.chain]!.form]!
  const shown = showValues(form, state.data, {
    names,
    subjects: pack.hours.subjects,
    unit: pack.hours.unit,
  })
  const ids = shown.flatMap((it) => it.files ?? []).map((it) => it.file)
  const kept = new Map((await findFiles(ctx.db, state.region, ids)).map((it) => [it.id, it]))
  return shown.map(({ files, ...it }) => ({
    ...it,
    marked: state.marks.some((mark) => mark === it.field || mark.startsWith(`${it.field}.`)),
    ...(files && {
      files: files.map((one) => ({
        ...one,
        ...keptView(kept.get(one.file)),
        url: `/api/files/${one.file}`,
      })),
    }),
  }))
}

/** What its bytes are and since when they are here: enough of the hash to compare two by eye. */
const keptView = (it: KeptFile | undefined) => ({
  mime: it?.mime ?? '',
  ...(it && { uploaded: it.created_at, hash: it.hash.slice(0, 12) }),
})

/** Who holds it now: offices, the people who can act there, a phone to ask. */
export function holdersView(pack: Pack, org: OrgView, state: FilingState): FilingView['holders'] {
  if (pack.machines[state.chain]?.states[state.state]?.type !== 'waiting') return []
  const step = pack.chains[state.chain]!.steps.find((it) => it.id === state.state)
  return state.desks
    .filter((it) => !it.done)
    .map((it) => {
      const phone = org.office(it.office)?.phone
      const department = step?.['by-department'] === false ? null : it.department
      const people = whoCanAct(org, pack.org.roles, state.chain, 'review', it.office, department)
        .filter((post) => it.roles?.includes(post.role) !== false)
        .map((post) => post.name)
      return { office: it.officeName, people: [...new Set(people)], ...(phone && { phone }) }
    })
}
