import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { giveTo } from './home.ts'
import type { Owner } from './owner.ts'

/** The kernel keeps 108 bytes for the name of a socket, its final NUL and PostgreSQL's own file name included. */
const longest = 107 - '/.s.PGSQL.65535'.length

/**
 * The folder of a cluster's socket: beside it, open to its user only. A way shorter than loopback
 * TCP for those on this machine; undefined where there is none (Windows, a deep or an odd path), and
 * then TCP does.
 */
export function socketFolder(cluster: string): string | undefined {
  const folder = `${cluster}.socket`
  const isUsable =
    process.platform !== 'win32' &&
    Buffer.byteLength(folder) <= longest &&
    /^[\w/.-]+$/.test(folder)
  return isUsable ? folder : undefined
}

export function makeSocketFolder(cluster: string, owner: Owner | undefined): string | undefined {
  const folder = socketFolder(cluster)
  if (folder === undefined) return undefined
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o700)
  giveTo(folder, owner)
  return folder
}

/** The same address by the server's socket, where it has one; everybody else's tools understand it too. */
export function bySocket(url: string, cluster: string): string {
  const folder = socketFolder(cluster)
  const { port } = new URL(url)
  return folder !== undefined && existsSync(join(folder, `.s.PGSQL.${port}`))
    ? `${url}?host=${folder}`
    : url
}
