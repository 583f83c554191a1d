import { isIPv6 } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Asked } from './env.ts'

/** Where a request comes from, for limits. Behind a proxy, what the proxy says (TRUST_PROXY=1). */
export function addressOf(c: Asked): string {
  const told = c.get('world').trustProxy
    ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    : undefined
  if (told) return networkOf(told)
  try {
    return networkOf(getConnInfo(c).remote.address ?? 'unknown')
  } catch {
    // app.request() in tests has no socket.
    return 'unknown'
  }
}

/**
 * What one asker cannot change at will: of IPv6 everybody has at least a /64 to themselves, so its
 * first four groups. An IPv4 address written as IPv6 stays that address.
 */
export function networkOf(address: string): string {
  const v4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (v4 !== undefined || !isIPv6(address)) return (v4 ?? address).slice(0, 64)
  const [left = '', right] = (address.split('%')[0] ?? '').split('::')
  const [before, after] = [groups(left), groups(right ?? '')]
  const missing = right === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const all = [...before, ...Array<string>(missing).fill('0'), ...after].slice(0, 4)
  return `${all.map((it) => Number.parseInt(it, 16).toString(16)).join(':')}::/64`
}
const groups = (text: string): string[] => (text === '' ? [] : text.split(':'))
