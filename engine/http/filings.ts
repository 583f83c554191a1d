import { Hono } from 'hono'
import { issue } from '#core/base'
import { act } from '#services/filings/act'
import { actBatch } from '#services/filings/batch'
import { file } from '#services/filings/file'
import { startJob, viewJob } from '#services/filings/job'
import { listPage } from '#services/filings/lists'
import { newForm } from '#services/filings/new-form'
import { preview } from '#services/filings/preview'
import { viewFiling } from '#services/filings/view'
import { Refused } from '#services/refusal'
import { answer } from './answer.ts'
import type { Env } from './env.ts'
import { pageTexts } from './paging.ts'

export const filingsApp = (): Hono<Env> => {
  const app = new Hono<Env>()
  answer(app, 'GET /api/forms/:chain', ({ world, viewer, params, query }) =>
    newForm(world, viewer, { chain: params.chain, ...query }),
  )
  answer(app, 'POST /api/preview', ({ world, viewer, body }) =>
    preview(world, viewer, { ...(body as Parameters<typeof preview>[2]), data: dataOf(body.data) }),
  )
  answer(app, 'POST /api/filings', ({ world, viewer, body, key }) =>
    file(world, viewer, { ...body, chain: String(body.chain), data: dataOf(body.data) }, key),
  )
  answer(app, 'GET /api/filings', ({ world, viewer, query }) =>
    listPage(world, viewer, { ...query, ...pageTexts(query) }),
  )
  answer(app, 'GET /api/filings/:id', ({ world, viewer, params }) =>
    viewFiling(world, viewer, params.id),
  )
  answer(app, 'POST /api/filings/:id/actions', ({ c, world, viewer, params, body, key }) =>
    act(world, viewer, params.id, body, key, c.get('asked')),
  )
  answer(app, 'POST /api/batches', ({ world, viewer, body, key }) =>
    actBatch(world, viewer, body, key),
  )
  answer(app, 'POST /api/jobs', ({ world, viewer, body, key }) =>
    startJob(world, viewer, { ...body, query: textsIn(body.query) }, key),
  )
  answer(app, 'GET /api/jobs/:id', ({ world, viewer, params }) => viewJob(world, viewer, params.id))
  return app
}

/** What a query string could have said: the contract's JSON has no word for names that begin alike. */
function textsIn<Q extends object>(query: Q): Q {
  const odd = Object.entries(query).find(([, it]) => typeof it !== 'string')
  if (odd) throw new Refused(issue('bad-request', ['query', odd[0]], { detail: odd[0] }))
  return query
}

/** Values are checked field by field in the core; here only that they are values at all. */
function dataOf(given: unknown): Record<string, never> {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new Refused(issue('bad-request', ['data'], { detail: 'data' }))
  return given as Record<string, never>
}
