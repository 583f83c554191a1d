import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from './build.mjs'
import { install, runtime } from './install.mjs'

/**
 * Installs what is missing (with --build: builds the apps too) and then runs a program of ours on
 * the pinned Node, in our own place.
 *
 * usage: node engine/setup/launch.mjs [--build] PROGRAM [ARG…]
 *
 * Plain JavaScript for Node 20 with nothing installed: every npm script begins here, in a fresh
 * clone too. One command and no `&&`: a shell in between would take the signals npm sends for us,
 * and remember where the machine's own node is.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const given = process.argv.slice(2)
const wantsBuild = given[0] === '--build'
const [program, ...args] = wantsBuild ? given.slice(1) : given

const status = await launch()
if (status !== undefined) process.exitCode = status

async function launch() {
  const installed = await install()
  if (installed !== 0) return installed
  const node = runtime()
  if (node === undefined) return 1
  if (wantsBuild) {
    const built = await build(node)
    if (built !== 0) return built
  }
  // On Windows there is no other parent to come to, and ppid never changes.
  const isServer = wantsBuild && process.env.npm_lifecycle_event !== undefined
  const before = isServer ? ['--import', new URL('with-parent.mjs', import.meta.url).href] : []
  become(node, [...before, join(root, program), ...args])
}

/** Replaces this process where Node can (22.15 and newer, not on Windows), else stands in front of it. */
function become(node, argv) {
  process.chdir(root)
  if (process.execve && process.platform !== 'win32') {
    process.execve(node, [node, ...argv], process.env)
  }
  const child = spawn(node, argv, { stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) {
    process.on(signal, () => {
      // Ctrl-C reaches the child from the terminal already.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  child.once('error', (error) => {
    console.error(error.message)
    process.exit(1)
  })
  child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
}
