import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** The user a server runs as. PostgreSQL refuses to run as root, so root lends it another one. */
export interface Owner {
  readonly uid: number
  readonly gid: number
}

/**
 * Undefined where we are a plain user: the server is then simply ours. As root it is whoever owns
 * the cluster already, else `postgres`, else `nobody`.
 */
export function serverOwner(cluster?: string): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined
  if (cluster !== undefined && existsSync(cluster)) {
    const { uid, gid } = statSync(cluster)
    if (uid !== 0) return { uid, gid }
  }
  return userNamed('postgres') ?? userNamed('nobody') ?? { uid: 65534, gid: 65534 }
}

function userNamed(name: string): Owner | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((it) => it.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) }
}

/** Whether that user may walk down to this folder: a home with mode 0700 above it forbids it. */
export function canReach(folder: string, owner: Owner): boolean {
  const at = resolve(folder)
  const above = dirname(at)
  if (above !== at && !canReach(above, owner)) return false
  if (!existsSync(at)) return true
  const { mode, uid, gid } = statSync(at)
  if (uid === owner.uid) return (mode & 0o100) !== 0
  if (gid === owner.gid) return (mode & 0o010) !== 0
  return (mode & 0o001) !== 0
}
