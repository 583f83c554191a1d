import { Hono } from 'hono'
import type { Env } from './env.ts'
import contract from './openapi.json' with { type: 'json' }
import { contractPage } from './openapi-page.ts'

/** The contract, for programs and for people. Generated from the types of `core/api`. */
export const openapiApp = (): Hono<Env> => {
  const app = new Hono<Env>()
  let page: string | undefined
  app.get('/api/openapi.json', (c) => {
    c.header('cache-control', 'public, max-age=300')
    return c.json(contract)
  })
  app.get('/api', (c) => {
    c.header('cache-control', 'public, max-age=300')
    return c.html((page ??= contractPage(contract as never)))
  })
  return app
}
