import { existsSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { join } from 'node:path'

/** The process that postmaster.pid names, if it lives. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
}

/** postmaster.pid: line 1 is the process, line 4 the port. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  const pid = Number(lines[0])
  return pid > 0 ? { pid, port: Number(lines[3] ?? 0) } : undefined
}

/**
 * Whether that process runs. One that has ended but was not yet collected by its parent does not,
 * and in a container whose first process collects nobody it may lie there for ever.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return statOf(pid)?.[0] !== 'Z'
}

/** The fields of /proc/PID/stat after the name (proc(5): state is 0, tick of birth 19), where there is one. */
export function statOf(pid: number): readonly string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

/**
 * Whether that process may be this cluster's server. After a restart of the machine the number in
 * a left-over file can belong to anybody; on Linux a process tells its name to all, and the folder
 * it stands in (a server's is its cluster) to those who may ask. Where it cannot be known, it may.
 */
export function mayServe(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false
  if (process.platform !== 'linux') return true
  try {
    if (readFileSync(`/proc/${pid}/comm`, 'utf8').trim() !== 'postgres') return false
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT'
  }
}
