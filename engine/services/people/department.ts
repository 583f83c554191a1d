import { issue } from '#core/base'
import { updatePerson } from '#storage/people'
import type { Context } from '../context.ts'
import { askAbout } from '../offices/ask-again.ts'
import { askLater } from '../offices/ask-later.ts'
import { Refused } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'

/**
 * A person's own department: one in use of their own office, or none (then the whole office's admins
 * review them, GX-A:78). What waits follows them there (A6.5).
 */
export async function changeDepartment(
  ctx: Context,
  viewer: Viewer,
  department: string | null,
): Promise<{ readonly ok: true }> {
  const { person } = viewer
  if (!person) throw new Refused(issue('not-allowed', [], { capability: 'person' }))
  const office = person.office === undefined ? undefined : viewer.org.office(person.office)
  const isOffered = office?.departments.some((it) => it.id === department && !it.disabled)
  if (department !== null && !isOffered)
    throw new Refused(issue('department-unknown', ['department'], { department }))
  const whose = { ofPerson: person.id }
  await ctx.db.transaction().execute(async (trx) => {
    await updatePerson(trx, viewer.region, person.id, { department })
    await askLater(trx, viewer.region, whose, ctx.clock())
  })
  await askAbout(ctx, viewer, whose)
  return { ok: true }
}
