import { verifyCode } from '#services/verify/verify'
import { Hono } from 'hono'
import { addressOf } from './address.ts'
import { answerAnyone } from './answer.ts'
import type { Env } from './env.ts'

/** What a certificate's code says today, to anyone. */
export const verifyApp = (): Hono<Env> => {
  const app = new Hono<Env>()
  answerAnyone(app, 'GET /api/verify/:code', async ({ c, world, params }) =>
    verifyCode(world, params.code, addressOf(c)),
  )
  return app
}
