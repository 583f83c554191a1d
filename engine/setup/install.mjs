import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { alone } from './lock.mjs'
import { run } from './run.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const modules = join(root, 'node_modules')
const stamp = join(modules, '.installed')
const oldestNode = [22, 18]

/**
 * Brings node_modules to what package-lock.json says, when it is not there already.
 *
 * @returns {Promise<number>} 0, or the exit code of what went wrong; a reason was printed
 */
export async function install() {
  if (isInstalled()) return 0
  return alone(join(root, '.cache/installing'), async () => {
    if (isInstalled()) return 0
    if (!holdsLockedVersions()) {
      console.log(
        'Installing what package-lock.json names (npm ci); the first time takes a minute …',
      )
      const status = await npm(
        'ci',
        '--include=dev',
        '--include=optional',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
      )
      if (status !== 0) return status
    }
    writeFileSync(stamp, wanted())
    return 0
  })
}

function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted()
}

/** One line that changes with the lockfile and with the machine a folder was copied to. */
function wanted() {
  const hash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  return `${hash} ${process.platform}-${process.arch}\n`
}

/** Somebody ran `npm ci` or `npm install` by hand: what stands is right, only our stamp is missing. */
function holdsLockedVersions() {
  const inventory = join(modules, '.package-lock.json')
  if (!existsSync(inventory)) return false
  const { packages: locked } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const { packages: present } = JSON.parse(readFileSync(inventory, 'utf8'))
  return Object.entries(locked).every(([path, it]) => {
    if (path === '' || !isNeededHere(it)) return true
    return present[path]?.version === it.version && existsSync(join(root, path))
  })
}

/** Whether npm installs this package here: it leaves out what is made for other machines. */
function isNeededHere(it) {
  if (it.optional && !it.os) return false
  return (
    allows(it.os, process.platform) &&
    allows(it.cpu, process.arch) &&
    (process.platform !== 'linux' || allows(it.libc, libc()))
  )
}

let knownLibc
function libc() {
  knownLibc ??= process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl'
  return knownLibc
}

function allows(list, name) {
  return list === undefined || [list].flat().includes(name)
}

function npm(...args) {
  const script = process.env.npm_execpath
  if (script?.endsWith('js')) return run(process.execPath, [script, ...args], { cwd: root })
  return run('npm', args, { cwd: root, shell: process.platform === 'win32' })
}

/** The pinned Node, or the one we run on if it can run TypeScript; undefined when there is neither. */
export function runtime() {
  const pinned = join(
    modules,
    `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
  )
  const program = join(pinned, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(program) && (realpathSync(program) === process.execPath || runs(program)))
    return realpathSync(program)
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]))
    return process.execPath
  console.error(
    `There is no Node for ${process.platform}-${process.arch} among our packages, and this one is ${process.versions.node}: install Node ${oldestNode.join('.')} or newer (24 is best), then run the same command again.`,
  )
  return undefined
}

/** A machine without glibc has the package, but cannot run what is in it. */
function runs(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0
}
