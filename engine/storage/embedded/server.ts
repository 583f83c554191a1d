import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, rmSync, statSync, truncateSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import { serverEnv } from './cluster.ts'
import { giveTo, type Home } from './home.ts'
import type { Owner } from './owner.ts'
import { isAlive, mayServe, readPostmaster } from './postmaster.ts'
import { isReady } from './probe.ts'
import { EmbeddedRefused } from './refused.ts'
import { makeSocketFolder } from './socket.ts'

/** Everything needed to start, find and stop one cluster's server. */
export interface ServerPlan {
  readonly home: Home
  readonly binaries: Binaries
  readonly owner: Owner | undefined
  readonly isFast: boolean
}

export interface Running {
  readonly pid: number
  readonly port: number
  readonly adopted: boolean
}

/** For a small machine: what PostgreSQL itself suggests, minus what nobody uses on loopback. */
const settings = {
  listen_addresses: '127.0.0.1',
  shared_buffers: '128MB',
  max_connections: '100',
  max_wal_size: '1GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  jit: 'off',
}

/** For tests: nothing here has to survive a power cut. */
const fastSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** How long a start may take: recovery after a crash replays up to max_wal_size. */
const startSeconds = 60
/** After a crash the old server's children hold its memory for a moment. */
const retrySeconds = 15

/** The server of this cluster: the one that runs already, or a new one. */
export async function ensureServer(plan: ServerPlan): Promise<Running> {
  const until = Date.now() + retrySeconds * 1000
  for (;;) {
    const found = await adopt(plan)
    if (found) return found
    const outcome = await start(plan)
    if (typeof outcome !== 'string') return outcome
    if (Date.now() > until) {
      throw new EmbeddedRefused(
        `PostgreSQL 没能在 ${plan.home.cluster} 启动：${outcome}（详见 ${logFile(plan.home.cluster)}）`,
      )
    }
    await pause(250)
  }
}

async function adopt({ home }: ServerPlan): Promise<Running | undefined> {
  const running = readPostmaster(home.cluster)
  if (!running) return undefined
  if (!mayServe(running.pid, home.cluster)) {
    rmSync(join(home.cluster, 'postmaster.pid'), { force: true })
    return undefined
  }
  let reason = '它没有回应'
  for (const until = Date.now() + startSeconds * 1000; Date.now() < until; await pause(50)) {
    if (!isAlive(running.pid)) return undefined
    const answer = await isReady(home, running.port)
    if (answer === 'ready') return { ...running, adopted: true }
    if (answer.final) {
      reason = answer.final
      break
    }
  }
  throw new EmbeddedRefused(
    `${home.cluster} 上已有一个 PostgreSQL 在运行（进程 ${running.pid}），但不能接入：${reason}。请先停止它，或用 DATA_DIR 指定另一个目录。`,
  )
}

/** A running server, or why it ended: the caller decides whether to try again. */
async function start(plan: ServerPlan): Promise<Running | string> {
  const { home, binaries, owner, isFast } = plan
  const port = (await freePort(home.port)) ?? (await freePort(0))
  if (port === undefined) return '127.0.0.1 上没有空闲的端口'
  const socket = makeSocketFolder(home.cluster, owner) ?? ''
  const options = Object.entries({
    ...settings,
    ...(isFast && fastSettings),
    port,
    unix_socket_directories: socket,
  })
  const log = openLog(home.cluster, owner)
  const child = spawn(
    join(binaries.dir, 'postgres'),
    ['-D', home.cluster, ...options.flatMap(([key, value]) => ['-c', `${key}=${value}`])],
    {
      // A session of its own: Ctrl-C in the terminal is for us, and we end the server in good order.
      detached: true,
      stdio: ['ignore', log, log],
      cwd: '/',
      env: serverEnv,
      ...owner,
    },
  )
  closeSync(log)
  let ended: string | undefined
  child.once('error', (error) => (ended = error.message))
  child.once('exit', (code, signal) => (ended = `it ended with ${signal ?? code}`))
  child.unref()

  for (const until = Date.now() + startSeconds * 1000; Date.now() < until; await pause(15)) {
    if (ended !== undefined) return ended
    if (
      child.pid !== undefined &&
      readPostmaster(home.cluster)?.pid === child.pid &&
      (await isReady(home, port)) === 'ready'
    ) {
      return { pid: child.pid, port, adopted: false }
    }
  }
  child.kill('SIGQUIT')
  return `${startSeconds} 秒后仍未就绪`
}

/** Fast shutdown: open transactions are rolled back, everything committed is written. */
export async function stopServer(
  { home, binaries, owner }: ServerPlan,
  pid: number,
): Promise<void> {
  if (!isAlive(pid)) return
  const args = ['stop', '-D', home.cluster, '-m', 'fast', '-w', '-t', '60', '-s']
  const child = spawn(join(binaries.dir, 'pg_ctl'), args, {
    stdio: 'ignore',
    cwd: '/',
    env: serverEnv,
    ...owner,
  })
  await once(child, 'exit')
  // Its folder was deleted under it, so pg_ctl does not find it: there is nothing left to save.
  if (isAlive(pid) && !existsSync(home.cluster)) process.kill(pid, 'SIGQUIT')
  while (isAlive(pid) && readPostmaster(home.cluster) === undefined) await pause(5)
}

async function freePort(wanted: number | undefined): Promise<number | undefined> {
  if (wanted === undefined) return undefined
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined))
    server.listen({ port: wanted, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined))
    })
  })
}

export function logFile(cluster: string): string {
  return `${cluster}.log`
}

/** Opened by us, so it may lie where only we may write; begun anew when it has grown long. */
function openLog(cluster: string, owner: Owner | undefined): number {
  const file = logFile(cluster)
  if (existsSync(file) && statSync(file).size > 8_000_000) truncateSync(file)
  const handle = openSync(file, 'a', 0o600)
  giveTo(file, owner)
  return handle
}
