import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { dump, load } from '../../engine/storage/dump.ts'
import { eachDatabase, freshDatabase } from '../support/database.ts'

const at = '2026-03-01T00:00:00.000Z'
const folder = mkdtempSync(join(tmpdir(), 'xueshi-dump-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('where no pg_dump of the server’s version is at hand, one line says what to install', async () => {
  const { url, close, db } = await freshDatabase()
  const { rows } = await sql<{ v: string }>`select current_setting('server_version') as v`.execute(
    db,
  )
  const major = Number.parseInt(rows[0]!.v, 10)
  await close()
  const asked = dump({ url, dataDir: folder, to: join(folder, 'none'), at })
  if (clients().includes(major)) await expect(asked).resolves.toMatchObject({ kind: 'dump' })
  else await expect(asked).rejects.toThrow(`install postgresql-client-${major}`)
})

describe.each(eachDatabase().filter((it) => it.name !== 'embedded PostgreSQL'))(
  'on $name',
  (server) => {
    test('a given database is dumped and loaded into an empty one, and only there', async () => {
      const one = await freshDatabase(server)
      await sql`create table test_slips as select n from generate_series(1, 300) n`.execute(one.db)
      const to = join(folder, server.name)
      await dump({ url: one.url, dataDir: folder, to, at })
      await expect(load({ from: to, url: one.url, dataDir: folder })).rejects.toThrow(
        'goes into an empty database',
      )

      await sql`drop schema public cascade`.execute(one.db)
      await sql`create schema public`.execute(one.db)
      await load({ from: to, url: one.url, dataDir: folder })
      const { rows } = await sql`select count(*) as n from test_slips`.execute(one.db)
      expect(rows).toEqual([{ n: 300 }])
      await one.close()
    })
  },
)

function clients(): readonly number[] {
  const root = '/usr/lib/postgresql'
  return existsSync(root)
    ? readdirSync(root)
        .filter((it) => existsSync(join(root, it, 'bin/pg_dump')))
        .map(Number)
    : []
}
