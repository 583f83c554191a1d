import type { CertificateView } from '#core/api'
import { issue } from '#core/base'
import { layOut } from '#core/certificate'
import { PagesRefused, renderPages } from '#documents/pdf'
import { type CertificateRecord, findCertificate, findCertificates } from '#storage/certificates'
import { findPerson, searchPeople } from '#storage/people'
import type { Context } from '../context.ts'
import { imagesOf } from './images.ts'
import { isInReach, personMeant, reachOf } from '../people/reach.ts'
import { Refused } from '../refusal.ts'
import { serially } from '../serially.ts'
import type { Viewer } from '../viewer.ts'
import { certificateView, issuedUnder } from './view.ts'

/** Drawing keeps a processor busy; the other requests want one too. */
const inTurn = serially(2)
/** A search by name stops here: who has more than this many hits narrows it. */
const mostPeople = 100

/** A person's own certificates; for a post those of people in reach, found by name or id number. */
export async function listCertificates(
  ctx: Context,
  viewer: Viewer,
  given: {
    readonly person?: string | undefined
    readonly query?: string | undefined
    readonly year?: number | undefined
  },
): Promise<readonly CertificateView[]> {
  const people = await peopleMeant(ctx, viewer, given)
  if (people.length === 0) return []
  const found = await findCertificates(ctx.db, viewer.region, {
    people,
    ...(given.year !== undefined && { year: given.year }),
  })
  return Promise.all(found.map((it) => certificateView(ctx, viewer, it)))
}

async function peopleMeant(
  ctx: Context,
  viewer: Viewer,
  given: { readonly person?: string | undefined; readonly query?: string | undefined },
): Promise<readonly string[]> {
  if (viewer.person || given.person !== undefined)
    return [(await personMeant(ctx, viewer, given.person, ['print-certificates', 'see-people'])).id]
  if (!viewer.may.has('print-certificates') && !viewer.may.has('see-people')) return []
  const { offices, departments } = reachOf(viewer)
  const query = given.query?.trim() || undefined
  const { rows } = await searchPeople(ctx.db, viewer.region, {
    offices,
    departments,
    query,
    page: 1,
    size: mostPeople,
  })
  return rows.map((it) => it.id)
}

/**
 * The certificate as PDF, from the data frozen in it and the template of its own pack: the same bytes
 * every time. One that is void or replaced is not printed any more; one that only expired is, and its
 * code says so.
 */
export async function certificatePdf(
  ctx: Context,
  viewer: Viewer,
  id: string,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const it = await findCertificate(ctx.db, viewer.region, id)
  if (!it || !(await maySee(ctx, viewer, it))) throw new Refused(issue('not-found'))
  if (it.state !== 'valid')
    throw new Refused(issue('certificate-ended', [], { number: it.number, state: it.state }))
  return { name: `${it.number}.pdf`, bytes: await inTurn(() => draw(ctx, it)) }
}

async function maySee(ctx: Context, viewer: Viewer, it: CertificateRecord): Promise<boolean> {
  if (viewer.person) return viewer.person.id === it.person
  if (!viewer.may.has('print-certificates') && !viewer.may.has('see-people')) return false
  const person = await findPerson(ctx.db, viewer.region, it.person)
  return person !== undefined && isInReach(viewer, person)
}

async function draw(ctx: Context, it: CertificateRecord): Promise<Uint8Array> {
  const { definition, pack } = await issuedUnder(ctx, it)
  try {
    return await renderPages([layOut(definition, it.data, imagesOf(pack))], {
      title: `${definition.title} ${it.number}`,
      author: it.data.issuer,
      language: 'zh-CN',
      at: it.issued_at as never,
    })
  } catch (error) {
    if (error instanceof PagesRefused) throw new Refused(error.issues)
    throw error
  }
}
