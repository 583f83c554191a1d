import { listPacks, readPack } from '#services/admin/packs'
import { Hono } from 'hono'
import { answer } from './answer.ts'
import type { Env } from './env.ts'

/** Packs as the configuration interface shows them. */
export const adminApp = (): Hono<Env> => {
  const app = new Hono<Env>()
  answer(app, 'GET /api/admin/packs', async ({ world, viewer }) => listPacks(world, viewer))
  answer(app, 'GET /api/admin/packs/:region', async ({ world, viewer, params, query }) =>
    readPack(world, viewer, params.region, query.hash || undefined),
  )
  return app
}
