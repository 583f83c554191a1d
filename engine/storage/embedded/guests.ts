import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isAlive, statOf } from './postmaster.ts'
import { EmbeddedRefused } from './refused.ts'

/**
 * Who uses the server now: one file per process. The last one out stops the server, whoever started
 * it, so nobody loses a database under their feet and none is left running.
 *
 * A process of another container or machine that shares the folder cannot be asked whether it
 * lives, and PostgreSQL itself cannot tell either: two servers on one cluster would ruin it. So each
 * guest touches its file every few seconds, and a file that moves is a reason to refuse.
 */
interface Guest {
  readonly pid: number
  /** The tick of its birth: process numbers come round again, together with it they don't. */
  readonly birth: string
  readonly place: string
}

export const heartbeatMs = 3_000
/** Four missed beats. */
const silenceMs = 4 * heartbeatMs
const longAgoMs = 60_000

/** How often this process has each data folder open. */
const handles = new Map<string, number>()

export function enter(dataDir: string): void {
  handles.set(dataDir, (handles.get(dataDir) ?? 0) + 1)
  mkdirSync(guestBook(dataDir), { recursive: true, mode: 0o700 })
  writeFileSync(ownFile(dataDir), JSON.stringify(myself()), { mode: 0o600 })
}

/** Says that we are still here. */
export function beat(dataDir: string): void {
  const now = new Date()
  try {
    utimesSync(ownFile(dataDir), now, now)
  } catch {
    // The folder was deleted under us: whoever did that knows.
  }
}

/** Signs out, and answers who is still inside (ourselves too, when it is open here twice). */
export function leave(dataDir: string): readonly number[] {
  const left = (handles.get(dataDir) ?? 1) - 1
  handles.set(dataDir, left)
  if (left > 0) return [process.pid]
  rmSync(ownFile(dataDir), { force: true })
  return guests(dataDir).map((it) => it.guest.pid)
}

/** Throws when somebody in another container or on another machine has this folder open. */
export async function refuseStrangers(dataDir: string, log: (line: string) => void): Promise<void> {
  for (const { file, guest } of guests(dataDir)) {
    if (guest.place === place()) continue
    const seen = statSync(file).mtimeMs
    if (Date.now() - seen < longAgoMs) {
      log(`正在确认 ${guest.place} 上的进程 ${guest.pid} 是否还在使用 ${dataDir} …`)
      for (
        const until = performance.now() + silenceMs;
        performance.now() < until;
        await pause(200)
      ) {
        if (mtimeOf(file) !== seen) refuseStranger(dataDir, guest, file)
      }
    }
    rmSync(file, { force: true })
  }
}

function refuseStranger(dataDir: string, guest: Guest, file: string): void {
  // Gone instead of touched: it has just left in good order.
  if (mtimeOf(file) === undefined) return
  throw new EmbeddedRefused(
    `${dataDir} 正被 ${guest.place} 上的进程 ${guest.pid} 使用：内置数据库同一时间只能由一台机器使用。请先停止那一个，或用 DATABASE_URL 共用一个 PostgreSQL。`,
  )
}

/** The others that are inside; the entry of one that was killed here is struck out. */
function guests(dataDir: string): readonly { file: string; guest: Guest }[] {
  if (!existsSync(guestBook(dataDir))) return []
  return readdirSync(guestBook(dataDir))
    .map((name) => join(guestBook(dataDir), name))
    .filter((file) => file !== ownFile(dataDir))
    .flatMap((file) => {
      const guest = readGuest(file)
      const isHere =
        guest &&
        (guest.place !== place() || (isAlive(guest.pid) && guest.birth === birthOf(guest.pid)))
      if (isHere) return [{ file, guest }]
      rmSync(file, { force: true })
      return []
    })
}

function readGuest(file: string): Guest | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Guest
  } catch {
    return undefined
  }
}

function mtimeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs
}

function guestBook(dataDir: string): string {
  return join(dataDir, '.guests')
}

function ownFile(dataDir: string): string {
  return join(guestBook(dataDir), `${hostname()}-${process.pid}`)
}

function myself(): Guest {
  return { pid: process.pid, birth: birthOf(process.pid), place: place() }
}

function birthOf(pid: number): string {
  return statOf(pid)?.[19] ?? ''
}

/** Where process numbers mean what they mean to us: this machine, or this container of it. */
function place(): string {
  try {
    return `${hostname()} (${readlinkSync('/proc/self/ns/pid')})`
  } catch {
    return hostname()
  }
}
