import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { routes } from '../../engine/http/answer.ts'
import { buildApp } from '../../engine/http/app.ts'
import { generateOpenapi, writeOpenapi } from './openapi/generate.ts'

const app = buildApp({ publicUrl: 'http://localhost:8080' } as never, {
  portal: 'nowhere',
  admin: 'nowhere',
})
const contract = generateOpenapi() as {
  paths: Record<string, Record<string, object>>
  components: { schemas: Record<string, unknown> }
}

test('the document that is served follows from the types: node tests/http/openapi/write.ts', () => {
  expect(readFileSync('engine/http/openapi.json', 'utf8') === writeOpenapi()).toBe(true)
})

test('every route that is answered is in it, and every route in it is answered', () => {
  const written = Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(
      (method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
    ),
  )
  const bytes = ['GET /api/files/:id', 'GET /api/certificates/:id/pdf']
  expect(new Set(written)).toEqual(new Set([...routes.map((it) => it.route), ...bytes]))
})

test('every name it refers to is there', () => {
  const names = [...JSON.stringify(contract).matchAll(/#\/components\/schemas\/(\w+)/g)].map(
    (it) => it[1]!,
  )
  expect(names.filter((it) => !(it in contract.components.schemas))).toEqual([])
})

test('served as JSON, and as a page without a script that names every route', async () => {
  const json = await app.request('/api/openapi.json')
  expect(((await json.json()) as { openapi: string }).openapi).toBe('3.1.0')
  const response = await app.request('/api')
  const page = await response.text()
  expect(response.headers.get('content-type')).toContain('text/html')
  expect(response.headers.get('content-security-policy')).toContain("script-src 'self'")
  expect(page).not.toMatch(/<script|onclick=|undefined|\[object/i)
  for (const path of Object.keys(contract.paths)) expect(page).toContain(path)
})
