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
    /** The region a person without a session names: their refusals are in its words. */
    region: string | undefined
  }
}
export type Asked = Context<Env>
