import type { Context as World } from '#services/context'
import type { Viewer } from '#services/viewer'
import type { Context } from 'hono'

/** What the middleware has found out about a request before a route sees it. */
export interface Env {
  Variables: {
    world: World
    reference: string
    /** The session's token, if the request has one. */
    token: string | undefined
    viewer: Viewer | undefined
    mustChange: boolean
  }
}
export type Asked = Context<Env>
