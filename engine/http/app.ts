import { issue } from '#core/base'
import type { Context as World } from '#services/context'
import { Refused } from '#services/refusal'
import { Hono } from 'hono'
import { adminApp } from './admin.ts'
import { certificatesApp } from './certificates.ts'
import type { Env } from './env.ts'
import { filesApp } from './files.ts'
import { filingsApp } from './filings.ts'
import { sameOriginOnly, withAsks, withHeaders, withinSize, withViewer } from './guard.ts'
import { healthApp } from './health.ts'
import { withoutNul } from './hostile.ts'
import { officesApp } from './offices.ts'
import { openapiApp } from './openapi.ts'
import { peopleApp } from './people.ts'
import { portalApp } from './portal.ts'
import { answerProblem } from './problems.ts'
import { sessionApp } from './session.ts'
import { standingsApp } from './standings.ts'
import { staticApp } from './static.ts'
import { verifyApp } from './verify.ts'

const megabyte = 1_048_576

/** The doors of one world: every route of the contract, the built apps, and nothing else. */
export function buildApp(
  world: World,
  folders: { readonly portal: string; readonly admin: string },
): Hono<Env> {
  const app = new Hono<Env>()
  app.use(async (c, next) => {
    c.set('world', world)
    await next()
  })
  app.use(withHeaders)
  app.use('/api/*', sameOriginOnly)
  app.use('/api/*', withoutNul)
  app.use('/api/*', withinSize(20 * megabyte))
  app.on('POST', '/api/filings/:id/actions', withAsks)
  app.use('/api/*', withViewer)
  const rooms = [
    healthApp,
    openapiApp,
    sessionApp,
    portalApp,
    filingsApp,
    filesApp,
    standingsApp,
    peopleApp,
    officesApp,
    certificatesApp,
    verifyApp,
    adminApp,
  ]
  for (const room of rooms) app.route('/', room())
  app.all('/api/*', (c) =>
    answerProblem(new Refused(issue('not-found', [], { path: c.req.path })), c),
  )
  app.route('/', staticApp(folders))
  app.onError((error, c) => answerProblem(error, c))
  return app
}
