import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { inject } from 'vitest'
import {
  type Embedded,
  type EmbeddedOptions,
  openEmbedded,
} from '../../engine/storage/embedded/index.ts'

/** What a test of the embedded database made, to be cleared away after it. */
const made: { folders: string[]; open: Embedded[]; children: ChildProcess[] } = {
  folders: [],
  open: [],
  children: [],
}

export function aFolder(mode = 0o711): string {
  const folder = mkdtempSync(join(inject('folder'), 'data-'))
  chmodSync(folder, mode)
  made.folders.push(folder)
  return join(folder, 'data')
}

/** A folder whose database was made before: copied from one that each test file makes once. */
export async function aUsedFolder(): Promise<string> {
  used ??= aUsedFolderItself()
  const dataDir = aFolder()
  cpSync(await used, dataDir, { recursive: true, verbatimSymlinks: true })
  const { uid, gid } = statSync(join(await used, 'postgres'))
  if (process.getuid?.() === 0)
    spawnSync('chown', ['-R', `${uid}:${gid}`, join(dataDir, 'postgres')])
  spawnSync('chmod', ['-R', 'u=rwX,go=', join(dataDir, 'postgres')])
  return dataDir
}

let used: Promise<string> | undefined

async function aUsedFolderItself(): Promise<string> {
  const folder = mkdtempSync(join(inject('folder'), 'data-'))
  chmodSync(folder, 0o711)
  const dataDir = join(folder, 'data')
  const embedded = await openEmbedded({ dataDir, fast: true })
  await embedded.stop()
  return dataDir
}

export async function open(options: EmbeddedOptions): Promise<Embedded> {
  const embedded = await openEmbedded(options)
  made.open.push(embedded)
  return embedded
}

export async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

export function postmasterOf(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
}

/** Waits for what must come true within ten seconds; a refused connection on the way is no failure. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 10_000
  let last: unknown
  while (performance.now() < end) {
    try {
      if (await holds()) return
    } catch (error) {
      last = error
    }
    await pause(50)
  }
  throw new Error('It did not come true within ten seconds.', { cause: last })
}

/** The folder opened by another process: see embedded-keeper.ts for its tasks. */
export function keeper(
  dataDir: string,
  task: 'hold' | 'write',
  as?: { uid: number; gid: number; env: NodeJS.ProcessEnv },
) {
  const program = join(dirname(fileURLToPath(import.meta.url)), 'embedded-keeper.ts')
  const child = spawn(process.execPath, [program, dataDir, task], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...as,
  })
  made.children.push(child)
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]()
  let last: Record<string, unknown> = {}

  async function next(key: string): Promise<Record<string, unknown>> {
    for (;;) {
      const { value, done } = await lines.next()
      if (done) throw new Error(`The keeper ended before it said '${key}'.`)
      last = JSON.parse(value) as Record<string, unknown>
      if (key in last) return last
    }
  }

  /** Kills it without warning, and answers the last row it knew to be written. */
  async function killAfter(ms: number): Promise<number> {
    await next('wrote')
    const end = performance.now() + ms
    while (performance.now() < end) await next('wrote')
    child.kill('SIGKILL')
    await once(child, 'exit')
    return last['wrote'] as number
  }

  return { next, killAfter, letGo: () => child.stdin!.end() }
}

export async function sweep(): Promise<void> {
  for (const child of made.children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.stdin?.end()
    const timer = setTimeout(() => child.kill('SIGKILL'), 3_000)
    await once(child, 'exit')
    clearTimeout(timer)
  }
  for (const embedded of made.open.splice(0)) await embedded.stop()
  for (const folder of made.folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}
