import { existsSync, readFileSync } from 'node:fs'
import type { BenchWorld } from './world.ts'

/** What a piece of work took: by the clock, and of processor time, ours and PostgreSQL's together. */
export interface Spent {
  readonly clock: number
  /** Undefined where the system does not tell (it is read from /proc). */
  readonly processor: number | undefined
}

/** Others on the machine make the clock run; processor time they hardly change. */
export async function spent(world: BenchWorld, work: () => Promise<unknown>): Promise<Spent> {
  const backends = await backendsOf(world)
  const before = { own: process.cpuUsage(), theirs: usedBy(backends), clock: performance.now() }
  await work()
  const clock = performance.now() - before.clock
  const own = process.cpuUsage(before.own)
  // A backend's last stretch is counted when it is switched away from: another statement sees to that.
  await backendsOf(world)
  const theirs = usedBy(backends)
  if (theirs === undefined || before.theirs === undefined) return { clock, processor: undefined }
  return { clock, processor: (own.user + own.system) / 1000 + theirs - before.theirs }
}

/** Every connection of the pool, opened if it was not yet. */
async function backendsOf({ pool }: BenchWorld): Promise<readonly number[]> {
  const clients = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()))
  const pids = await Promise.all(
    clients.map((it) =>
      it.query<{ pid: number }>('select pg_backend_pid() as pid').then(({ rows }) => rows[0]!.pid),
    ),
  )
  for (const it of clients) it.release()
  return pids
}

function usedBy(pids: readonly number[]): number | undefined {
  const paths = pids.map((it) => `/proc/${it}/schedstat`)
  if (!paths.every((it) => existsSync(it))) return undefined
  return paths.reduce((sum, it) => sum + Number(readFileSync(it, 'utf8').split(' ')[0]) / 1e6, 0)
}
