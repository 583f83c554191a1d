import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { type Embedded, openEmbedded } from '../../engine/storage/embedded/index.ts'

/** A PostgreSQL that this run of tests may make databases on. */
export interface TestServer {
  /** 'embedded 18', 'installed 15', 'DATABASE_URL': the suite's name in the report. */
  readonly name: string
  /** Of a database that always exists; tests make their own beside it. */
  readonly url: string
  /** Begins the names of everything this run makes, so that it can be cleared away. */
  readonly prefix: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    servers: readonly TestServer[]
    /** A folder of this run, cleared away with it; other users may pass through it. */
    folder: string
  }
}

/** One server for the whole run, and beside it the other PostgreSQL that is at hand, if any. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'xueshi-tests-'))
  chmodSync(folder, 0o711)
  const prefix = `t${process.pid}_${Math.floor(performance.timeOrigin).toString(36)}`
  const given = process.env['DATABASE_URL']
  const binDir = given === undefined ? installedPostgres() : undefined

  const [embedded, installed] = await Promise.all([
    openEmbedded({ dataDir: join(folder, 'embedded'), fast: true }),
    binDir && openEmbedded({ dataDir: join(folder, 'installed'), binDir, fast: true }),
  ])
  const servers: TestServer[] = [{ name: 'embedded PostgreSQL', url: embedded.url, prefix }]
  if (installed) servers.push({ name: 'installed PostgreSQL', url: installed.url, prefix })
  if (given !== undefined) servers.push({ name: 'DATABASE_URL', url: given, prefix })
  project.provide('servers', servers)
  project.provide('folder', folder)

  return async () => {
    if (given !== undefined) await dropAll(given, prefix)
    await Promise.all(
      [embedded, installed].filter((it): it is Embedded => Boolean(it)).map((it) => it.stop()),
    )
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Debian keeps each version by itself; the newest of 15 and above that is whole. */
function installedPostgres(): string | undefined {
  const root = '/usr/lib/postgresql'
  if (!existsSync(root)) return undefined
  return readdirSync(root)
    .map(Number)
    .filter((version) => version >= 15)
    .sort((a, b) => b - a)
    .map((version) => `${root}/${version}/bin`)
    .find((dir) => ['postgres', 'initdb', 'pg_ctl'].every((it) => existsSync(join(dir, it))))
}

async function dropAll(url: string, prefix: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1)',
    [prefix],
  )
  for (const { datname } of rows)
    await client.query(`drop database if exists ${pg.escapeIdentifier(datname)} with (force)`)
  await client.end()
}
