import type { ActBody, ActedView } from '#core/api'
import { type FieldValues, type Instant, issue } from '#core/base'
import type { FormDefinition } from '#core/form'
import type { Pack, WorldFiling } from '#core/pack'
import { drawSample } from '#documents/sample-picture'
import { makeTurns } from '#documents/turns'
import { type Context, sha256, uuidV7 } from '../context.ts'
import { act } from '../filings/act.ts'
import { file } from '../filings/file.ts'
import { uploadFile } from '../files/upload.ts'
import { Refused } from '../refusal.ts'
import { sentenceOf } from '../sentences.ts'
import { type SeededWorld, seededWorld, viewerFor } from './filers.ts'
import { momentIn } from './seed.ts'
import { valuesOf } from './values.ts'

/**
 * Files and submits what waits when the demo starts, each as its person would at that moment, through
 * the services people use: rows, desks, counts and hints are real. Done again it does nothing. Answers
 * a line for each that was refused: a demo that lacks one is still a demo.
 */
export async function seedFilings(ctx: Context, pack: Pack): Promise<readonly string[]> {
  const filings = pack.world.filings ?? []
  if (filings.length === 0) return []
  const world = await seededWorld(ctx, pack)
  // Pictures are most of the work, and each of its own: two at a time, before anything is filed.
  const inTurn = makeTurns(2)
  const ready = await Promise.all(
    filings.map((it) => inTurn(() => orRefusal(() => prepare(ctx, world, it)))),
  )
  const refused: string[] = []
  // One after the other: a later one may overlap an earlier one, or wait for it.
  for (const [index, it] of filings.entries()) {
    const data = ready[index]!
    const done =
      data instanceof Refused ? data : await orRefusal(() => fileOne(ctx, world, it, data))
    if (done instanceof Refused) refused.push(sayRefusal(pack, index, done))
  }
  return refused
}

async function orRefusal<T>(work: () => Promise<T>): Promise<T | Refused> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refused) return error
    throw error
  }
}

function sayRefusal(pack: Pack, index: number, { issues }: Refused): string {
  const it = pack.world.filings![index]!
  const why = issues.map((one) => sentenceOf(pack.texts, one)).join('；')
  return `${pack.header.title}：world.yaml 的 filings.${index}（${it.by}，${it.chain}）没有办成：${why}`
}

/** Its values, with the evidence uploaded. */
async function prepare(ctx: Context, world: SeededWorld, it: WorldFiling): Promise<FieldValues> {
  const form = formOf(world.pack, it)
  const viewer = await viewerFor(ctx, world, it.by)
  const kind = it.with[form.means.kind ?? '']
  const given = await valuesOf(world, form, it.with, async (field, name) => {
    const bytes = await drawSample(documentOf(world.pack, it, name))
    const where = { chain: it.chain, field, ...(typeof kind === 'string' && { kind }) }
    // Of now, not of its moment: what is old and named by no filing yet would be cleared away.
    return uploadFile(ctx, viewer, { bytes, name, ...where }, keyOf(it, `${field} ${name}`))
  })
  const { applicant } = form.means
  const whom = personOf(world, it)
  return applicant !== undefined && whom !== undefined ? { [applicant]: whom, ...given } : given
}

function formOf(pack: Pack, it: WorldFiling): FormDefinition {
  const form = pack.forms[pack.chains[it.chain]?.form ?? '']
  if (!form) throw new Refused(issue('no-such-chain', ['chain'], { chain: it.chain }))
  return form
}

const personOf = (world: SeededWorld, it: WorldFiling): string | undefined =>
  it.for === undefined ? undefined : world.people.get(it.for)

/** What the picture of an attachment shows: whose it is, and of what. */
function documentOf(pack: Pack, it: WorldFiling, name: string) {
  const { people, posts, offices } = pack.world
  const post = posts.find((one) => one.key === it.by)
  const whom = people.find((one) => one.key === (it.for ?? post?.person ?? it.by))
  const unit = offices.find((one) => one.key === (whom?.office ?? post?.office))
  const title = it.with[formOf(pack, it).means.title ?? '']
  return {
    title: name.replace(/\.\w+$/, ''),
    lines: [whom?.name, unit?.name, title].filter((one) => typeof one === 'string'),
  }
}

async function fileOne(
  ctx: Context,
  world: SeededWorld,
  it: WorldFiling,
  data: FieldValues,
): Promise<void> {
  const then = past(ctx, momentIn(world.pack, it.at))
  const filer = await viewerFor(then, world, it.by)
  const whom = personOf(world, it)
  const body = { chain: it.chain, data, ...(whom !== undefined && { applicant: whom }) }
  const draft = await file(then, filer, body, keyOf(it, 'file'))
  const submit = { action: 'submit', seen: draft.seq, ...routeOf(world, it) }
  const sent = await act(then, filer, draft.id, submit, keyOf(it, 'submit'))
  await approveInTurn(ctx, world, it, sent)
}

function routeOf(world: SeededWorld, { route }: WorldFiling): Pick<ActBody, 'route'> {
  if (route === undefined) return {}
  if (typeof route === 'string') return { route: { id: route } }
  const office = route.office === undefined ? undefined : world.offices.get(route.office)
  return { route: { id: route.id, ...(office !== undefined && { office }) } }
}

async function approveInTurn(
  ctx: Context,
  world: SeededWorld,
  it: WorldFiling,
  sent: ActedView,
): Promise<void> {
  let seen = sent.seq
  for (const [step, { by, at, opinion }] of (it.decided ?? []).entries()) {
    const then = past(ctx, momentIn(world.pack, at))
    const viewer = await viewerFor(then, world, by)
    const approve = { action: 'approve', seen, ...(opinion !== undefined && { opinion }) }
    seen = (await act(then, viewer, sent.id, approve, keyOf(it, `approve ${step}`))).seq
    // What was approved may have moved people and offices.
    world.signedIn.clear()
  }
}

/** The world with its clock at a moment that has been: nothing is of a day that is still to come. */
function past(ctx: Context, moment: Instant): Context {
  const now = ctx.clock()
  const at = moment < now ? moment : now
  return { ...ctx, clock: () => at, newId: () => uuidV7(at) }
}

/** By what is written, not by its place in the list. */
const keyOf = (it: WorldFiling, what: string): string => sha256(JSON.stringify([it, what]))
