import type { Api, Body, Params, Query, Reply, Route } from '#core/api'
import { issue } from '#core/base'
import type { Context as World } from '#services/context'
import { Refused } from '#services/refusal'
import type { Viewer } from '#services/viewer'
import type { Hono } from 'hono'
import { checkBody } from './body.ts'
import type { Asked, Env } from './env.ts'
import { refuseHostile } from './hostile.ts'

export interface Given<R extends Route> {
  readonly c: Asked
  readonly world: World
  readonly params: Params<R>
  readonly query: Query<R> extends undefined
    ? Readonly<Record<string, string>>
    : NonNullable<Query<R>>
  readonly body: Body<R>
  /** Of the header Idempotency-Key. Every mutating route of a signed-in person has one. */
  readonly key: string
}
type Signed<R extends Route> = Given<R> & { readonly viewer: Viewer }

/** Routes that anybody may call; `answer` asks for a session. Listed so that a test can walk them all. */
export const routes: { readonly route: Route; readonly open: boolean }[] = []

/** Binds one route of the contract to the function that answers it, for signed-in people. */
export function answer<R extends Route>(
  app: Hono<Env>,
  route: R,
  handler: (given: Signed<R>) => Promise<Reply<R>>,
  options: { readonly evenIfPasswordIsGiven?: boolean } = {},
): void {
  bind(app, route, false, async (given) => {
    const viewer = signedIn(given.c, options)
    checkBody(route, given.body)
    return handler({ ...given, viewer })
  })
}

/** Who asks. A password somebody else gave opens nothing but its own change. */
export function signedIn(
  c: Asked,
  options: { readonly evenIfPasswordIsGiven?: boolean } = {},
): Viewer {
  const viewer = c.get('viewer')
  if (!viewer) throw new Refused(issue('not-signed-in'))
  if (c.get('mustChange') && !options.evenIfPasswordIsGiven)
    throw new Refused(issue('must-change-password'))
  return viewer
}

/** The same for routes anybody may call. */
export function answerAnyone<R extends Route>(
  app: Hono<Env>,
  route: R,
  handler: (given: Given<R>) => Promise<Reply<R>>,
): void {
  bind(app, route, true, async (given) => {
    checkBody(route, given.body)
    return handler(given)
  })
}

function bind<R extends Route>(
  app: Hono<Env>,
  route: R,
  open: boolean,
  handler: (given: Given<R>) => Promise<Reply<R>>,
): void {
  routes.push({ route, open })
  const [method, path] = route.split(' ') as [string, string]
  app.on(method, path, async (c) => {
    const body = method === 'POST' || method === 'PUT' ? await readBody(c) : undefined
    c.set('region', c.req.param('region') ?? namedRegion(body))
    const reply = await handler({
      c,
      world: c.get('world'),
      params: c.req.param() as Params<R>,
      query: c.req.query() as Given<R>['query'],
      body: body as Body<R>,
      key: keyOf(c, method),
    })
    return c.json(reply as never)
  })
}

function namedRegion(body: unknown): string | undefined {
  const named = (body as { readonly region?: unknown } | undefined)?.region
  return typeof named === 'string' ? named : undefined
}

async function readBody(c: Asked): Promise<unknown> {
  if (!(c.req.header('content-type') ?? '').startsWith('application/json'))
    throw new Refused(issue('bad-request', [], { detail: 'content-type: application/json' }))
  refuseLarge(Number(c.req.header('content-length') ?? 0))
  const text = await c.req.text()
  refuseLarge(text.length)
  const body: unknown = JSON.parse(text)
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Refused(issue('bad-request', [], { detail: '{…}' }))
  refuseHostile(body)
  return body
}

/** Five thousand filings of a batch are a fifth of it; only files are larger. */
const megabytes = 2
function refuseLarge(size: number): void {
  if (size > megabytes * 1_048_576) throw new Refused(issue('body-too-large', [], { megabytes }))
}

function keyOf(c: Asked, method: string): string {
  const key = c.req.header('idempotency-key') ?? ''
  if (key.length > 100) throw new Refused(issue('bad-request', [], { detail: 'Idempotency-Key' }))
  return method === 'GET' ? '' : key
}
export type Contract = Api
