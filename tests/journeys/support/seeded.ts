import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import type { Instant } from '#core/base'
import { openWorld, publishConfig } from '../../../engine/main.ts'
import { eachDatabase, freshDatabase } from '../../support/database.ts'

/** After everything that the invented people have on record. */
const opening = '2026-09-01T00:00:00.000Z' as Instant

/**
 * A database with every region of config/ published and its invented people in it, as the demo has
 * them after its first start, but with nothing waiting for anybody. Made once per run (a few seconds),
 * then copied.
 */
export async function seededDatabase(): Promise<{ readonly url: string }> {
  const on = eachDatabase()[0]
  if (!on) throw new Error('No test server runs: journeys belong to the vitest project `journeys`.')
  const admin = new pg.Client({ connectionString: on.url })
  await admin.connect()
  try {
    const template = `${on.prefix}_seeded`
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [template])
    if (rowCount === 0) {
      const made = await makeSeeded()
      await admin.query(`alter database ${made} rename to ${template}`)
    }
    const name = `${on.prefix}_journey_${process.pid}_${Math.floor(performance.now())}`
    await admin.query(`create database ${name} template ${template}`)
    return { url: urlFor(on.url, name) }
  } finally {
    await admin.end()
  }
}

/** Answers its name. A region whose pack has faults is said and fails the run, not its first test. */
async function makeSeeded(): Promise<string> {
  const database = await freshDatabase()
  await database.close()
  const opened = await openWorld({
    demo: true,
    dataDir: mkdtempSync(join(inject('folder'), 'seeded-')),
    databaseUrl: database.url,
    publicUrl: 'http://localhost',
    trustProxy: false,
    log: () => {},
    clock: () => opening,
  })
  const said: string[] = []
  await publishConfig(opened.world, (line) => said.push(line))
  await opened.close()
  const faults = said.filter((it) => !it.includes('已发布 '))
  if (faults.length > 0)
    throw new Error(`Not every pack of config/ could be published:\n${faults.join('\n')}`)
  return new URL(database.url).pathname.slice(1)
}

function urlFor(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}
