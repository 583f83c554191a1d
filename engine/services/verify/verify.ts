import type { VerifyView } from '#core/api'
import { type Day, dayAt, type Instant, issue } from '#core/base'
import { type CertificateState, formats, lastDay, verifyView } from '#core/certificate'
import type { Pack } from '#core/pack'
import {
  type CertificateRecord,
  findCertificate,
  findCertificateByCode,
} from '#storage/certificates'
import { issuedUnder, stateNow } from '../certificates/view.ts'
import type { Context } from '../context.ts'
import { sentenceOf, sharedTexts } from '../sentences.ts'
import { limitAddress } from '../sessions/limits.ts'

/** Codes that do not exist, asked for from one address. */
const misses = { most: 30, minutes: 15 }

/**
 * What a certificate's code says today, to anyone: the state now and the lines its pack shows, people
 * masked. A code nobody has is answered in the same shape, and guessing is stopped by address; a code
 * that exists is answered all the same, or whoever guesses would shut the page to their neighbours.
 */
export async function verifyCode(ctx: Context, code: string, address: string): Promise<VerifyView> {
  const now = ctx.clock()
  const found = /^[\w-]{8,64}$/.test(code) ? await findCertificateByCode(ctx.db, code) : undefined
  if (found) return viewOf(ctx, found, now)
  await limitAddress(ctx, 'verify', address, misses)
  const says = sentenceOf(await sharedTexts(ctx.packs), issue('certificate-unknown'))
  return { found: false, says, lines: [], checkedAt: now }
}

async function viewOf(ctx: Context, it: CertificateRecord, now: Instant): Promise<VerifyView> {
  const { pack, definition } = await issuedUnder(ctx, it)
  const current = (await ctx.packs.current(it.region)) ?? pack
  const state = stateNow(pack, definition, it, now)
  const next = it.replaced_by ? await findCertificate(ctx.db, it.region, it.replaced_by) : undefined
  const known = {
    subjects: pack.hours.subjects,
    person: pack.org.person.attributes,
    unit: pack.org['office-types'].flatMap((type) => type.attributes ?? []),
    terms: pack.texts.terms,
  }
  const details = {
    title: definition.title,
    number: it.number,
    note: definition.verify.note,
    ...endOf(pack, it, state, lastDay(definition, it.data.issued as Day)),
    ...(next && { by: next.number }),
  }
  return {
    found: true,
    state,
    says: sentenceOf(current.texts, issue(`certificate-is-${state}`, [], details)),
    region: pack.header.title,
    title: definition.title,
    lines: verifyView(definition, it.data, known, pack.hours.unit),
    ...(next && { replacedBy: next.number }),
    checkedAt: now,
  }
}

function endOf(pack: Pack, it: CertificateRecord, state: CertificateState, last: Day | undefined) {
  const write = (day: string) => formats['date-cn']?.apply(day) ?? day
  return {
    ...(it.ended_at !== null && { at: write(dayAt(it.ended_at as Instant, pack.offsetMinutes)) }),
    ...(state === 'expired' && last && { last: write(last) }),
  }
}
