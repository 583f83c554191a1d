import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CertificateView } from '#core/api'
import { issueCertificate } from '#services/certificates/issue'
import { certificatePdf, listCertificates } from '#services/certificates/read'
import { doctor } from '#services/doctor/doctor'
import { act } from '#services/filings/act'
import { file } from '#services/filings/file'
import { verifyCode } from '#services/verify/verify'
import type { Viewer } from '#services/viewer'
import { readPdf } from '../documents/read-pdf.ts'
import { eachDatabase } from '../support/database.ts'
import { codeOf, newKey, refusal } from '../support/refusal.ts'
import { aWorld, type TestWorld } from '../support/world.ts'

const region = 'guangxi'
const codeIn = (it: CertificateView) => it.verifyUrl.slice(it.verifyUrl.lastIndexOf('/') + 1)

describe.each(eachDatabase())('certificates on $name', (server) => {
  let world: TestWorld
  let li: Viewer
  let huang: Viewer
  let chief: Viewer
  beforeAll(async () => {
    world = await aWorld([region], { server })
    li = await world.as(region, 'li')
    huang = await world.as(region, 'huang')
    chief = await world.as(region, 'chief')
  })
  afterAll(() => world.close())

  const print = (by: Viewer, year: number, person?: string, key = newKey()) =>
    issueCertificate(world, by, { certificate: 'annual', year, ...(person && { person }) }, key)
  const valid = async (person: string, year: number) =>
    world.db
      .selectFrom('certificates')
      .selectAll()
      .where('person', '=', person)
      .where('year', '=', year)
      .where('state', '=', 'valid')
      .execute()

  test('a year that is reached is certified, and anyone can check it', async () => {
    const it = await print(li, 2025)
    expect(it).toMatchObject({ year: 2025, state: 'valid', person: li.name })
    expect(it.number).toMatch(/2025\d{6}$/)
    const seen = await verifyCode(world, codeIn(it), '198.51.100.1')
    expect(seen).toMatchObject({ found: true, state: 'valid', title: it.title })
    const lines = seen.lines.map((line) => line.text).join(' ')
    expect(lines).not.toContain(li.name)
    expect(lines).not.toContain(li.person!.idNumber)
    expect(codeIn(it).length).toBeGreaterThanOrEqual(22)
  })

  test('printed again unchanged it is the same certificate, and the same bytes', async () => {
    const [a, b] = [await print(li, 2025), await print(li, 2025)]
    expect(b).toEqual(a)
    const [first, second] = [
      await certificatePdf(world, li, a.id),
      await certificatePdf(world, li, a.id),
    ]
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0)
    expect(readPdf(first.bytes).lines.join('')).toContain(a.number)
  })

  test('a year that is not reached is refused with what is missing', async () => {
    const refused = await refusal(print(huang, 2026))
    expect(refused.issues[0]).toMatchObject({ code: 'certificate-standing', with: { year: 2026 } })
    expect(refused.issues[0]?.with?.['missing']).not.toEqual([])
  })

  test('the same request five times at once takes one number', async () => {
    const key = newKey()
    const nong = await world.as(region, 'li')
    const before = await world.db
      .selectFrom('certificate_numbers')
      .select('last')
      .where('year', '=', 2026)
      .executeTakeFirst()
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => print(nong, 2026, undefined, key)),
    )
    expect(new Set(replies.map((it) => it.number)).size).toBe(1)
    const after = await world.db
      .selectFrom('certificate_numbers')
      .select('last')
      .where('year', '=', 2026)
      .executeTakeFirstOrThrow()
    expect(after.last).toBe((before?.last ?? 0) + 1)
  })

  test('two printers at once print one certificate', async () => {
    const [a, b] = await Promise.all([print(li, 2026), print(chief, 2026, li.person!.id)])
    expect(a.number).toBe(b.number)
    expect(await valid(li.person!.id, 2026)).toHaveLength(1)
  })

  test('an admin prints for people of the own unit, not for others', async () => {
    expect((await print(chief, 2025, li.person!.id)).person).toBe(li.name)
    const stranger = await world.as(region, 'kindergarten-admin')
    expect(await codeOf(print(stranger, 2025, li.person!.id))).toBe('not-found')
    const arts = await world.as(region, 'arts-admin')
    expect(await codeOf(print(arts, 2025, li.person!.id))).toBe('not-found')
  })

  test('nobody lists or draws certificates of people out of reach', async () => {
    const [it] = await listCertificates(world, li, {})
    const stranger = await world.as(region, 'kindergarten-admin')
    expect(await codeOf(certificatePdf(world, stranger, it!.id))).toBe('not-found')
    expect(await codeOf(certificatePdf(world, huang, it!.id))).toBe('not-found')
    expect((await listCertificates(world, stranger, {})).map((one) => one.id)).not.toContain(it!.id)
    expect(
      (await listCertificates(world, chief, { query: li.name })).map((one) => one.id),
    ).toContain(it!.id)
  })

  test('hours added later make a new certificate; the old one says by which it was replaced', async () => {
    const before = await print(li, 2026)
    await approved(8, '2026-04-06')
    const after = await print(li, 2026)
    expect(after.number).not.toBe(before.number)
    const seen = await verifyCode(world, codeIn(before), '198.51.100.1')
    expect(seen).toMatchObject({ found: true, state: 'replaced', replacedBy: after.number })
    expect(await codeOf(certificatePdf(world, li, before.id))).toBe('certificate-ended')
  })

  test('hours taken back end it at once, and the public page says so', async () => {
    const filing = await approved(8, '2026-04-13')
    const it = await print(li, 2026)
    await act(world, chief, filing.id, { action: 'delete', seen: filing.seq }, newKey())
    expect(await verifyCode(world, codeIn(it), '198.51.100.1')).toMatchObject({ state: 'void' })
    expect(await codeOf(certificatePdf(world, li, it.id))).toBe('certificate-ended')
    const again = await print(li, 2026)
    expect(again.number).not.toBe(it.number)
  })

  test('printing while hours are taken back never leaves a valid certificate of a year not reached', async () => {
    for (let round = 0; round < 8; round += 1) {
      const filing = await approved(8, `2026-05-${String(4 + round * 3).padStart(2, '0')}`)
      await Promise.allSettled([
        act(world, chief, filing.id, { action: 'delete', seen: filing.seq }, newKey()),
        print(li, 2026),
        print(chief, 2026, li.person!.id),
      ])
      const [row] = await valid(li.person!.id, 2026)
      const standing = await world.db
        .selectFrom('standings')
        .select('total')
        .where('person', '=', li.person!.id)
        .where('year', '=', 2026)
        .executeTakeFirstOrThrow()
      if (row) expect((row.data as { hours: { total: number } }).hours.total).toBe(standing.total)
    }
    expect((await doctor(world)).differences).toEqual([])
  })

  test('a code nobody has is answered in the same shape, and guessing is stopped by address; what exists is still told', async () => {
    const some = codeIn(await print(li, 2025))
    const unknown = await verifyCode(world, 'AAAAAAAAAAAAAAAAAAAAAA', '203.0.113.9')
    expect(unknown).toMatchObject({ found: false, lines: [] })
    for (let n = 0; n < 29; n += 1) await verifyCode(world, `guess-${n}-xxxxxxxxx`, '203.0.113.9')
    expect(await codeOf(verifyCode(world, 'guess-30-xxxxxxxxx', '203.0.113.9'))).toBe(
      'too-many-tries',
    )
    expect(await verifyCode(world, some, '203.0.113.9')).toMatchObject({ found: true })
  })

  async function approved(hours: number, from: string) {
    const to = new Date(Date.parse(from) + (hours / 8) * 86_400_000).toISOString().slice(0, 10)
    const data = {
      kind: 'training-class',
      content: `培训${from}`,
      start: `${from}T00:00`,
      end: `${to}T00:00`,
      claimed: hours,
      year: 2026,
      promise: true,
    }
    const draft = await file(world, li, { chain: 'declaration', data }, newKey())
    const sent = await act(
      world,
      li,
      draft.id,
      { action: 'submit', seen: draft.seq, route: { id: 'own-unit' } },
      newKey(),
    )
    return act(world, chief, sent.id, { action: 'approve', seen: sent.seq }, newKey())
  }
})
