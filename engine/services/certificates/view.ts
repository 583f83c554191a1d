import type { CertificateView } from '#core/api'
import { dayAt, type Day, type Instant, issue } from '#core/base'
import { type CertificateDefinition, type CertificateState, stateOf } from '#core/certificate'
import type { Pack } from '#core/pack'
import type { CertificateRecord } from '#storage/certificates'
import type { Context } from '../context.ts'
import { sentenceOf } from '../sentences.ts'
import type { Viewer } from '../viewer.ts'

/** The definition a certificate was issued under: of the pack pinned to it. */
export async function issuedUnder(
  ctx: Context,
  it: CertificateRecord,
): Promise<{ readonly pack: Pack; readonly definition: CertificateDefinition }> {
  const pack = await ctx.packs.pinned(it.region, it.pack)
  const definition = pack.certificates[it.certificate]
  if (!definition)
    throw new Error(`Certificate ${it.number} is of a kind its pack ${it.pack} has not.`)
  return { pack, definition }
}

/** What it is worth today. Only the stored state ends it; its own last day makes it `expired`. */
export function stateNow(
  pack: Pack,
  definition: CertificateDefinition,
  it: CertificateRecord,
  now: Instant,
): CertificateState {
  if (it.state !== 'valid') return it.state
  return stateOf(definition, { issued: it.data.issued as Day }, dayAt(now, pack.offsetMinutes))
}

export async function certificateView(
  ctx: Context,
  viewer: Viewer,
  it: CertificateRecord,
): Promise<CertificateView> {
  const { pack, definition } = await issuedUnder(ctx, it)
  const state = stateNow(pack, definition, it, ctx.clock())
  return {
    id: it.id,
    title: definition.title,
    number: it.number,
    year: it.year,
    person: it.data.person['name'] ?? '',
    issued: it.data.issued,
    state,
    stateLabel: sentenceOf(viewer.pack.texts, issue(`certificate-state-${state}`)),
    verifyUrl: it.data['verify-url'],
    pdf: `/api/certificates/${it.id}/pdf`,
  }
}
