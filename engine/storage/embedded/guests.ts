import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive, statOf } from './postmaster.ts'

/** How often this process has each data folder open. */
const handles = new Map<string, number>()

/**
 * Who uses the server now: one file per process, named by it. The last one out stops the server,
 * whoever started it, so nobody loses a database under their feet and none is left running.
 */
export function enter(dataDir: string): void {
  handles.set(dataDir, (handles.get(dataDir) ?? 0) + 1)
  const folder = guestBook(dataDir)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(join(folder, String(process.pid)), birthOf(process.pid))
}

/** Signs out, and answers who is still inside (ourselves too, when it is open here twice). */
export function leave(dataDir: string): readonly number[] {
  const left = (handles.get(dataDir) ?? 1) - 1
  handles.set(dataDir, left)
  if (left > 0) return [process.pid]
  rmSync(join(guestBook(dataDir), String(process.pid)), { force: true })
  return others(dataDir)
}

/** The other processes that use it; the entry of one that was killed is struck out. */
export function others(dataDir: string): readonly number[] {
  const folder = guestBook(dataDir)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return readdirSync(folder)
    .map(Number)
    .filter((pid) => pid !== process.pid)
    .filter((pid) => {
      const file = join(folder, String(pid))
      if (isAlive(pid) && readFileSync(file, 'utf8') === birthOf(pid)) return true
      rmSync(file, { force: true })
      return false
    })
}

function guestBook(dataDir: string): string {
  return join(dataDir, '.guests')
}

/** Process numbers come round again; together with the tick of their birth (proc(5), field 22) they don't. */
function birthOf(pid: number): string {
  return statOf(pid)?.[19] ?? ''
}
