import { issue } from '#core/base'
import { areasOf, departmentsIn, findOffices, whereOf } from '#services/offices/find'
import { closeReview, listSubordinates } from '#services/people/subordinates'
import { Refused } from '#services/refusal'
import { Hono } from 'hono'
import { answer, answerAnyone } from './answer.ts'
import type { Env } from './env.ts'
import { pagingOf } from './paging.ts'

/** The picker's offices, departments and areas, for anyone; the offices below one's own, for posts. */
export const officesApp = (): Hono<Env> => {
  const app = new Hono<Env>()
  answerAnyone(app, 'GET /api/offices', async ({ c, world, query }) => {
    const where = await whereOf(world, c.get('viewer'), query.region)
    const types = query.types?.split(',').filter((it) => it !== '') ?? []
    return findOffices(where, { query: query.query, area: query.area, types, ...pagingOf(query) })
  })
  answerAnyone(app, 'GET /api/offices/:id/departments', async ({ c, world, params, query }) =>
    departmentsIn(await whereOf(world, c.get('viewer'), query.region), params.id),
  )
  answerAnyone(app, 'GET /api/areas', async ({ c, world, query }) =>
    areasOf(await whereOf(world, c.get('viewer'), query.region)),
  )
  answer(app, 'GET /api/subordinates', async ({ world, viewer }) => listSubordinates(world, viewer))
  answer(app, 'POST /api/subordinates/:id/review', async ({ world, viewer, params, body, key }) => {
    if (typeof body.closed !== 'boolean')
      throw new Refused(issue('bad-request', ['closed'], { detail: 'true | false' }))
    return closeReview(world, viewer, { office: params.id, closed: body.closed }, key)
  })
  return app
}
