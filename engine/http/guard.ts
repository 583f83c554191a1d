import { isId, issue } from '#core/base'
import { Refused } from '#services/refusal'
import { sessionAsking, sessionOf } from '#services/sessions/sign-in'
import { viewerOfSession } from '#services/viewer'
import type { MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Asked, Env } from './env.ts'

/**
 * One list, made once: `style-src 'unsafe-inline'` because Element Plus places its pop-ups by style
 * attributes; scripts only from here, never inline, never evaluated.
 */
const headers: readonly (readonly [string, string])[] = [
  [
    'content-security-policy',
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; frame-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; manifest-src 'self'",
  ],
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'same-origin'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['permissions-policy', 'camera=(self), geolocation=(), microphone=()'],
]
export const withHeaders: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  for (const [name, value] of headers) if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  // Where people come by https they go on doing so, whatever a link says.
  if (isSecure(c)) c.res.headers.set('strict-transport-security', 'max-age=31536000')
  if (c.req.path.startsWith('/api/') && !c.res.headers.has('cache-control'))
    c.res.headers.set('cache-control', 'no-store')
}

/**
 * A page of another site may send us forms and simple requests with our cookie (T14). A request
 * that changes something must come from our own pages: same origin, or no browser at all.
 */
export const sameOriginOnly: MiddlewareHandler<Env> = async (c, next) => {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && isForeign(c))
    throw new Refused(issue('foreign-origin'))
  await next()
}
function isForeign(c: Asked): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  const origin = c.req.header('origin')
  if (origin === undefined) return false
  return !URL.canParse(origin) || new URL(origin).host !== c.req.header('host')
}

/** Cookies are `__Host-`, and so Secure, wherever the portal is reached by https. */
export const cookieName = (c: Asked): string => (isSecure(c) ? '__Host-xueshi' : 'xueshi')
export const isSecure = (c: Asked): boolean => c.get('world').publicUrl.startsWith('https:')

/** An action begins with its filing as it stands: that is read together with the session. */
export const withAsks: MiddlewareHandler<Env> = async (c, next) => {
  const filing = c.req.param('id') ?? ''
  if (isId(filing)) c.set('asks', { filing, key: c.req.header('idempotency-key') ?? '' })
  await next()
}

/** Who asks. A session whose account or post is no more counts as none. */
export const withViewer: MiddlewareHandler<Env> = async (c, next) => {
  const token = getCookie(c, cookieName(c))
  if (token) await enter(c, token)
  await next()
}
async function enter(c: Asked, token: string): Promise<void> {
  const world = c.get('world')
  const asks = c.get('asks')
  const found = asks && (await sessionAsking(world, token, asks))
  const session = asks ? found?.session : await sessionOf(world, token)
  const viewer = session && (await viewerOfSession(world, session))
  if (!viewer) return
  c.set('token', token)
  c.set('viewer', viewer)
  c.set('mustChange', session.must_change)
  c.set('asked', found?.asked)
}

/** Bytes counted at the door, whatever the headers say (chunked bodies have no length). */
export const withinSize =
  (most: number): MiddlewareHandler<Env> =>
  async (c, next) => {
    const told = Number(c.req.header('content-length') ?? 0)
    if (told > most)
      throw new Refused(issue('body-too-large', [], { megabytes: Math.round(most / 1_048_576) }))
    // Asking for the body as a stream is dear: only where there is one and nothing says how long it is.
    const isTold = c.req.header('content-length') !== undefined || c.req.method === 'GET'
    const body = isTold ? undefined : c.req.raw.body
    if (body) {
      const bytes = await readAtMost(body, most)
      c.req.raw = new Request(c.req.raw.url, {
        method: c.req.method,
        headers: c.req.raw.headers,
        body: bytes,
      })
    }
    await next()
  }
async function readAtMost(
  body: ReadableStream<Uint8Array>,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body) {
    size += part.length
    if (size > most)
      throw new Refused(issue('body-too-large', [], { megabytes: Math.round(most / 1_048_576) }))
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}
