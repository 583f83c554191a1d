import type { FieldValues, Instant, OfficeId } from '#core/base'
import {
  comparableOf,
  type Counts,
  type FilingState,
  type OtherFiling,
  type World,
} from '#core/filing'
import type { OrgView } from '#core/org'
import type { Pack } from '#core/pack'
import { countOfficePending, countPending, countSame, findOthers } from '#storage/facts'
import { findFold } from '#storage/filings'
import type { OpenPermit, Reading, StoredCredit } from '#storage/readings'
import type { PersonRecord } from '#storage/people'
import type { Context } from '../context.ts'
import { judgeStanding } from '../standings/judge.ts'
import { type Needs, needsOf } from './needs.ts'
import { lookUp } from './references.ts'

/** What loading a world starts from: a filing as it stands, and what was read with it. */
export interface Ground {
  readonly state: FilingState
  readonly person?: PersonRecord | undefined
  readonly credits: readonly StoredCredit[]
  readonly permits: readonly OpenPermit[]
}
export const groundOf = (it: Reading): Ground => it

/**
 * Everything outside the filing that deciding may need, as it is now. Counts and other filings are
 * read only when a condition of the chain asks for them, or when something is submitted.
 */
export async function loadWorld(
  ctx: Context,
  given: {
    region: string
    pack: Pack
    org: OrgView
    ground: Ground
    now: Instant
    submitting: boolean
    /** Values just given: the files and people they name are looked up. */
    data?: FieldValues | undefined
  },
): Promise<World> {
  const { state, person, credits } = given.ground
  const needs = needsOf(given.pack, state.chain)
  const year = state.year
  const standing =
    needs.standing && person && year !== undefined
      ? judgeStanding(
          given.pack,
          person,
          given.org,
          year,
          credits.filter((it) => it.year === year),
        )
      : undefined
  const isAsked =
    needs.pending || needs.officePending || needs.same || (needs.others && given.submitting)
  const more = isAsked || state.refers || given.data ? await readMore(ctx, given, needs) : undefined
  return {
    org: given.org,
    roles: given.pack.org.roles,
    now: given.now,
    ...(person && person.state === 'open' && { person }),
    counts: {
      ...(more?.counts ?? uncounted),
      permit: permitFor(state, given.ground.permits) !== undefined,
    },
    credits,
    ...(standing && { standing }),
    ...more?.found,
  }
}

type Given = Parameters<typeof loadWorld>[1]

/** What is not with the filing itself: read only where something asks for it, all at once. */
async function readMore(
  ctx: Context,
  given: Given,
  needs: Needs,
): Promise<{ readonly counts: Omit<Counts, 'permit'>; readonly found: Partial<World> }> {
  const { state, person } = given.ground
  const [counts, others, referred, known] = await Promise.all([
    loadCounts(ctx, given, needs),
    needs.others && given.submitting && person
      ? findOthers(ctx.db, given.region, { id: state.id, person: person.id })
      : undefined,
    state.refers ? findFold(ctx.db, given.region, state.refers) : undefined,
    given.data
      ? lookUp(ctx, {
          region: given.region,
          pack: given.pack,
          chain: state.chain,
          data: given.data,
        })
      : undefined,
  ])
  const found = {
    ...(referred && isAboutTheSame(referred, state) && { referred }),
    ...(others && { others: await comparable(ctx, given.region, others) }),
    ...known,
  }
  return { counts, found }
}

/** A filing about somebody else is none that could be referred to: nothing of it is told, not even that it is there. */
const isAboutTheSame = (other: FilingState, own: FilingState): boolean =>
  other.person === own.person && (own.person !== undefined || other.office === own.office)

/** Each is read under its own pack: an older form may call things by other names. */
async function comparable(
  ctx: Context,
  region: string,
  folds: readonly FilingState[],
): Promise<readonly OtherFiling[]> {
  return Promise.all(
    folds.map(async (it) => comparableOf(await ctx.packs.pinned(region, it.pack), it)),
  )
}

async function loadCounts(
  ctx: Context,
  given: { region: string; org: OrgView; ground: Ground; pack: Pack },
  needs: Needs,
): Promise<Omit<Counts, 'permit'>> {
  const { state, person } = given.ground
  const about = state.office
  const [pending, officePending, same] = await Promise.all([
    needs.pending && person ? countPending(ctx.db, given.region, person.id, state.id) : 0,
    needs.officePending && about
      ? countOfficePending(ctx.db, given.region, officesBelow(given.org, about), state.id)
      : 0,
    needs.same && person
      ? countSame(ctx.db, given.region, {
          id: state.id,
          chain: state.chain,
          person: person.id,
          kind: state.kind,
          year: state.year,
        })
      : none,
  ])
  return { pending, officePending, same }
}
const none = { filed: 0, waiting: 0, approved: 0, refused: 0 }
const uncounted = { pending: 0, officePending: 0, same: none }

/** The open permit that fits a filing: its chain, and the year and kind the permit names. */
export function permitFor(
  state: FilingState,
  permits: readonly OpenPermit[],
): OpenPermit | undefined {
  return permits.find(
    (it) =>
      it.chain === state.chain &&
      (it.year === null || it.year === state.year) &&
      (it.kind === null || it.kind === state.kind),
  )
}

const below = new WeakMap<OrgView, Map<string, readonly OfficeId[]>>()
/** The office and every office under it, by any relation. Kept while the tree stands as it is. */
export function officesBelow(org: OrgView, root: OfficeId): readonly OfficeId[] {
  let known = below.get(org)
  if (!known) below.set(org, (known = new Map()))
  const found = known.get(root)
  if (found) return found
  const all = new Set<OfficeId>([root])
  const todo: OfficeId[] = [root]
  for (let it = todo.pop(); it !== undefined; it = todo.pop())
    for (const office of org.below(it))
      if (!all.has(office.id)) {
        all.add(office.id)
        todo.push(office.id)
      }
  const list = [...all]
  known.set(root, list)
  return list
}
