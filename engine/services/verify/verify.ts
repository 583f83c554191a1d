import type { VerifyView } from '#core/api'
import { type Day, dayAt, type Instant, issue } from '#core/base'
import { type CertificateState, formats, lastDay, verifyView } from '#core/certificate'
import type { Pack } from '#core/pack'
import { addTry, countTries } from '#storage/accounts'
import {
  type CertificateRecord,
  findCertificate,
  findCertificateByCode,
} from '#storage/certificates'
import { issuedUnder, stateNow } from '../certificates/view.ts'
import type { Context } from '../context.ts'
import { Refused } from '../refusal.ts'
import { sentenceOf, sharedTexts } from '../sentences.ts'

const minutes = 60_000
/** Codes that do not exist, asked for from one address. */
const misses = { window: 15 * minutes, most: 30 }

/**
 * What a certificate's code says today, to anyone: the state now and the lines its pack shows, people
 * masked. A code nobody has is answered in the same shape, and guessing is stopped by address.
 */
export async function verifyCode(ctx: Context, code: string, address: string): Promise<VerifyView> {
  const now = ctx.clock()
  const key = `verify ${address}`
  const since = new Date(Date.parse(now) - misses.window).toISOString()
  if ((await countTries(ctx.db, key, since)) >= misses.most)
    throw new Refused(issue('too-many-tries', ['code'], { minutes: misses.window / minutes }))
  const found = /^[\w-]{8,64}$/.test(code) ? await findCertificateByCode(ctx.db, code) : undefined
  if (found) return viewOf(ctx, found, now)
  await addTry(ctx.db, key, now)
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
