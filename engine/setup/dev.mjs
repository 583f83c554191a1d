import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * `npm run dev`: the server restarts when the engine or a pack changes, and each app has vite's
 * own server in front of it (its config sends /api on to the engine). Ends when any of them ends.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const vite = join(root, 'node_modules/vite/bin/vite.js')
const port = process.env.PORT ?? '8080'
const env = { ...process.env, PORT: port, ENGINE_URL: `http://localhost:${port}` }

const apps = [
  ['portal-ui', '5173', '/'],
  ['admin-ui', '5174', '/admin/'],
].filter(([app]) => existsSync(join(root, app, 'index.html')))

const children = [
  ['--watch-path=engine', '--watch-path=config', 'engine/main.ts', 'start', '--demo'],
  ...apps.map(([app, at]) => [vite, app, '--port', at, '--strictPort']),
].map((args) => spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' }))

function stop() {
  for (const child of children) child.kill('SIGTERM')
}

for (const child of children) child.once('exit', stop)
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
for (const [app, at, path] of apps) console.log(`${app}: http://localhost:${at}${path}`)
