import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { alone } from './lock.mjs'
import { run } from './run.mjs'

/**
 * Brings node_modules to what package-lock.json says, when it is not there already.
 *
 * Plain JavaScript for Node 20 with nothing installed: this is the first line of `npm start` and
 * `npm test` in a fresh clone. What follows it in the script runs on the pinned Node, which npm
 * finds first in node_modules/.bin.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const modules = join(root, 'node_modules')
const stamp = join(modules, '.installed')
const oldestNode = [22, 18]

async function install() {
  if (isInstalled()) return 0
  return alone(join(root, '.cache/installing'), async () => {
    if (isInstalled()) return 0
    if (holdsLockedVersions()) {
      writeFileSync(stamp, wanted())
      return checkRuntime()
    }
    console.log('Installing what package-lock.json names (npm ci); the first time takes a minute …')
    const status = await npm(
      'ci',
      '--include=dev',
      '--include=optional',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    )
    if (status !== 0) return status
    writeFileSync(stamp, wanted())
    return checkRuntime()
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

/** The rest of the script needs a Node that runs TypeScript: the pinned one, or the machine's if it is new enough. */
function checkRuntime() {
  const pinned = join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
  if (existsSync(pinned) && versionOf(pinned)) return 0
  const [major, minor] = (versionOf('node') ?? process.versions.node).split('.').map(Number)
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return 0
  console.error(
    `There is no pinned Node for ${process.platform}-${process.arch}, and this one is ${major}.${minor}: install Node ${oldestNode.join('.')} or newer (24 is best), then run the same command again.`,
  )
  return 1
}

function versionOf(program) {
  const { status, stdout } = spawnSync(program, ['--version'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  return status === 0 ? stdout.trim().replace(/^v/, '') : undefined
}

process.exitCode = await install()
