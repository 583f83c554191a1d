import { existsSync, mkdirSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { alone } from '#setup/lock'
import { findBinaries } from './binaries.ts'
import { checkVersion, makeCluster } from './cluster.ts'
import { beat, enter, heartbeatMs, leave, refuseStrangers } from './guests.ts'
import { homeFile, makeHome, readHome, writeHome } from './home.ts'
import { serverOwner } from './owner.ts'
import { isAlive } from './postmaster.ts'
import { urlOf } from './probe.ts'
import { EmbeddedRefused } from './refused.ts'
import { ensureServer, type Running, type ServerPlan, stopServer } from './server.ts'
import { bySocket } from './socket.ts'

export interface EmbeddedOptions {
  /** Where the data is kept; made when it is missing. */
  readonly dataDir: string
  /** Other PostgreSQL programs than the package's own, for instance /usr/lib/postgresql/15/bin. */
  readonly binDir?: string
  /** No fsync: for tests, whose data nobody misses. */
  readonly fast?: boolean
  readonly log?: (line: string) => void
}

export interface Embedded {
  /** Good for as long as this is open, restarts of a killed server included. */
  readonly url: string
  /** Whether a server was running already: another process's, or one that outlived its own. */
  readonly adopted: boolean
  /** Signs out; the last process that uses the server stops it. */
  stop(): Promise<void>
}

/**
 * The database of a data folder: made at first use, started when it does not run, joined when it
 * does. While it is open a server that dies is started again on the same port.
 *
 * Throws EmbeddedRefused, with the reason, when the folder is another user's, another version's,
 * or served by a server we may not join.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const log = options.log ?? (() => undefined)
  const dataDir = makeDataDir(options.dataDir)
  const turn = join(dataDir, '.turn')

  let plan: ServerPlan
  let running: Running
  signIn(dataDir)
  const heart = setInterval(() => beat(dataDir), heartbeatMs)
  heart.unref()
  try {
    ;[plan, running] = await alone(turn, async () => {
      await refuseStrangers(dataDir, log)
      const made = prepare(dataDir, options, log)
      const started = await ensureServer(made)
      return [remember(dataDir, made, started), started] as const
    })
  } catch (error) {
    clearInterval(heart)
    leave(dataDir)
    throw error
  }
  if (running.adopted)
    log(`已接入 ${plan.home.cluster} 上正在运行的 PostgreSQL（进程 ${running.pid}）。`)

  const { port, adopted } = running
  let isOpen = true
  const watch = setInterval(revive, 500)
  watch.unref()
  let reviving = false

  async function revive(): Promise<void> {
    if (reviving || isAlive(running.pid)) return
    reviving = true
    try {
      await alone(turn, async () => {
        if (isOpen) running = await ensureServer(plan)
      })
      log(`PostgreSQL 曾经退出，现已重新运行（进程 ${running.pid}）。`)
      if (running.port !== port)
        log(`……但端口由 ${port} 变成了 ${running.port}：请重新启动本进程。`)
    } catch (error) {
      log(`PostgreSQL 已退出，且不能重新启动：${(error as Error).message}`)
    } finally {
      reviving = false
    }
  }

  async function stop(): Promise<void> {
    if (!isOpen) return
    isOpen = false
    clearInterval(watch)
    clearInterval(heart)
    await alone(turn, async () => {
      const staying = leave(dataDir)
      if (staying.length > 0) log(`进程 ${staying.join('、')} 还在使用，PostgreSQL 继续运行。`)
      else await stopServer(plan, running.pid)
    })
  }

  return { url: bySocket(urlOf(plan.home, port), plan.home.cluster), adopted, stop }
}

function signIn(dataDir: string): void {
  // Another user's folder is best refused by the file that says so.
  readHome(dataDir)
  try {
    enter(dataDir)
  } catch (error) {
    throw unusable(dataDir, error)
  }
}

function unusable(dataDir: string, error: unknown): EmbeddedRefused {
  return new EmbeddedRefused(`数据目录 ${dataDir} 不能使用：${(error as Error).message}`)
}

function makeDataDir(path: string): string {
  const at = resolve(path)
  try {
    // Others may pass through, which the server's user must, but not look around.
    if (!existsSync(at)) mkdirSync(at, { recursive: true, mode: 0o711 })
    return realpathSync(at)
  } catch (error) {
    throw unusable(at, error)
  }
}

function prepare(
  dataDir: string,
  options: EmbeddedOptions,
  log: (line: string) => void,
): ServerPlan {
  const isFast = options.fast === true
  const known = readHome(dataDir)
  const owner = serverOwner(known?.cluster)
  const binaries = findBinaries(owner, options.binDir, log)
  const home = known ?? makeHome(dataDir, owner, log)
  // The password is written first: a cluster whose password is lost could never be opened.
  if (!known) writeHome(dataDir, home)
  if (known?.port !== undefined && !existsSync(home.cluster)) {
    throw new EmbeddedRefused(
      `原来在 ${home.cluster} 的数据库不见了：请放回原处（磁盘挂载了吗？），或删除 ${homeFile(dataDir)}，从空的数据库开始。`,
    )
  }
  if (!existsSync(home.cluster)) makeCluster(home, binaries, owner, isFast)
  checkVersion(home.cluster, binaries)
  return { home, binaries, owner, isFast }
}

function remember(dataDir: string, plan: ServerPlan, { port }: Running): ServerPlan {
  if (plan.home.port === port) return plan
  const home = { ...plan.home, port }
  writeHome(dataDir, home)
  return { ...plan, home }
}
