import { afterEach, describe, expect, test } from 'vitest'
import { ApiError, call } from '../../../portal-ui/api/index.ts'
import { whenSignedOut } from '../../../portal-ui/api/sign-in-again.ts'
import { held, type LocalServer, localServer, problem } from '../support/server.ts'

let server: LocalServer
afterEach(async () => {
  whenSignedOut(() => Promise.resolve(false))
  await server.close()
})

const act = { action: 'approve', seen: 3 } as const

test('path and query are escaped, empty filters left out', async () => {
  server = await localServer(() => ({ rows: [], total: 0, page: 1, size: 20 }))
  await call('GET /api/filings', {}, { list: 'mine', tab: '', 'f.filing.title': '人工 智能&' })
  await call('GET /api/filings/:id', { id: 'a/b' })
  expect(server.seen.map((it) => it.path)).toEqual([
    '/api/filings?list=mine&f.filing.title=%E4%BA%BA%E5%B7%A5+%E6%99%BA%E8%83%BD%26',
    '/api/filings/a%2Fb',
  ])
})

test('a connection that breaks is tried again with the very same key', async () => {
  let times = 0
  server = await localServer((_, response) => {
    times += 1
    if (times < 3) {
      response.destroy()
      return undefined
    }
    return { id: 'f1', seq: 4 }
  })
  await call('POST /api/filings/:id/actions', { id: 'f1' }, act)
  const keys = server.seen.map((it) => it.key)
  expect(keys).toHaveLength(3)
  expect(new Set(keys).size).toBe(1)
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/)
})

test('a refusal is an error with the sentence, the fields and a number to quote, and is not repeated', async () => {
  const issue = { code: 'required', at: ['year'], says: '请填写“计入年度”' }
  server = await localServer((_, response) => {
    response.statusCode = 409
    return problem('form-invalid', '有内容需要修改', [issue])
  })
  const error = await call('POST /api/filings/:id/actions', { id: 'f1' }, act).catch(
    (it: unknown) => it,
  )
  expect(error).toBeInstanceOf(ApiError)
  expect(error).toMatchObject({
    kind: 'refused',
    code: 'form-invalid',
    says: '有内容需要修改',
    reference: 'A1B2',
    issues: [issue],
  })
  expect(server.seen).toHaveLength(1)
})

test('a page of a proxy instead of an answer is a broken server, not a success', async () => {
  server = await localServer((_, response) => {
    response.end('<html>login to the wifi</html>')
    return undefined
  })
  await expect(call('GET /api/home', {})).rejects.toMatchObject({ kind: 'broken' })
})

describe('a session that ended', () => {
  test('is renewed in place, once for all who wait, and each request is then made again', async () => {
    let signedIn = false
    let asked = 0
    server = await localServer((_, response) => {
      if (signedIn) return { id: 'f1', seq: 4 }
      response.statusCode = 401
      return problem('not-signed-in', '请先登录。')
    })
    whenSignedOut(async () => {
      asked += 1
      await new Promise((done) => setTimeout(done, 20))
      signedIn = true
      return true
    })
    await Promise.all([
      call('POST /api/filings/:id/actions', { id: 'f1' }, act, { key: 'one' }),
      call('POST /api/filings/:id/actions', { id: 'f2' }, act, { key: 'two' }),
    ])
    expect(asked).toBe(1)
    expect(server.seen.filter((it) => it.key === 'one')).toHaveLength(2)
    expect(server.seen.filter((it) => it.key === 'two')).toHaveLength(2)
  })
  test('whoever will not sign in gets the refusal', async () => {
    server = await localServer((_, response) => {
      response.statusCode = 401
      return problem('not-signed-in', '请先登录。')
    })
    await expect(call('GET /api/home', {})).rejects.toMatchObject({ kind: 'signed-out' })
  })
})

test('a server that does not answer in time is said so', async () => {
  server = await localServer(() => held)
  const wait = call('GET /api/home', {}, undefined, { patience: 60 })
  await expect(wait).rejects.toMatchObject({ kind: 'timeout' })
})
