import { Hono } from 'hono'
import { homeView } from '#services/portal/home'
import { portalView } from '#services/portal/portal-view'
import { listRegionViews } from '#services/portal/regions'
import { register, registrationForm } from '#services/registrations/register'
import { addressOf } from './address.ts'
import { answer, answerAnyone } from './answer.ts'
import type { Env } from './env.ts'

export const portalApp = (): Hono<Env> => {
  const app = new Hono<Env>()
  answerAnyone(app, 'GET /api/regions', ({ world }) => listRegionViews(world))
  answerAnyone(app, 'GET /api/registrations/:region/:chain', ({ world, params }) =>
    registrationForm(world, params.region, params.chain),
  )
  answerAnyone(
    app,
    'POST /api/registrations/:region/:chain',
    async ({ c, world, params, body, key }) =>
      register(world, {
        region: params.region,
        chain: params.chain,
        data: (body.data ?? {}) as never,
        password: String(body.password ?? ''),
        address: addressOf(c),
        key,
      }),
  )
  answer(app, 'GET /api/portal', ({ world, viewer }) => portalView(world, viewer))
  answer(app, 'GET /api/home', ({ world, viewer }) => homeView(world, viewer))
  return app
}
