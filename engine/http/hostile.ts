import { issue } from '#core/base'
import { Refused } from '#services/refusal'
import type { MiddlewareHandler } from 'hono'
import type { Env } from './env.ts'

/** Own keys of these names survive JSON.parse and poison whoever copies or prints what has them. */
const names = new Set(['__proto__', 'constructor', 'prototype', 'toString', 'valueOf'])

/** No form nests deeper than rows with files in them; what does is meant for our stack. */
const deepest = 32

/** Refuses what was read of a JSON body. There is no text with a NUL in the database either. */
export function refuseHostile(value: unknown, key = '', depth = 0): void {
  const isNul = typeof value === 'string' && value.includes('\0')
  if (names.has(key) || isNul || depth > deepest)
    throw new Refused(issue('bad-request', [], { detail: key }))
  if (typeof value !== 'object' || value === null) return
  for (const [name, inner] of Object.entries(value))
    refuseHostile(inner, Array.isArray(value) ? '' : name, depth + 1)
}

/** An address with a NUL names nothing we could look up. */
export const withoutNul: MiddlewareHandler<Env> = async (c, next) => {
  if (c.req.url.includes('%00')) throw new Refused(issue('bad-request', [], { detail: 'URL' }))
  await next()
}
