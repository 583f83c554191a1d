import type { SubordinateRow } from '#core/api'
import { issue, type OfficeId } from '#core/base'
import { roleMay } from '#core/org'
import { setReviewClosed } from '#storage/offices'
import { insertAnswer } from '#storage/readings'
import { countWaitingAt } from '#storage/waiting'
import { type Context, sha256 } from '../context.ts'
import { answerGiven, withRetries } from '../filings/requests.ts'
import { askAbout } from '../offices/ask-again.ts'
import { askLater } from '../offices/ask-later.ts'
import { Refused } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { needsOneOf } from './reach.ts'

/** Offices directly below the post's: who reviews there, what waits, whether their review is closed. */
export async function listSubordinates(
  ctx: Context,
  viewer: Viewer,
): Promise<readonly SubordinateRow[]> {
  needsOneOf(viewer, ['close-review', 'see-people'])
  const { org, pack } = viewer
  const office = viewer.post?.office as OfficeId
  const below = org.below(office).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const waiting = await countWaitingAt(
    ctx.db,
    viewer.region,
    below.map((it) => it.id),
  )
  const mayReview = new Set(pack.org.roles.filter((it) => roleMay(it, 'review')).map((it) => it.id))
  return below.map((it) => ({
    id: it.id,
    name: it.name,
    type: pack.org['office-types'].find((type) => type.id === it.type)?.title ?? it.type,
    ...(it.code && { code: it.code }),
    reviewers: org.posts(it.id).filter((post) => mayReview.has(post.role)).length,
    waiting: waiting.get(it.id) ?? 0,
    closed: it.closed === true,
  }))
}

/**
 * Closes or opens the review of an office directly below (关闭审核权限, HN:243). What waits there
 * when it closes passes on to who reviews above it, with a line in each log (A6.6).
 */
export async function closeReview(
  ctx: Context,
  viewer: Viewer,
  given: { readonly office: string; readonly closed: boolean },
  key: string,
): Promise<readonly SubordinateRow[]> {
  needsOneOf(viewer, ['close-review'])
  const own = viewer.post?.office as OfficeId
  const office = viewer.org.below(own).find((it) => it.id === given.office)
  if (!office) throw new Refused(issue('not-below', ['id'], { office: given.office }))
  const asked = sha256(JSON.stringify(['close-review', given]))
  const answered = () => answerGiven(ctx, viewer, key, asked) as Promise<true | undefined>
  if (!(await answered())) {
    await withRetries(async () => {
      await ctx.db.transaction().execute(async (trx) => {
        await setReviewClosed(trx, viewer.region, office.id, given.closed)
        if (given.closed) await askLater(trx, viewer.region, { atOffice: office.id }, ctx.clock())
        const { region, account } = viewer
        if (key !== '')
          await insertAnswer(trx, { region, account, key, asked, reply: true, at: ctx.clock() })
      })
      return true as const
    }, answered)
  }
  const changed = { ...viewer, org: await ctx.orgs.view(viewer.region) }
  // Also when the request is repeated: what a crash in between left behind is passed on now.
  if (given.closed) await askAbout(ctx, changed, { atOffice: office.id })
  return listSubordinates(ctx, changed)
}
