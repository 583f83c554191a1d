import { isReady } from '#services/doctor/ready'
import { Hono } from 'hono'
import type { Env } from './env.ts'

/** For whoever keeps the server running: `livez` asks the process, `readyz` asks the database too. */
export const healthApp = (): Hono<Env> => {
  const app = new Hono<Env>()
  app.get('/livez', (c) => c.text('ok'))
  app.get('/readyz', async (c) => {
    const ready = await isReady(c.get('world'))
    return ready.ok ? c.json({ ready: true }) : c.json({ ready: false, why: ready.why }, 503)
  })
  return app
}
