import type { Hint } from '#core/api'
import {
  comparableOf,
  type FilingState,
  type OtherFiling,
  previewClaim,
  type World,
} from '#core/filing'
import type { Pack } from '#core/pack'
import { findOthersOf } from '#storage/facts'
import type { Context } from '../context.ts'
import { sentenceOf } from '../sentences.ts'
import type { Viewer } from '../viewer.ts'
import { say } from './route-view.ts'

/** What speaks against a claim, or should be looked at, in sentences: for the page and for the row. */
export function hintsOf(
  pack: Pack,
  claim: ReturnType<typeof previewClaim>,
  state?: FilingState,
): readonly Hint[] {
  return [
    ...claim.duplicates.map(
      (one): Hint => ({
        code: 'duplicate',
        level: one.do === 'block' ? 'stop' : 'warn',
        says: `${one.says}：${one.other.title}`,
      }),
    ),
    ...claim.issues.map(
      (one): Hint => ({
        code: one.code,
        level: 'warn',
        says: sentenceOf(pack.texts, one),
        ...(typeof one.at[0] === 'string' && { field: one.at[0] }),
      }),
    ),
    ...(state && lacksEvidence(pack, state)
      ? [{ code: 'no-evidence', level: 'warn', says: say(pack, 'hint-no-evidence') } as const]
      : []),
  ]
}

/** The form asks for evidence, optional as it may be, and there is none. */
function lacksEvidence(pack: Pack, state: FilingState): boolean {
  const field = pack.forms[pack.chains[state.chain]?.form ?? '']?.means.evidence
  if (field === undefined || state.seq === 0) return false
  const value = state.data[field]
  return !Array.isArray(value) || value.length === 0
}

/** Hints for a page of waiting filings: the other filings of all its people are read at once. */
export async function rowHints(
  ctx: Context,
  viewer: Viewer,
  rows: readonly { readonly pack: Pack; readonly state: FilingState }[],
): Promise<readonly (readonly Hint[])[]> {
  const people = [...new Set(rows.flatMap((it) => it.state.person ?? []))]
  const others = people.length > 0 ? await findOthersOf(ctx.db, viewer.region, people) : []
  const byPerson = new Map<string, OtherFiling[]>()
  for (const it of others) {
    const list = byPerson.get(it.person!) ?? []
    list.push(comparableOf(await ctx.packs.pinned(viewer.region, it.pack), it))
    byPerson.set(it.person!, list)
  }
  return rows.map(({ pack, state }) => {
    const own = (byPerson.get(state.person ?? '') ?? []).filter((it) => it.filing !== state.id)
    return hintsOf(pack, previewClaim(pack, state, worldFor(ctx, viewer, pack, own)), state)
  })
}

const none = { filed: 0, waiting: 0, approved: 0, refused: 0 }
/** As much of a world as a claim is judged by: no counts, no person. */
const worldFor = (
  ctx: Context,
  viewer: Viewer,
  pack: Pack,
  others: readonly OtherFiling[],
): World => ({
  org: viewer.org,
  roles: pack.org.roles,
  now: ctx.clock(),
  counts: { pending: 0, officePending: 0, same: none, permit: false },
  others,
})
