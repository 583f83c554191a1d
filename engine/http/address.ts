import { getConnInfo } from '@hono/node-server/conninfo'
import type { Asked } from './env.ts'

/** Where a request comes from, for limits. Behind a proxy, what the proxy says (TRUST_PROXY=1). */
export function addressOf(c: Asked): string {
  const told = c.get('world').trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  if (told) return told
  try {
    return getConnInfo(c).remote.address ?? 'unknown'
  } catch {
    // app.request() in tests has no socket.
    return 'unknown'
  }
}
