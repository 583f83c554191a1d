import { listYears } from '#services/standings/years'
import { Hono } from 'hono'
import { answer } from './answer.ts'
import type { Env } from './env.ts'

/** A person's years, judged and explained. */
export const standingsApp = (): Hono<Env> => {
  const app = new Hono<Env>()
  answer(app, 'GET /api/standings', async ({ world, viewer, query }) =>
    listYears(world, viewer, query.person || undefined),
  )
  return app
}
