import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** Locks this process holds: a folder with our number that is not among them is a dead namesake's. */
const held = new Set()
const namelessForMs = 10_000

/**
 * Does `work` while no other process of this tree does the same; a second one waits its turn.
 *
 * A folder is the lock, because making one is atomic everywhere. It names its holder, so the
 * lock of a process that was killed is taken over instead of waited for.
 */
export async function alone(folder, work) {
  mkdirSync(dirname(folder), { recursive: true })
  while (!take(folder)) {
    if (isAbandoned(folder)) rmSync(folder, { recursive: true, force: true })
    else await pause(50)
  }
  try {
    return await work()
  } finally {
    rmSync(folder, { recursive: true, force: true })
    held.delete(folder)
  }
}

function take(folder) {
  try {
    mkdirSync(folder)
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
  held.add(folder)
  writeFileSync(join(folder, 'holder'), nameOf(process.pid))
  return true
}

function isAbandoned(folder) {
  try {
    const name = readFileSync(join(folder, 'holder'), 'utf8')
    if (name !== '')
      return name === nameOf(process.pid) ? !held.has(folder) : name !== nameOf(parseInt(name, 10))
  } catch {
    // No name yet: it is being taken right now, or its holder died in that very moment.
  }
  try {
    return Date.now() - statSync(folder).mtimeMs > namelessForMs
  } catch {
    return false
  }
}

/** A living process by number and, where Linux tells it, tick of birth; empty when there is none. */
function nameOf(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return ''
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? '' : `${pid} ${fields[19]}`
  } catch {
    return `${pid}`
  }
}
