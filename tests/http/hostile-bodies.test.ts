import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { buildApp } from '../../engine/http/app.ts'
import type { Env } from '../../engine/http/env.ts'
import { answerProblem } from '../../engine/http/problems.ts'
import { aWorld, type TestWorld } from '../support/world.ts'
import { type Asking, asking } from './asking.ts'

const region = 'weihai'
const host = 'localhost:8080'

describe('what no page of ours would send', () => {
  let world: TestWorld
  let http: Asking
  let cookie: string
  let app: ReturnType<typeof buildApp>
  let send: (method: string, path: string, body?: BodyInit) => Promise<Response>
  beforeAll(async () => {
    world = await aWorld([region])
    http = asking(world)
    cookie = await http.signIn(region, 'li')
    const portal = mkdtempSync(join(inject('folder'), 'portal-'))
    writeFileSync(join(portal, 'index.html'), '<!doctype html>')
    app = buildApp(world, { portal, admin: 'nowhere' })
    const headers = { host, cookie, 'content-type': 'application/json' }
    send = async (method, path, body) =>
      app.request(`http://${host}${path}`, {
        method,
        headers,
        ...(body !== undefined && { body, duplex: 'half' }),
      } as RequestInit)
  })
  afterAll(() => world.close())

  const codeOf = async (response: Response) =>
    ((await response.json()) as { error: { code: string } }).error.code

  test.each([
    ['lists', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['lists a stack would just bear', '['.repeat(3_000) + ']'.repeat(3_000)],
  ])('a body of %s in one another is a bad request', async (_, deep) => {
    const response = await send(
      'POST',
      '/api/preview',
      `{"chain":"declaration","data":{"a":${deep}}}`,
    )
    expect([response.status, await codeOf(response)]).toEqual([400, 'bad-request'])
  })

  test('words take two megabytes at most, told in advance or not', async () => {
    const body = `{"region":"${region}","idNumber":"x","password":"${'x'.repeat(3 * 1_048_576)}"}`
    for (const one of [body, new Blob([body]).stream()]) {
      const response = await send('POST', '/api/session', one)
      expect(response.status).toBe(413)
      expect(await response.json()).toMatchObject({
        error: { code: 'body-too-large', says: '提交的内容不能超过 2 MB，请压缩后再试。' },
      })
    }
    const megabytes = new Blob([new Uint8Array(21 * 1_048_576)])
    expect(await (await send('POST', '/api/preview', megabytes.stream())).json()).toMatchObject({
      error: { code: 'body-too-large', says: '提交的内容不能超过 20 MB，请压缩后再试。' },
    })
  })

  test('a number too large is a field to mend, not a request too large', async () => {
    const body = JSON.stringify({ chain: 'declaration', data: { claimed: 9e12 } })
    const response = await send('POST', '/api/filings', body)
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({
      error: { code: 'too-large', issues: [{ at: ['claimed'] }] },
    })
  })

  test.each<[string, string, unknown]>([
    ['POST', '/api/batches', { action: 'approve', items: [null] }],
    ['POST', '/api/batches', { action: 'approve', items: [1, 'x'] }],
    ['POST', '/api/batches', { action: 'approve', items: [{ id: 'x', seen: 'y' }] }],
    ['POST', '/api/batches', { action: 'approve', items: [], opinion: { a: 1 } }],
    ['POST', '/api/jobs', { action: 'approve', query: { list: 5 } }],
    [
      'POST',
      '/api/jobs',
      { action: 'approve', query: { list: 'inbox', 'f.person.name': { a: 1 } } },
    ],
    ['POST', '/api/jobs', { action: 'approve', opinion: [1], query: { list: 'inbox' } }],
    ['POST', '/api/preview', { chain: 'declaration', data: {}, filing: { a: 1 } }],
    ['POST', '/api/filings', { chain: ['declaration'], data: {} }],
    ['POST', '/api/filings/x/actions', { action: 'save', seen: 1, route: 'x' }],
    ['POST', '/api/certificates', { certificate: ['annual'], year: '2026' }],
    ['POST', '/api/session', { region, idNumber: { a: 1 }, password: [] }],
    ['PUT', '/api/profile/department', { department: { a: 1 } }],
  ])('%s %s: %j is told what is wrong with it', async (method, path, body) => {
    const response = await send(method, path, JSON.stringify(body))
    expect([response.status, await codeOf(response)]).toEqual([400, 'bad-request'])
  })

  test.each([2_147_483_648, 0, -1, 1e9, 2026.5])(
    'no certificate is of the year %s',
    async (year) => {
      const body = JSON.stringify({ certificate: 'annual', year })
      const response = await send('POST', '/api/certificates', body)
      expect([response.status, await codeOf(response)]).toEqual([400, 'bad-request'])
    },
  )

  const parts = (text: string) =>
    new Blob([`--b\r\n${text}content-disposition: form-data; name="chain"\r\n\r\nx\r\n--b--\r\n`])
  test.each<[string, Blob]>([
    [
      'of 200,000 parts',
      parts('content-disposition: form-data; name="a"\r\n\r\n\r\n--b\r\n'.repeat(200_000)),
    ],
    ['of a part with 3,000,000 headers', parts('x: y\r\n'.repeat(3_000_000))],
    ['that ends among its headers', new Blob(['--b\r\n', 'x: y\r\n'.repeat(3_000_000)])],
  ])('an upload %s is nothing to take apart', async (_, body) => {
    const upload = (given: Record<string, string>, type = 'multipart/form-data; boundary=b') =>
      app.request(`http://${host}/api/files`, {
        method: 'POST',
        headers: { host, 'content-type': type, 'content-length': String(body.size), ...given },
        body,
      })
    const before = performance.now()
    expect((await upload({})).status).toBe(401)
    expect((await upload({ cookie })).status).toBe(400)
    const twice = 'multipart/form-data; x="boundary=c"; boundary=b'
    expect((await upload({ cookie }, twice)).status).toBe(400)
    expect((await upload({ cookie }, 'multipart/form-data; boundary="b\\""')).status).toBe(400)
    expect(performance.now() - before).toBeLessThan(1_500)
  })

  test.each(['filing', 'chain', 'field', 'kind'])(
    'a NUL as the %s of a file is a bad request',
    async (name) => {
      const form = new FormData()
      form.set(name, '\0')
      form.set('file', new Blob(['x']), 'a.jpg')
      const { status } = await http.ask('POST', '/api/files', { cookie, body: form })
      expect(status).toBe(400)
    },
  )

  test('what the database cannot hold is the asker’s mistake, whichever way it came there', async () => {
    const bare = new Hono<Env>()
    bare.use(async (c, next) => {
      c.set('world', world)
      await next()
    })
    bare.onError((error, c) => answerProblem(error, c))
    const asked = {
      number: sql`select ${'2147483648'}::int`,
      text: sql`select ${'\0'}::text`,
      json: sql`select ${'"\\u0000"'}::jsonb`,
    }
    bare.get('/:name', async (c) =>
      c.json(await asked[c.req.param('name') as keyof typeof asked].execute(world.db)),
    )
    for (const name of Object.keys(asked)) {
      const response = await bare.request(`http://${host}/${name}`)
      expect([name, response.status, await codeOf(response)]).toEqual([name, 400, 'bad-request'])
    }
  })

  test('a page beyond all pages is empty, half a page is none', async () => {
    for (const page of ['99999999999999999999', '1e308', 'Infinity', '1.5', '-3', 'x']) {
      const { status } = await http.ask(
        'GET',
        `/api/filings?list=my-declarations&page=${page}&size=${page}`,
        { cookie },
      )
      expect([page, status]).toEqual([page, 200])
    }
  })

  test('addresses that are no text, too long or outside are not found, and none is remembered', async () => {
    const long = 'a'.repeat(5_000)
    for (const path of [
      '/%',
      '/%ff.js',
      '/%zz.js',
      `/${long}.js`,
      '/..%2f..%2fpackage.json',
      '/admin/%',
    ])
      expect([path, (await send('GET', path)).status]).toEqual([path, 404])
    expect((await send('GET', '/late.js')).status).toBe(404)
    expect((await send('GET', '/a/page/of/ours')).status).toBe(200)
  })

  test('whoever hangs up in the middle of a body is no error of ours', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {})
    const cut = new ReadableStream<Uint8Array>({
      pull: (it) => it.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })),
    })
    expect((await send('POST', '/api/preview', cut)).status).toBe(400)
    expect(said).not.toHaveBeenCalled()
    said.mockRestore()
  })
})
