import type { FollowUp, FormView } from '#core/api'
import { type FieldValues, type FilingId, issue, type Issue, type PackHash } from '#core/base'
import {
  asFilled,
  blank,
  earlyIssue,
  type FilingHead,
  type FilingState,
  openFiling,
  type Refusal,
  startingValues,
  type World,
} from '#core/filing'
import { findPermits } from '#storage/facts'
import type { PersonRecord } from '#storage/people'
import { findCredits } from '#storage/standings'
import type { Context } from '../context.ts'
import { Refused } from '../refusal.ts'
import { sentenceOf } from '../sentences.ts'
import type { Viewer } from '../viewer.ts'
import { refusedBy } from './decide-one.ts'
import { subjectOf } from './file.ts'
import { formView } from './form-view.ts'
import { type Ground, loadWorld } from './world.ts'

interface Asked {
  readonly chain: string
  readonly refers?: string | undefined
}

/** An empty form of a chain for whoever files, filled with what is known already. */
export async function newForm(
  ctx: Context,
  viewer: Viewer,
  given: Asked & { readonly applicant?: string | undefined },
): Promise<FormView> {
  const person = await subjectOf(ctx, viewer, {
    chain: given.chain,
    ...(given.applicant && { applicant: given.applicant }),
  })
  const { refusal, ...started } = await start(ctx, viewer, given, person)
  if (refusal) throw refusedBy(refusal)
  return formView(ctx.db, { pack: viewer.pack, ...started })
}

/** What can be filed on this filing by whose it is (增补): now, or not now and why. */
export async function followUps(
  ctx: Context,
  viewer: Viewer,
  of: FilingState,
): Promise<readonly FollowUp[]> {
  const { person, pack } = viewer
  if (!person || of.person !== person.id) return []
  const chains = Object.values(pack.chains).filter(
    (it) => it.refers?.chain === of.chain && it.refers.states.includes(of.state),
  )
  const found = await Promise.all(
    chains.map(async ({ chain, title }): Promise<FollowUp | undefined> => {
      const { refusal } = await start(ctx, viewer, { chain, refers: of.id }, person)
      if (!refusal) return { chain, title }
      return isForNobody(refusal, of)
        ? undefined
        : { chain, title, whyNot: sentenceOf(pack.texts, refusal) }
    }),
  )
  return found.filter((it) => it !== undefined)
}

/** Not this person's to file, or for other years than this one: not worth a word. */
const isForNobody = ({ code, with: given }: Issue, of: FilingState): boolean =>
  code === 'may-not-file' ||
  code === 'window-year' ||
  (code === 'window-closed' && of.year !== undefined && given?.['year'] !== of.year)

interface Started {
  readonly state: FilingState
  readonly world: World
  readonly values: FieldValues
  /** Why it cannot be opened, or could not be handed in whatever were typed. */
  readonly refusal?: Refusal | undefined
}
async function start(
  ctx: Context,
  viewer: Viewer,
  given: Asked,
  person: PersonRecord | undefined,
): Promise<Started> {
  const { pack, org, region } = viewer
  const ground = await newGround(ctx, viewer, given, person)
  const common = { region, pack, org, now: ctx.clock(), submitting: false }
  const world = await loadWorld(ctx, { ...common, ground })
  const { state } = ground
  const opened = openFiling(pack, state, world)
  if (!opened.ok) return { state, world, values: {}, refusal: opened.issue }
  const values = {
    ...startingValues(pack, state, world),
    ...valuesOfOthers(viewer, given, world, person),
  }
  // Others of the same kind and year are counted for the kind and year it begins with.
  const filled = { ...ground, state: asFilled(pack, state, values) }
  const known = await loadWorld(ctx, { ...common, ground: filled })
  const refusal = openFiling(pack, filled.state, known)
  return {
    state,
    world,
    values,
    refusal: refusal.ok ? earlyIssue(pack, filled.state, known) : refusal.issue,
  }
}

/** What it takes from the filing it refers to, and from whom it is about. */
function valuesOfOthers(
  { pack }: Viewer,
  given: Asked,
  { referred }: World,
  person: PersonRecord | undefined,
): FieldValues {
  const { means } = pack.forms[pack.chains[given.chain]!.form]!
  return {
    ...(means.refers && given.refers && { [means.refers]: given.refers }),
    ...(means.kind && referred?.kind && { [means.kind]: referred.kind }),
    ...(means.year && referred?.year !== undefined && { [means.year]: referred.year }),
    ...(means.applicant && person && { [means.applicant]: person.id }),
  }
}

export async function newGround(
  ctx: Context,
  viewer: Viewer,
  body: Asked,
  person: PersonRecord | undefined,
): Promise<Ground> {
  const { pack, region } = viewer
  const chain = pack.chains[body.chain]
  if (!chain) throw new Refused(issue('no-such-chain', ['chain'], { chain: body.chain }))
  const head: FilingHead = {
    id: ctx.newId() as FilingId,
    region,
    pack: pack.hash as PackHash,
    chain: body.chain,
    filedBy: viewer.actor,
    ...(person && { person: person.id }),
    ...(chain.about === 'office' &&
      viewer.actor.kind === 'post' && { office: viewer.actor.office }),
    ...(body.refers && { refers: body.refers as FilingId }),
  }
  const [credits, permits] = person
    ? await Promise.all([
        findCredits(ctx.db, region, { person: person.id }),
        findPermits(ctx.db, region, person.id),
      ])
    : [[], []]
  return { state: blank(pack, head), person, credits, permits }
}
