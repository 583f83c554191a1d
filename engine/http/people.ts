import { issue } from '#core/base'
import { changeDepartment } from '#services/people/department'
import { listPeople, readPerson } from '#services/people/list'
import { Refused } from '#services/refusal'
import { Hono } from 'hono'
import { answer } from './answer.ts'
import type { Env } from './env.ts'
import { pagingOf, yearIn } from './paging.ts'

/** People in reach of a post; one's own department. */
export const peopleApp = (): Hono<Env> => {
  const app = new Hono<Env>()
  answer(app, 'GET /api/people', async ({ world, viewer, query }) =>
    listPeople(world, viewer, {
      query: query.query,
      list: query.list,
      chain: query.chain,
      year: yearIn(query.year),
      filters: { ...query },
      ...pagingOf(query),
    }),
  )
  answer(app, 'GET /api/people/:id', async ({ world, viewer, params, query }) =>
    readPerson(world, viewer, params.id, query.list),
  )
  answer(app, 'PUT /api/profile/department', async ({ world, viewer, body }) => {
    const { department } = body
    if (department !== null && typeof department !== 'string')
      throw new Refused(issue('bad-request', ['department'], { detail: 'text | null' }))
    return changeDepartment(world, viewer, department)
  })
  return app
}
