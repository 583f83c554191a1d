import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../../engine/storage/database.ts'
import type { TestServer } from './servers.ts'

/** A database of one's own, migrated and empty. */
export interface FreshDatabase<Tables> extends Database<Tables> {
  readonly url: string
}

/**
 * The servers a suite can run on: the embedded one, and the other one at hand.
 *
 *     describe.each(eachDatabase())('filings on $name', (server) => {
 *       let database: FreshDatabase<Tables>
 *       beforeAll(async () => { database = await freshDatabase(server) })
 *       afterAll(() => database.close())
 */
export function eachDatabase(): readonly TestServer[] {
  return inject('servers')
}

/**
 * Makes a database for one test file from the run's migrated template (some 40 ms). Close it when
 * the file is done; the database itself goes with the run.
 */
export async function freshDatabase<Tables = unknown>(
  server?: TestServer,
): Promise<FreshDatabase<Tables>> {
  const on = server ?? eachDatabase()[0]
  if (!on) throw new Error('No test server runs: database tests belong to the vitest project `db`.')
  const name = `${on.prefix}_${randomBytes(6).toString('hex')}`
  await withAdmin(on.url, async (admin) => {
    const template = await migratedTemplate(admin, on)
    await admin.query(`create database ${name} template ${template}`)
  })
  const url = urlFor(on.url, name)
  return { ...openDatabase<Tables>({ url, connections: 5 }), url }
}

/** Made once per run and server, by whichever test file comes first; the others wait at the lock. */
async function migratedTemplate(admin: pg.Client, server: TestServer): Promise<string> {
  const template = `${server.prefix}_template`
  await admin.query('select pg_advisory_lock(hashtext($1))', [template])
  try {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [template])
    if (rowCount === 0) {
      const half = `${template}_half`
      await admin.query(`drop database if exists ${half} with (force)`)
      await admin.query(`create database ${half} template template0`)
      await migrate(urlFor(server.url, half))
      await admin.query(`alter database ${half} rename to ${template}`)
    }
  } finally {
    await admin.query('select pg_advisory_unlock(hashtext($1))', [template])
  }
  return template
}

async function migrate(url: string): Promise<void> {
  const migrations = new URL('../../engine/storage/migrate.ts', import.meta.url)
  if (!existsSync(migrations)) return
  const { migrateToLatest } = (await import(migrations.href)) as {
    migrateToLatest(db: Database<unknown>['db']): Promise<unknown>
  }
  const database = openDatabase({ url, connections: 1 })
  try {
    await migrateToLatest(database.db)
  } finally {
    await database.close()
  }
}

async function withAdmin(url: string, work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    await work(admin)
  } finally {
    await admin.end()
  }
}

function urlFor(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}
