import { Hono } from 'hono'
import { issue } from '#core/base'
import { act } from '#services/filings/act'
import { actBatch } from '#services/filings/batch'
import { file } from '#services/filings/file'
import { startJob, viewJob } from '#services/filings/job'
import { listPage } from '#services/filings/lists'
import { newForm, preview } from '#services/filings/preview'
import { viewFiling } from '#services/filings/view'
import { Refused } from '#services/refusal'
import { answer } from './answer.ts'
import type { Env } from './env.ts'

export const filingsApp = (): Hono<Env> => {
  const app = new Hono<Env>()
  answer(app, 'GET /api/forms/:chain', ({ world, viewer, params, query }) => newForm(world, viewer, { chain: params.chain, ...query }))
  answer(app, 'POST /api/preview', ({ world, viewer, body }) => preview(world, viewer, { ...(body as Parameters<typeof preview>[2]), data: dataOf(body.data) }))
  answer(app, 'POST /api/filings', ({ world, viewer, body, key }) => file(world, viewer, { ...body, chain: String(body.chain), data: dataOf(body.data) }, key))
  answer(app, 'GET /api/filings', ({ world, viewer, query }) => listPage(world, viewer, query))
  answer(app, 'GET /api/filings/:id', ({ world, viewer, params }) => viewFiling(world, viewer, params.id))
  answer(app, 'POST /api/filings/:id/actions', ({ world, viewer, params, body, key }) => act(world, viewer, params.id, body, key))
  answer(app, 'POST /api/batches', ({ world, viewer, body, key }) => actBatch(world, viewer, body, key))
  answer(app, 'POST /api/jobs', ({ world, viewer, body }) => startJob(world, viewer, body))
  answer(app, 'GET /api/jobs/:id', ({ world, viewer, params }) => viewJob(world, viewer, params.id))
  return app
}

/** Values are checked field by field in the core; here only that they are values at all. */
function dataOf(given: unknown): Record<string, never> {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new Refused(issue('bad-request', ['data'], { detail: 'data' }))
  return given as Record<string, never>
}
