import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../../engine/http/app.ts'
import { routes } from '../../engine/http/answer.ts'
import { demoPassword } from '#services/worlds/seed'
import { aWorld, type TestWorld } from '../support/world.ts'

const host = 'localhost:8080'
const json = { 'content-type': 'application/json', host }

describe('the doors', () => {
  let world: TestWorld
  let app: ReturnType<typeof buildApp>
  let idNumber: string
  beforeAll(async () => {
    world = await aWorld(['weihai'])
    app = buildApp(world, { portal: 'nowhere', admin: 'nowhere' })
    const pack = (await world.packs.current('weihai'))!
    idNumber = pack.world.people.find((it) => it.office)!['id-number']
  })
  afterAll(() => world.close())

  const ask = (
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: unknown,
  ) =>
    app.request(`http://${host}${path}`, {
      method,
      headers: { ...json, ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
  const signIn = async (given: Record<string, string> = {}) => {
    const response = await ask(
      'POST',
      '/api/session',
      {},
      { region: 'weihai', idNumber, password: demoPassword, ...given },
    )
    const cookie = response.headers.get('set-cookie') ?? ''
    return { response, cookie: cookie.split(';')[0] ?? '' }
  }
  const pathOf = (route: string) =>
    route.split(' ')[1]!.replaceAll(/:(\w+)/g, '01a20171-23c9-7a19-9972-237081492bfb')

  test('every route that is not for anybody asks for a session', async () => {
    const closed = routes.filter((it) => !it.open)
    expect(closed.length).toBeGreaterThan(20)
    for (const { route } of closed) {
      const [method] = route.split(' ') as [string]
      const response = await ask(
        method,
        pathOf(route),
        {},
        method === 'GET' || method === 'DELETE' ? undefined : {},
      )
      expect([route, response.status]).toEqual([route, 401])
      expect((await response.json()) as object).toMatchObject({ error: { code: 'not-signed-in' } })
    }
  })

  test('what changes something is refused to pages of other sites', async () => {
    const { cookie } = await signIn()
    const changing = routes.filter((it) => !it.route.startsWith('GET'))
    for (const { route } of changing) {
      const [method] = route.split(' ') as [string]
      for (const headers of [
        { origin: 'https://evil.example' },
        { 'sec-fetch-site': 'cross-site' },
        { origin: 'null' },
      ]) {
        const response = await ask(method, pathOf(route), { cookie, ...headers }, {})
        expect([route, response.status]).toEqual([route, 403])
      }
    }
  })

  test('a form of another site cannot pose as a request of ours', async () => {
    const { cookie } = await signIn()
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const response = await ask(
        'POST',
        '/api/filings',
        { cookie, 'content-type': type },
        '{"chain":"declaration","data":{}}',
      )
      expect(response.status).toBe(400)
    }
  })

  test('the cookie is for us alone: no script reads it, no other site sends it', async () => {
    const { response } = await signIn()
    expect(response.status).toBe(200)
    const cookies = response.headers.getSetCookie()
    expect(cookies.map((it) => it.split('=')[0])).toEqual(['xueshi', 'xueshi-device'])
    for (const one of cookies) {
      expect(one).toMatch(/HttpOnly/i)
      expect(one).toMatch(/SameSite=Lax/i)
      expect(one).toMatch(/Path=\//i)
    }
  })

  test('a new session has a new token; the one before signing in is worth nothing', async () => {
    const before = await signIn()
    const response = await ask(
      'POST',
      '/api/session',
      { cookie: before.cookie },
      { region: 'weihai', idNumber, password: demoPassword },
    )
    const after = (response.headers.get('set-cookie') ?? '').split(';')[0]
    expect(after).not.toBe(before.cookie)
    expect((await ask('GET', '/api/session', { cookie: 'xueshi=guessed' })).status).toBe(401)
  })

  test('a password given by somebody else opens nothing but its own change', async () => {
    await world.db
      .updateTable('accounts')
      .set({ must_change: true })
      .where('id_number', '=', idNumber)
      .execute()
    const { cookie } = await signIn()
    const own = (await (await ask('GET', '/api/session', { cookie })).json()) as object
    expect(own).toMatchObject({ mustChangePassword: true })
    for (const { route } of routes.filter((it) => !it.open && !/session|password/.test(it.route))) {
      const [method] = route.split(' ') as [string]
      const response = await ask(
        method,
        pathOf(route),
        { cookie },
        method === 'GET' || method === 'DELETE' ? undefined : {},
      )
      expect([route, response.status]).toEqual([route, 403])
    }
    for (const path of [`/api/files/${world.newId()}`, `/api/certificates/${world.newId()}/pdf`])
      expect([path, (await ask('GET', path, { cookie })).status]).toEqual([path, 403])
    await world.db
      .updateTable('accounts')
      .set({ must_change: false })
      .where('id_number', '=', idNumber)
      .execute()
  })

  test('answers carry a strict policy: no foreign script, no inline script, no frame around us', async () => {
    for (const path of ['/api/regions', '/', '/api/nothing']) {
      const policy = (await ask('GET', path)).headers.get('content-security-policy') ?? ''
      expect(policy).toContain("script-src 'self'")
      expect(policy).not.toMatch(/script-src[^;]*unsafe/)
      expect(policy).toContain("frame-ancestors 'none'")
    }
  })

  test('the number to quote is the one the browser made, if it is one', async () => {
    const referenceOf = async (given: string) => {
      const answer = await ask('GET', '/api/nothing', { 'x-reference': given })
      return ((await answer.json()) as { error: { reference: string } }).error.reference
    }
    expect(await referenceOf('0123ABCDEF')).toBe('0123ABCDEF')
    expect(await referenceOf('{"level":"x')).toMatch(/^[0-9A-F]{10}$/)
  })

  test('reached by https, cookies are Secure and bound to the host, and browsers come by nothing else', async () => {
    const secure = buildApp(
      { ...world, publicUrl: 'https://xueshi.example' },
      { portal: 'nowhere', admin: 'nowhere' },
    )
    const response = await secure.request(`http://${host}/api/session`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ region: 'weihai', idNumber, password: demoPassword }),
    })
    for (const one of response.headers.getSetCookie()) {
      expect(one).toMatch(/^__Host-xueshi/)
      expect(one).toMatch(/; Secure/)
    }
    expect(response.headers.get('strict-transport-security')).toContain('max-age=31536000')
    expect((await ask('GET', '/')).headers.get('strict-transport-security')).toBeNull()
  })

  test('bad input is an answer: a code, a sentence, a reference', async () => {
    const { cookie } = await signIn()
    const bad: [string, unknown][] = [
      ['not json', 'not json'],
      ['a list', []],
      ['a poisoned key', '{"chain":"declaration","data":{},"__proto__":{"x":1}}'],
      ['no such chain', { chain: 'nothing', data: {} }],
      ['data that is none', { chain: 'declaration', data: 'x' }],
      ['an unknown field', { chain: 'declaration', data: { status: 'approved' } }],
    ]
    for (const [what, body] of bad) {
      const response = await ask('POST', '/api/filings', { cookie }, body)
      const { error } = (await response.json()) as {
        error: { code: string; says: string; reference: string }
      }
      expect([what, response.status >= 400 && response.status < 500]).toEqual([what, true])
      expect(error.says).toMatch(/[一-龥]/)
      expect(error.reference).toMatch(/^[0-9A-F]{10}$/)
    }
    expect(({} as { x?: number }).x).toBeUndefined()
  })

  test('an id that is none is not found, and never our own fault', async () => {
    const { cookie } = await signIn()
    for (const id of [
      '1',
      "' or 1=1 --",
      '%00',
      '..%2f..%2fetc%2fpasswd',
      'ffffffff-ffff-ffff-ffff-ffffffffffff',
    ])
      expect((await ask('GET', `/api/filings/${encodeURIComponent(id)}`, { cookie })).status).toBe(
        404,
      )
  })

  test('40 MB are turned away at the door, told in advance or not', async () => {
    const { cookie } = await signIn()
    const told = await ask(
      'POST',
      '/api/preview',
      { cookie, 'content-length': String(40 * 1_048_576) },
      {},
    )
    expect(told.status).toBe(413)
    let sent = 0
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent >= 40) return controller.close()
        sent += 1
        controller.enqueue(new Uint8Array(1_048_576))
      },
    })
    const chunked = await app.request(`http://${host}/api/preview`, {
      method: 'POST',
      headers: { ...json, cookie },
      body: stream,
      duplex: 'half',
    } as RequestInit)
    expect(chunked.status).toBe(413)
    expect(sent).toBeLessThan(25)
  })
})
