import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { canReach, type Owner } from './owner.ts'
import { EmbeddedRefused } from './refused.ts'

/** What the data folder remembers of its server. Kept 0600: it holds the password. */
export interface Home {
  /** Where PostgreSQL keeps its files; mostly `postgres` inside the data folder. */
  readonly cluster: string
  readonly password: string
  /** The port used last, kept so that a restarted server is found where it was. */
  readonly port?: number
}

export const user = 'xueshi'
export const databaseName = 'xueshi'

export function homeFile(dataDir: string): string {
  return join(dataDir, 'embedded.json')
}

export function readHome(dataDir: string): Home | undefined {
  const file = homeFile(dataDir)
  if (!existsSync(file)) return undefined
  try {
    accessSync(file, constants.R_OK | constants.W_OK)
  } catch {
    throw new EmbeddedRefused(
      `${file} 属于另一个用户：请以建立 ${dataDir} 的用户启动，或用 DATA_DIR 指定另一个目录。`,
    )
  }
  const home = parseHome(readFileSync(file, 'utf8'))
  if (!home) throw new EmbeddedRefused(`${file} 已损坏：请放回原来的文件，或把备份恢复到空目录。`)
  return { ...home, cluster: resolve(dataDir, home.cluster) }
}

function parseHome(text: string): Home | undefined {
  try {
    const home = JSON.parse(text) as Partial<Home>
    return typeof home.cluster === 'string' && typeof home.password === 'string'
      ? (home as Home)
      : undefined
  } catch {
    return undefined
  }
}

/** The cluster is written relative when it lies inside, so that a data folder can be moved. */
export function writeHome(dataDir: string, home: Home): void {
  const inside = resolve(dataDir, 'postgres')
  const cluster = home.cluster === inside ? 'postgres' : home.cluster
  const half = `${homeFile(dataDir)}.new`
  rmSync(half, { force: true })
  const text = `${JSON.stringify({ ...home, cluster }, null, 2)}\n`
  writeFileSync(half, text, { mode: 0o600, flush: true })
  // Root that helps out in a user's folder leaves it the user's.
  if (process.getuid?.() === 0) {
    const { uid, gid } = statSync(dataDir)
    chownSync(half, uid, gid)
  }
  renameSync(half, homeFile(dataDir))
}

/** Chooses a place for a new cluster, and a password for it. Writes neither yet. */
export function makeHome(
  dataDir: string,
  owner: Owner | undefined,
  log: (line: string) => void,
): Home {
  const inside = resolve(dataDir, 'postgres')
  if (existsSync(inside)) {
    throw new EmbeddedRefused(
      `${inside} 里有数据库，但保存其密码的 ${homeFile(dataDir)} 不见了：请放回原处，或把备份恢复到空目录。`,
    )
  }
  const password = randomBytes(24).toString('base64url')
  if (owner === undefined || canReach(dirname(inside), owner)) return { cluster: inside, password }

  const elsewhere = join(
    roomFor(owner),
    `${basename(dirname(resolve(dataDir)))}-${randomBytes(4).toString('hex')}`,
    'postgres',
  )
  log(
    `PostgreSQL 的文件放在 ${elsewhere}：它的用户（uid ${owner.uid}）进不了 ${resolve(dataDir)}。`,
  )
  return { cluster: elsewhere, password }
}

function roomFor(owner: Owner): string {
  const room = ['/var/lib/xueshi', '/var/tmp/xueshi'].find((it) => {
    try {
      mkdirSync(it, { recursive: true, mode: 0o755 })
      accessSync(it, constants.W_OK)
      return canReach(it, owner)
    } catch {
      return false
    }
  })
  if (room === undefined) {
    throw new EmbeddedRefused(
      '以 root 启动时，PostgreSQL 要用一个它自己的用户进得了的目录：请用 DATA_DIR 指定，如 /srv/xueshi。',
    )
  }
  return room
}

/** Makes the folder above the cluster; the cluster itself is made by initdb, as its owner. */
export function makeFolderFor(cluster: string, owner: Owner | undefined): void {
  const above = dirname(cluster)
  if (!existsSync(above)) mkdirSync(above, { recursive: true, mode: owner ? 0o711 : 0o700 })
}

/** Gives a path to the server's user, where there is one. */
export function giveTo(path: string, owner: Owner | undefined): void {
  if (owner) chownSync(path, owner.uid, owner.gid)
}

/** The same for a folder and all that is in it, closed to everybody else. */
export function giveFolder(folder: string, owner: Owner | undefined): void {
  for (const it of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(it.parentPath, it.name)
    chmodSync(path, it.isDirectory() ? 0o700 : 0o600)
    giveTo(path, owner)
  }
  chmodSync(folder, 0o700)
  giveTo(folder, owner)
}
