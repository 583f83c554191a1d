import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issueCertificate } from '#services/certificates/issue'
import { certificatePdf } from '#services/certificates/read'
import { doctor } from '#services/doctor/doctor'
import { listYears } from '#services/standings/years'
import { verifyCode } from '#services/verify/verify'
import { readPdf } from '../documents/read-pdf.ts'
import { eachDatabase } from '../support/database.ts'
import { codeOf, newKey, refusal } from '../support/refusal.ts'
import { aWorld, type TestWorld } from '../support/world.ts'

describe.each(eachDatabase().slice(0, 1))(
  'certificates as each region has them, on $name',
  (server) => {
    let world: TestWorld
    beforeAll(async () => {
      const regions = ['henan', 'weihai', 'zhejiang-construction']
      world = await aWorld(regions, { server, at: '2026-12-01T02:00:00.000Z' })
    })
    afterAll(() => world.close())

    const print = async (
      region: string,
      by: string,
      certificate: string,
      year: number,
      person?: string,
    ) =>
      issueCertificate(
        world,
        await world.as(region, by),
        { certificate, year, ...(person && { person }) },
        newKey(),
      )

    test('one kind needs the year, another only its course: each by its own condition', async () => {
      const refused = await refusal(print('weihai', 'zhang', 'annual', 2026))
      expect(refused.issues[0]?.code).toBe('certificate-standing')
      expect(await print('weihai', 'zhang', 'public-course', 2026)).toMatchObject({
        state: 'valid',
      })
      const [year] = await listYears(world, await world.as('weihai', 'zhang'), undefined)
      expect(year!.print.map((it) => [it.certificate, it.allowed])).toEqual([
        ['annual', false],
        ['public-course', true],
      ])
      expect(await codeOf(print('weihai', 'zhao', 'public-course', 2026))).toBe(
        'certificate-condition',
      )
    })

    test('where only offices print, the person is told so and the office above may', async () => {
      const wang = await world.as('henan', 'wang')
      expect(await codeOf(print('henan', 'wang', 'annual', 2026))).toBe('may-not-print')
      const [year] = await listYears(world, wang, undefined)
      expect(year!.print[0]).toMatchObject({ allowed: false })
      expect(year!.print[0]!.says).toContain(`《${year!.print[0]!.title}》`)
      const it = await print('henan', 'edu-admin', 'annual', 2026, wang.person!.id)
      expect(it.person).toBe(wang.name)
      expect((await certificatePdf(world, wang, it.id)).name).toBe(`${it.number}.pdf`)
    })

    test('a year that is none, a kind that is none', async () => {
      expect(await codeOf(print('weihai', 'wang', 'annual', Number.NaN))).toBe(
        'unknown-certificate',
      )
      expect(await codeOf(print('weihai', 'wang', 'diploma', 2026))).toBe('unknown-certificate')
      expect(await codeOf(print('weihai', 'wang', '__proto__', 2026))).toBe('unknown-certificate')
      expect(await codeOf(print('weihai', 'wang', 'annual', 1999))).toBe('certificate-standing')
    })

    test('what is printed and what is verified say the same, the name in full only on paper', async () => {
      const wang = await world.as('weihai', 'wang')
      const it = await print('weihai', 'wang', 'annual', 2026)
      const text = readPdf((await certificatePdf(world, wang, it.id)).bytes).lines.join('')
      for (const said of [wang.name, it.number, '90']) expect(text).toContain(said)
      const seen = await verifyCode(world, it.verifyUrl.split('/').at(-1)!, 'here')
      const lines = JSON.stringify(seen.lines)
      expect(lines).not.toContain(wang.name)
      expect(lines).not.toContain(wang.person!.idNumber)
      expect(seen.says).toContain(it.number)
    })

    test('a name with a character no font has is found before a number is taken for it', async () => {
      const person = (await world.as('weihai', 'wang')).person!
      const numbers = () =>
        world.db
          .selectFrom('certificate_numbers')
          .select(['certificate', 'last'])
          .where('region', '=', 'weihai')
          .execute()
      const before = await numbers()
      await world.db
        .updateTable('people')
        .set({ name: '王\u{10ffff}' })
        .where('id', '=', person.id)
        .execute()
      const refused = await refusal(print('weihai', 'wang', 'annual', 2026))
      expect(refused.issues[0]).toMatchObject({ code: 'glyph-missing' })
      expect(await numbers()).toEqual(before)
      await world.db
        .updateTable('people')
        .set({ name: person.name })
        .where('id', '=', person.id)
        .execute()
      expect((await doctor(world)).differences).toEqual([])
    })
  },
)
