import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPhonePhoto } from '../documents/files.ts'
import { aWorld, type TestWorld } from '../support/world.ts'
import { type Asking, asking } from './asking.ts'

const region = 'weihai'
const path = `/api/registrations/${region}/registration`

describe('somebody without an account registers', () => {
  let world: TestWorld
  let http: Asking
  let unit: string
  beforeAll(async () => {
    world = await aWorld([region, 'guangxi'])
    http = asking(world)
    unit = (await world.as(region, 'school-admin')).post!.office
  })
  afterAll(() => world.close())

  const upload = async (cookie?: string) => {
    const form = new FormData()
    form.set('chain', 'registration')
    form.set('field', 'title-scan')
    form.set('file', new Blob([new Uint8Array(await aPhonePhoto())]), '职称证书.jpg')
    return http.ask<{ file: string; name: string }>('POST', `/api/files?region=${region}`, {
      body: form,
      ...(cookie !== undefined && { cookie }),
    })
  }
  const registering = (idNumber: string, scans: readonly unknown[]) => ({
    password: '自己设的口令2026',
    data: {
      'id-type': 'id-card',
      'id-number': idNumber,
      phone: '13800000001',
      email: 'a@example.com',
      unit,
      name: '新来的',
      gender: 'female',
      'birth-date': '1990-01-01',
      education: 'bachelor',
      school: '山东大学',
      major: '中文',
      graduated: '2012-07-01',
      degree: 'bachelor',
      postdoc: false,
      'title-series': 'school-teacher',
      'title-level': 'middle',
      'title-name': '一级教师',
      'title-date': '2020-01-01',
      promise: true,
      agreement: true,
      'title-scan': scans,
    },
  })

  test('with a scan of the title, which the unit then sees', async () => {
    const { status, body } = await upload()
    expect(status).toBe(200)
    const scan = { file: body.file, name: body.name }
    const asked = {
      body: registering('371000199001010020', [scan]),
      headers: { 'idempotency-key': 'mine' },
    }
    const sent = await http.ask('POST', path, asked)
    expect(sent.body).toMatchObject({ says: expect.any(String) })
    expect(await http.ask('POST', path, asked)).toEqual(sent)
    const cookie = await http.signIn(region, 'school-admin')
    const row = await world.db
      .selectFrom('files')
      .select(['id', 'filing', 'account'])
      .where('id', '=', body.file)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ filing: expect.any(String), account: null })
    expect((await http.ask('GET', `/api/filings/${row.filing}`, { cookie })).status).toBe(200)
  })

  test('also from a browser somebody else is signed in with, even of another region', async () => {
    const { status, body } = await upload(await http.signIn('guangxi', 'li'))
    expect(status).toBe(200)
    const scan = { file: body.file, name: body.name }
    const sent = await http.ask('POST', path, { body: registering('371000199001010047', [scan]) })
    expect(sent.body).toMatchObject({ says: expect.any(String) })
  })

  test('not with a file nobody sent', async () => {
    const scan = { file: crypto.randomUUID(), name: 'a.jpg' }
    const sent = await http.ask('POST', path, { body: registering('371000199001010063', [scan]) })
    expect(sent).toMatchObject({ status: 422, body: { error: { code: 'unknown-file' } } })
  })
})
