import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../engine/http/answer.ts'
import { aWorld, type TestWorld } from '../support/world.ts'
import { type Asking, asking } from './asking.ts'

const region = 'guangxi'
/** Names every plain object has, or that a text could not be. */
const hostile = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '__defineGetter__',
  'valueOf',
  '',
  '..',
  '\u0000',
  'nowhere',
]
const name = fc.constantFrom(...hostile)
const id = '01a20171-23c9-7a19-9972-237081492bfb'

describe('names no pack has', () => {
  let world: TestWorld
  let http: Asking
  let cookies: readonly string[]
  beforeAll(async () => {
    world = await aWorld([region, 'weihai'])
    http = asking(world)
    const all = ['li', 'chief', 'region-officer']
    cookies = await Promise.all(all.map((it) => http.signIn(region, it)))
  })
  afterAll(() => world.close())

  test.each(hostile.filter((it) => /^\w+$/.test(it)))(
    '%s is no chain, form or certificate',
    async (it) => {
      const [cookie] = cookies as [string]
      const at = { cookie }
      const filed = await http.ask('POST', '/api/filings', { ...at, body: { chain: it, data: {} } })
      expect([404, 422]).toContain(filed.status)
      const form = await http.ask('GET', `/api/registrations/${region}/${it}`)
      expect([404, 422]).toContain(form.status)
      const registered = await http.ask('POST', `/api/registrations/weihai/${it}`, {
        body: { data: {}, password: '自己设的口令2026' },
      })
      expect([404, 422]).toContain(registered.status)
      const certificate = { certificate: it, year: 2025 }
      const issued = await http.ask('POST', '/api/certificates', { ...at, body: certificate })
      expect([404, 422]).toContain(issued.status)
    },
  )

  test('are answered as unknown on every route, and break nothing', async () => {
    const value = fc.oneof(
      name,
      name.map((it) => [it]),
      name.map((it) => ({ [it]: it })),
      fc.constant(id),
    )
    const body = fc.dictionary(
      fc.constantFrom(
        'chain',
        'data',
        'action',
        'items',
        'list',
        'tab',
        'certificate',
        'year',
        'person',
        'field',
        'refers',
        'applicant',
        'to',
        'route',
        'seen',
        'region',
        'files',
        '__proto__',
      ),
      fc.oneof(value, fc.constant(2026)),
    )
    const query = fc.dictionary(
      fc.constantFrom(
        'list',
        'tab',
        'region',
        'year',
        'page',
        'f.filing.kind',
        'f.filing.state',
        'chain',
        'person',
        'office',
        'types',
        'area',
        '__proto__',
      ),
      name,
    )
    const given = fc.record({
      route: fc.constantFrom(...routes.map((it) => it.route)),
      names: fc.array(fc.oneof(name, fc.constant(id)), { minLength: 3, maxLength: 3 }),
      query,
      body,
      who: fc.constantFrom(0, 1, 2),
    })
    await fc.assert(
      fc.asyncProperty(given, async (it) => {
        const [method, path] = it.route.split(' ') as [string, string]
        let at = 0
        const filled = path.replaceAll(/:\w+/g, () => encodeURIComponent(it.names[at++] ?? 'x'))
        const search = new URLSearchParams(it.query).toString()
        const hasBody = method !== 'GET' && method !== 'DELETE'
        // The session stays: what ends it is no name of a pack.
        if (path.startsWith('/api/session') || path === '/api/password') return
        const { status } = await http.ask(method, `${filled}?${search}`, {
          cookie: cookies[it.who]!,
          ...(hasBody && { body: it.body }),
        })
        expect(status).toBeLessThan(500)
      }),
      { numRuns: 400 },
    )
  })
})
