import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './run.mjs'

/**
 * Type-checks every room with its own rules: the core without Node or browser, the apps with Vue.
 *
 * usage: npm run types [-- ROOM…]   e.g. `npm run types -- engine/core`
 */
const rooms = [
  { at: 'engine/core', by: 'tsc' },
  { at: 'engine', by: 'tsc' },
  { at: 'tests', by: 'tsc' },
  { at: 'portal-ui', by: 'vue-tsc' },
  { at: 'admin-ui', by: 'vue-tsc' },
  { at: 'tests/ui', by: 'vue-tsc' },
]
const compilers = { tsc: 'typescript/lib/tsc.js', 'vue-tsc': 'vue-tsc/bin/vue-tsc.js' }
const root = join(dirname(fileURLToPath(import.meta.url)), '../..')

/** Whether every room given (or all of them) is sound; prints what is not. */
export async function checkTypes(wanted = []) {
  const asked = rooms.filter((it) => wanted.length === 0 || wanted.includes(it.at))
  mkdirSync(join(root, '.cache/types'), { recursive: true })
  const queue = asked.filter((it) => hasSources(join(root, it.at)))
  let sound = true
  // Two at a time: one compiler leaves a core idle, three only fight over memory.
  const worker = async () => {
    for (let it = queue.shift(); it; it = queue.shift()) {
      const status = await run(process.execPath, [
        join(root, 'node_modules', compilers[it.by]),
        '-p',
        it.at,
        '--pretty',
        'false',
      ])
      if (status !== 0) {
        sound = false
        console.log(`types: ${it.at} does not hold`)
      }
    }
  }
  await Promise.all([worker(), worker()])
  return sound
}

function hasSources(dir) {
  if (!existsSync(dir)) return false
  return readdirSync(dir, { recursive: true }).some(
    (it) => /\.(ts|vue)$/.test(it) && !it.endsWith('vite.config.ts'),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = (await checkTypes(process.argv.slice(2))) ? 0 : 1
}
