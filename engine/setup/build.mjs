import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { alone } from './lock.mjs'
import { run } from './run.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const sourcesOf = {
  'portal-ui': ['portal-ui', 'engine/core'],
  'admin-ui': ['admin-ui', 'portal-ui', 'engine/core'],
}

/**
 * Builds the two apps when they are missing or older than their sources, and otherwise does
 * nothing: the stamp in dist holds a hash of everything the app is made of.
 *
 * @param {string} node the program vite runs on
 * @returns {Promise<number>} 0, or the exit code of the build that failed
 */
export async function build(node) {
  for (const [app, folders] of Object.entries(sourcesOf)) {
    if (!existsSync(join(root, app, 'index.html'))) continue
    if (isFresh(app, fingerprint(folders))) continue
    const status = await alone(join(root, `.cache/building-${app}`), () =>
      buildApp(node, app, folders),
    )
    if (status !== 0) return status
  }
  return 0
}

async function buildApp(node, app, folders) {
  const wanted = fingerprint(folders)
  if (isFresh(app, wanted)) return 0
  console.log(`Building ${app} …`)
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const status = await run(node, [vite, 'build', app, '--logLevel', 'warn'], { cwd: root })
  if (status === 0) writeFileSync(stampOf(app), wanted)
  else console.error(`${app} could not be built.`)
  return status
}

function isFresh(app, wanted) {
  const stamp = stampOf(app)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted
}

function stampOf(app) {
  return join(root, app, 'dist/.built-from')
}

function fingerprint(folders) {
  const hash = createHash('sha256')
  for (const file of ['package-lock.json', ...folders.flatMap(filesIn)]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
  return `${hash.digest('hex')}\n`
}

function filesIn(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => join(it.parentPath ?? it.path, it.name).slice(root.length + 1))
    .filter((it) => !/[/\\](dist|node_modules|\.vite)[/\\]/.test(it))
    .sort()
}
