/** So many at a time hold a connection and need another one meanwhile: fewer than a pool has. */
const most = 3
const lines = new WeakMap<object, { running: number; readonly waiting: (() => void)[] }>()

/**
 * Long work that keeps a transaction open while it reads beside it. Were there as many of it as there
 * are connections, each would wait for one that another holds.
 */
export async function inTurn<T>(pool: object, work: () => Promise<T>): Promise<T> {
  let line = lines.get(pool)
  if (!line) lines.set(pool, (line = { running: 0, waiting: [] }))
  const { waiting } = line
  if (line.running >= most) await new Promise<void>((go) => waiting.push(go))
  else line.running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else line.running -= 1
  }
}
