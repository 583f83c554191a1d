import { issue } from '#core/base'
import { Refused } from '#services/refusal'
import type { MiddlewareHandler } from 'hono'
import type { Env } from './env.ts'

/** Own keys of these names survive JSON.parse and poison whoever copies or prints what has them. */
const names = new Set(['__proto__', 'constructor', 'prototype', 'toString', 'valueOf'])

/** For JSON.parse. There is no text with a NUL in the database either. */
export function refuseHostile(key: string, value: unknown): unknown {
  const isNul = typeof value === 'string' && value.includes('\0')
  if (names.has(key) || isNul) throw new Refused(issue('bad-request', [], { detail: key }))
  return value
}

/** An address with a NUL names nothing we could look up. */
export const withoutNul: MiddlewareHandler<Env> = async (c, next) => {
  if (c.req.url.includes('%00')) throw new Refused(issue('bad-request', [], { detail: 'URL' }))
  await next()
}
