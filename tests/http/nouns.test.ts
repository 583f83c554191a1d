import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { packShelf } from '#services/packs/shelf'
import { demoPassword } from '#services/worlds/seed'
import { openDatabase } from '#storage/database'
import type { Tables } from '#storage/db'
import { buildApp } from '../../engine/http/app.ts'
import { rememberSentences } from '../../engine/http/problems.ts'
import { aPdf, aPhonePhoto } from '../documents/files.ts'
import { newKey } from '../support/refusal.ts'
import { aWorld, type TestWorld } from '../support/world.ts'

const host = 'localhost:8080'
const region = 'guangxi'

describe('files, people, offices, years, certificates, packs and health over HTTP', () => {
  let world: TestWorld
  let app: ReturnType<typeof buildApp>
  const cookies = new Map<string, string>()
  beforeAll(async () => {
    world = await aWorld([region, 'weihai'])
    app = buildApp(world, { portal: 'nowhere', admin: 'nowhere' })
  })
  afterAll(() => world.close())

  const request = async (
    method: string,
    path: string,
    given: { as?: string; body?: unknown; headers?: Record<string, string> } = {},
  ) => {
    // Sent as one piece: undici's own stream of a form is not glad to be left half read.
    const form = given.body instanceof FormData ? new Response(given.body) : undefined
    const body = form
      ? await form.arrayBuffer()
      : given.body === undefined
        ? undefined
        : JSON.stringify(given.body)
    return app.request(`http://${host}${path}`, {
      method,
      headers: {
        host,
        'idempotency-key': newKey(),
        ...(given.as !== undefined && { cookie: cookies.get(given.as)! }),
        ...(body !== undefined && {
          'content-type': form?.headers.get('content-type') ?? 'application/json',
        }),
        ...given.headers,
      },
      ...(body !== undefined && { body }),
    })
  }
  const ask = async <T = Record<string, never>>(
    method: string,
    path: string,
    given: Parameters<typeof request>[2] = {},
  ) => {
    const response = await request(method, path, given)
    return {
      status: response.status,
      body: (await response.json()) as T,
      headers: response.headers,
    }
  }
  /** Signs in once; answers the name the cookie is kept under. */
  const as = async (key: string): Promise<string> => {
    if (cookies.has(key)) return key
    const { world: own } = (await world.packs.current(region))!
    const post = own.posts.find((it) => it.key === key)
    const person = own.people.find((it) => it.key === (post?.person ?? key))!
    const identity = (await world.as(region, key)).post?.id ?? 'person'
    const response = await request('POST', '/api/session', {
      body: { region, idNumber: person['id-number'], password: demoPassword, identity },
    })
    cookies.set(key, response.headers.get('set-cookie')!.split(';')[0]!)
    return key
  }
  const form = (bytes: Uint8Array, name: string, more: Record<string, string> = {}) => {
    const it = new FormData()
    it.set('file', new Blob([new Uint8Array(bytes)]), name)
    for (const [field, value] of Object.entries({ chain: 'declaration', field: 'files', ...more }))
      it.set(field, value)
    return it
  }

  describe('files', () => {
    test('up as multipart, down as bytes that do nothing: sniffed by nobody, kept by nobody else', async () => {
      const li = await as('li')
      const up = await ask<{ url: string; mime: string }>('POST', '/api/files', {
        as: li,
        body: form(await aPhonePhoto(), '结业证书.jpg'),
      })
      expect(up).toMatchObject({ status: 200, body: { mime: 'image/jpeg', name: '结业证书.jpg' } })
      const down = await request('GET', up.body.url, { as: li })
      expect(down.headers.get('content-type')).toBe('image/jpeg')
      expect(down.headers.get('content-disposition')).toBe(
        `inline; filename*=UTF-8''${encodeURIComponent('结业证书.jpg')}`,
      )
      expect(down.headers.get('x-content-type-options')).toBe('nosniff')
      expect(down.headers.get('content-security-policy')).toContain('sandbox')
      expect(down.headers.get('cache-control')).toBe('private, no-cache')
      const headers = { 'if-none-match': down.headers.get('etag')! }
      expect((await request('GET', up.body.url, { as: li, headers })).status).toBe(304)
      expect((await request('GET', up.body.url, { headers })).status).toBe(401)
      expect(new Uint8Array(await down.arrayBuffer()).slice(0, 2)).toEqual(
        new Uint8Array([0xff, 0xd8]),
      )
    })

    test('nobody else gets it, signed in or not', async () => {
      const up = await ask<{ url: string }>('POST', '/api/files', {
        as: await as('li'),
        body: form(await aPhonePhoto(), 'a.jpg'),
      })
      expect((await ask('GET', up.body.url)).status).toBe(401)
      expect((await ask('GET', up.body.url, { as: await as('huang') })).status).toBe(404)
      expect((await ask('GET', '/api/files/not-an-id', { as: await as('huang') })).status).toBe(404)
    })

    test('a PDF with a script is refused in a sentence, at its field', async () => {
      const evil = aPdf({
        catalog:
          '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>',
      })
      const { status, body } = await ask('POST', '/api/files', {
        as: await as('li'),
        body: form(evil, 'a.pdf'),
      })
      expect(status).toBe(422)
      expect(body).toMatchObject({
        error: { code: 'pdf-active-content', issues: [{ at: ['files'] }] },
      })
    })

    test('40 MB are refused at the door, whatever the headers say', async () => {
      const big = Buffer.alloc(40_000_000)
      const { status, body } = await ask<{ error: { code: string } }>('POST', '/api/files', {
        as: await as('li'),
        body: form(big, 'a.jpg'),
      })
      expect([status, body.error.code]).toEqual([413, 'body-too-large'])
    })

    test('what is no upload is answered as such', async () => {
      const li = await as('li')
      expect((await ask('POST', '/api/files', { as: li, body: { file: 'x' } })).status).toBe(400)
      const none = new FormData()
      none.set('chain', 'declaration')
      expect((await ask('POST', '/api/files', { as: li, body: none })).body).toMatchObject({
        error: { code: 'file-missing' },
      })
      expect(
        (await ask('POST', '/api/files', { body: form(await aPhonePhoto(), 'a.jpg') })).status,
      ).toBe(401)
    })

    test('a registration may attach a scan without a session', async () => {
      const path = '/api/files?region=weihai'
      const scan = { chain: 'registration', field: 'title-scan' }
      const body = form(await aPhonePhoto(), '职称证书.jpg', scan)
      expect((await ask('POST', path, { body })).status).toBe(200)
      const elsewhere = form(await aPhonePhoto(), 'a.jpg')
      expect((await ask('POST', path, { body: elsewhere })).status).toBe(401)
    })
  })

  test('offices, areas and departments are found before there is a session', async () => {
    const offices = await ask<{ rows: { id: string; name: string }[] }>(
      'GET',
      `/api/offices?region=${region}&query=${encodeURIComponent('大学')}&size=5`,
    )
    expect(offices.status).toBe(200)
    expect(offices.body.rows[0]?.name).toContain('大学')
    const id = offices.body.rows[0]!.id
    expect(
      (await ask<unknown[]>('GET', `/api/offices/${id}/departments?region=${region}`)).body.length,
    ).toBeGreaterThan(1)
    expect(
      (await ask<{ areas: unknown[] }[]>('GET', `/api/areas?region=${region}`)).body[0]!.areas,
    ).toHaveLength(14)
    expect((await ask('GET', '/api/offices?region=nowhere')).status).toBe(404)
    expect((await ask('GET', '/api/offices')).status).toBe(404)
  })

  test('people in reach, a page of a sensible size whatever is asked', async () => {
    const { status, body } = await ask<{ rows: unknown[]; size: number }>(
      'GET',
      '/api/people?size=100000&page=-3',
      { as: await as('chief') },
    )
    expect(status).toBe(200)
    expect(body.size).toBe(100)
    expect(body.rows.length).toBeGreaterThan(3)
    expect((await ask('GET', '/api/people', { as: await as('li') })).status).toBe(403)
    expect((await ask('GET', '/api/people?year=abc', { as: await as('chief') })).status).toBe(400)
  })

  test('a year, its certificate, its code: valid, then void for everyone', async () => {
    const li = await as('li')
    const years = await ask<{ year: number; verdict: string }[]>('GET', '/api/standings', {
      as: li,
    })
    expect(years.body.find((it) => it.year === 2025)).toMatchObject({ verdict: 'passed' })
    const made = await ask<{ id: string; pdf: string; verifyUrl: string; stateLabel: string }>(
      'POST',
      '/api/certificates',
      { as: li, body: { certificate: 'annual', year: 2025 } },
    )
    expect(made.status).toBe(200)
    const pdf = await request('GET', made.body.pdf, { as: li })
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    const code = made.body.verifyUrl.split('/').at(-1)!
    expect((await ask('GET', `/api/verify/${code}`)).body).toMatchObject({
      found: true,
      state: 'valid',
    })
    await world.db
      .updateTable('certificates')
      .set({ state: 'void', ended_at: world.clock() })
      .where('id', '=', made.body.id)
      .execute()
    expect((await ask('GET', `/api/verify/${code}`)).body).toMatchObject({
      found: true,
      state: 'void',
    })
    expect((await ask('GET', made.body.pdf, { as: li })).body).toMatchObject({
      error: { code: 'certificate-ended' },
    })
    expect((await ask('GET', '/api/verify/none-such')).body).toMatchObject({
      found: false,
      lines: [],
    })
  })

  test('packs are shown to who may see them', async () => {
    const officer = await as('region-officer')
    expect((await ask<unknown[]>('GET', '/api/admin/packs', { as: officer })).body).toHaveLength(2)
    expect((await ask('GET', `/api/admin/packs/${region}`, { as: officer })).status).toBe(200)
    expect((await ask('GET', `/api/admin/packs/${region}`, { as: await as('chief') })).status).toBe(
      403,
    )
  })

  test('while the database is away it is said to be so, in the words found before, and when to come again', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {})
    const gone = openDatabase<Tables>({ url: 'postgres://nobody:nothing@127.0.0.1:1/none' })
    let isThere = true
    const packs: TestWorld['packs'] = {
      ...world.packs,
      regions: () => (isThere ? world.packs : packShelf(gone.db)).regions(),
    }
    const of = { ...world, packs, db: gone.db }
    const away = buildApp(of, { portal: 'nowhere', admin: 'nowhere' })
    // What a start does; nobody was refused anything before.
    await rememberSentences(of)
    isThere = false
    const response = await away.request(`http://${host}/api/regions`)
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
    const { error: problem } = (await response.json()) as { error: { code: string; says: string } }
    expect(problem.code).toBe('unavailable')
    expect(problem.says).toMatch(/请稍等片刻再试/)
    error.mockRestore()
    await gone.close()
  })

  test('alive and ready; not ready when the database is gone, and still alive', async () => {
    expect((await request('GET', '/livez')).status).toBe(200)
    expect((await ask('GET', '/readyz')).body).toEqual({ ready: true })
    const broken = {
      ...world,
      packs: { ...world.packs, regions: () => Promise.reject(new Error('no connection')) },
    }
    const other = buildApp(broken, { portal: 'nowhere', admin: 'nowhere' })
    expect((await other.request('/readyz')).status).toBe(503)
    expect((await other.request('/livez')).status).toBe(200)
  })
})
