import { cpus, release, totalmem, type as systemName } from 'node:os'

/** One line of the table: ours beside a peer's or a limit, measured in the same run. */
export interface Figure {
  readonly name: string
  readonly unit: 'a second' | 'ms'
  readonly ours: number
  readonly peer?: { readonly name: string; readonly value: number }
  /** How many times better than the peer ours is; a limit has none. */
  readonly ratio?: number
  /** What must be reached: a ratio at least, or milliseconds at most. */
  readonly wanted: { readonly ratio: number } | { readonly most: number } | undefined
  readonly reached: boolean
  readonly note?: string
}

type Given = Pick<Figure, 'name' | 'ours'> & { readonly note?: string }

/** Rates: more is better. */
export function rate(it: Given, peer: { name: string; value: number }, wanted?: number): Figure {
  const ratio = it.ours / peer.value
  return { ...it, unit: 'a second', peer, ratio, ...judged(wanted, ratio) }
}
/** Times: less is better. */
export function time(it: Given, peer: { name: string; value: number }, wanted?: number): Figure {
  const ratio = peer.value / it.ours
  return { ...it, unit: 'ms', peer, ratio, ...judged(wanted, ratio) }
}
const judged = (wanted: number | undefined, ratio: number) =>
  wanted === undefined
    ? { wanted: undefined, reached: true }
    : { wanted: { ratio: wanted }, reached: ratio >= wanted }

/** A time that must stay under a limit of its own. */
export const limit = (it: Given, most: number): Figure => ({
  ...it,
  unit: 'ms',
  wanted: { most },
  reached: it.ours < most,
})

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Milliseconds that a piece of work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const before = performance.now()
  await work()
  return performance.now() - before
}

/** Milliseconds of processor time it takes: what others do on the machine meanwhile is not in it. */
export function worked(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/**
 * Runs several pieces of work in turns, round by round, so that what else the machine does falls on
 * all of them alike. The median of what each answers.
 */
export async function inTurns<Name extends string>(
  rounds: number,
  works: Readonly<Record<Name, (round: number) => number | Promise<number>>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(works) as Name[]
  const found = new Map<Name, number[]>(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? names : names.toReversed()
    for (const name of order) found.get(name)!.push(await works[name](round))
  }
  return Object.fromEntries(names.map((name) => [name, median(found.get(name)!)])) as Record<
    Name,
    number
  >
}

/**
 * Calls a second of processor time, of a piece of work done again and again for a while: what others
 * do on the machine meanwhile is not in it.
 */
export function callsASecond(ms: number, work: () => unknown, per = 1): number {
  let calls = 0
  let used = 0
  while (used < ms) {
    used += worked(() => {
      for (let call = 0; call < 64; call += 1) work()
    })
    calls += 64
  }
  return ((calls * per) / used) * 1000
}

/** Does all of these, so many at a time; each worker takes the next when it is done. */
export async function atATime<T>(
  most: number,
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  let next = 0
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) await work(items[at]!)
  }
  await Promise.all(Array.from({ length: most }, worker))
}

export const machine = () => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
  system: `${systemName()} ${release()}`,
})
