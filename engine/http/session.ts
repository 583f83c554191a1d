import { Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { issue } from '#core/base'
import { sessionView } from '#services/portal/session-view'
import { Refused } from '#services/refusal'
import {
  changeIdentity,
  changePassword,
  type Opened,
  sessionOf,
  signIn,
  signOut,
} from '#services/sessions/sign-in'
import { viewerOf } from '#services/viewer'
import type { SessionView } from '#core/api'
import { answer, answerAnyone } from './answer.ts'
import { addressOf } from './address.ts'
import type { Asked, Env } from './env.ts'
import { cookieName, isSecure } from './guard.ts'

export const sessionApp = (): Hono<Env> => {
  const app = new Hono<Env>()
  answerAnyone(app, 'POST /api/session', async ({ c, world, body }) => {
    const known = getCookie(c, deviceCookie(c))
    const given = await signIn(world, {
      region: String(body.region),
      idNumber: String(body.idNumber),
      password: String(body.password),
      ...(body.identity && { identity: String(body.identity) }),
      address: addressOf(c),
      ...(known !== undefined && { device: known }),
    })
    const view = await enter(c, given)
    setCookie(c, deviceCookie(c), given.device, { ...ours(c), maxAge: aDevice })
    return view
  })
  answer(
    app,
    'GET /api/session',
    async ({ c, world, viewer }) => sessionView(world, viewer, c.get('mustChange')),
    { evenIfPasswordIsGiven: true },
  )
  answerAnyone(app, 'DELETE /api/session', async ({ c, world }) => {
    const token = c.get('token')
    if (token) await signOut(world, token)
    deleteCookie(c, cookieName(c), { path: '/' })
    return { ok: true }
  })
  answer(
    app,
    'POST /api/session/identity',
    async ({ c, world, body }) => {
      const [token, session] = await ownSession(c)
      return enter(c, await changeIdentity(world, token, session, String(body.identity)))
    },
    { evenIfPasswordIsGiven: true },
  )
  answer(
    app,
    'POST /api/password',
    async ({ c, world, body }) => {
      const [, session] = await ownSession(c)
      return enter(
        c,
        await changePassword(world, session, { old: String(body.old), new: String(body.new) }),
      )
    },
    { evenIfPasswordIsGiven: true },
  )
  return app
}

async function ownSession(c: Asked) {
  const token = c.get('token')
  const session = token ? await sessionOf(c.get('world'), token) : undefined
  if (!token || !session) throw new Refused(issue('not-signed-in'))
  return [token, session] as const
}

/** A new session: its token goes into a cookie no script can read. */
async function enter(c: Asked, given: Opened): Promise<SessionView> {
  const world = c.get('world')
  const viewer = await viewerOf(world, given.session)
  if (!viewer) throw new Refused(issue('no-identity', ['identity']))
  setCookie(c, cookieName(c), given.token, ours(c))
  return sessionView(world, viewer, given.session.must_change)
}

const ours = (c: Asked) =>
  ({ httpOnly: true, sameSite: 'Lax', path: '/', secure: isSecure(c) }) as const
/** Half a year in seconds: as long as the server remembers it. */
const aDevice = 180 * 86_400
const deviceCookie = (c: Asked): string => `${cookieName(c)}-device`
