import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { benchAction } from './action.ts'
import { benchBatch } from './batch.ts'
import { benchCertificates } from './certificates.ts'
import { benchCore } from './core.ts'
import { benchHttp } from './http.ts'
import { benchInbox } from './inbox.ts'
import { type Figure, machine, time } from './measure.ts'
import { benchPacks } from './packs.ts'
import { withTable } from './table.ts'
import { type BenchWorld, benchWorld } from './world.ts'

const root = new URL('../../', import.meta.url)
const alone: Readonly<Record<string, () => Promise<Figure[]>>> = {
  core: benchCore,
  packs: benchPacks,
  certificates: certificates,
}
/** On one database, the largest last. */
const onDatabase: Readonly<Record<string, (world: BenchWorld) => Promise<Figure[]>>> = {
  action: benchAction,
  http: benchHttp,
  batch: benchBatch,
  inbox: benchInbox,
}

/** `npm run bench`, or some of it: `npm run bench -- core batch`. Only a whole run is written down. */
async function run(wanted: readonly string[]): Promise<void> {
  const known = [...Object.keys(alone), ...Object.keys(onDatabase)]
  const unknown = wanted.find((it) => !known.includes(it))
  if (unknown !== undefined) throw new Error(`There is no bench '${unknown}': ${known.join(', ')}.`)
  const isWanted = ([name]: readonly [string, unknown]) =>
    wanted.length === 0 || wanted.includes(name)
  const began = performance.now()
  const load = loadavg()[0]!
  const figures: Figure[] = []
  const add = (found: readonly Figure[]) => {
    figures.push(...found)
    for (const it of found) console.log(lineOf(it))
  }
  for (const [, bench] of Object.entries(alone).filter(isWanted)) add(await bench())
  const database = Object.entries(onDatabase).filter(isWanted)
  let postgres: string | undefined
  if (database.length > 0) {
    const world = await benchWorld(fileURLToPath(new URL('config', root)))
    try {
      postgres = (await world.pool.query<{ server_version: string }>('show server_version'))
        .rows[0]!.server_version
      for (const [, bench] of database) add(await bench(world))
    } finally {
      await world.close()
    }
  }
  const seconds = Math.round((performance.now() - began) / 1000)
  console.log(
    `${seconds} s; load of the machine ${load.toFixed(1)} before, ${loadavg()[0]!.toFixed(1)} after`,
  )
  if (wanted.length > 0) return
  const result = {
    machine: { ...machine(), load: [load, loadavg()[0]!].map((it) => round(it)) },
    versions: versions(postgres),
    figures: figures.map(rounded),
  }
  writeFileSync(new URL('tests/bench/results.json', root), `${JSON.stringify(result, null, 2)}\n`)
  const readme = new URL('README.md', root)
  writeFileSync(readme, withTable(readFileSync(readme, 'utf8'), result.figures))
}

async function certificates(): Promise<Figure[]> {
  const rows = await benchCertificates()
  return rows.map(({ name, ours, peer, note }) => {
    const given = { name: `${name}`, ours, ...(note !== undefined && { note }) }
    return time(given, { name: 'naive pdfmake', value: peer }, 5)
  })
}

function lineOf(it: Figure): string {
  const value = (figure: number) =>
    (figure < 100 ? figure.toFixed(1) : Math.round(figure).toLocaleString('en')).padStart(10)
  const mark = it.wanted === undefined ? ' ' : it.reached ? '✓' : '✗'
  const ratio = it.ratio === undefined ? '' : `${it.ratio.toFixed(2)} ×`
  const wanted =
    it.wanted === undefined
      ? ''
      : 'ratio' in it.wanted
        ? `≥ ${it.wanted.ratio}`
        : `< ${it.wanted.most} ms`
  const peer = it.peer ? `${value(it.peer.value)} ${it.peer.name}` : ''
  return `${mark} ${it.name.padEnd(54)}${value(it.ours)} ${it.unit.padEnd(9)}${ratio.padStart(9)} ${wanted.padEnd(9)}${peer}${it.note ? `  (${it.note})` : ''}`
}

const round = (it: number) => Number(it.toPrecision(4))
const rounded = (it: Figure): Figure => ({
  ...it,
  ours: round(it.ours),
  ...(it.peer && { peer: { ...it.peer, value: round(it.peer.value) } }),
  ...(it.ratio !== undefined && { ratio: round(it.ratio) }),
})

function versions(postgres: string | undefined): Record<string, string> {
  const own = ['hono', '@hono/node-server', 'kysely', 'pg', 'pdfmake', 'xstate', 'bpmn-engine']
  const of = (name: string) =>
    (
      JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, root), 'utf8')) as {
        version: string
      }
    ).version
  return {
    node: process.versions.node,
    ...(postgres !== undefined && { postgres }),
    pgbench: execFileSync('pgbench', ['--version'], { encoding: 'utf8' }).trim(),
    ...Object.fromEntries(own.map((name) => [name, of(name)])),
  }
}

await run(process.argv.slice(2))
