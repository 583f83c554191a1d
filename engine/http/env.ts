import type { Context as World } from '#services/context'
import type { act } from '#services/filings/act'
import type { sessionAsking } from '#services/sessions/sign-in'
import type { Viewer } from '#services/viewer'
import type { Context } from 'hono'

/** What the middleware has found out about a request before a route sees it. */
export interface Env {
  Variables: {
    world: World
    /** Of a refusal, once somebody asks for it. */
    reference: string | undefined
    /** What an action is about to read, and what was read of it with the session. */
    asks: Parameters<typeof sessionAsking>[2] | undefined
    asked: Parameters<typeof act>[5]
    /** The session's token, if the request has one. */
    token: string | undefined
    viewer: Viewer | undefined
    mustChange: boolean
    /** The region a person without a session names: their refusals are in its words. */
    region: string | undefined
  }
}
export type Asked = Context<Env>
