import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, inject, test } from 'vitest'
import { dump, load } from '../../engine/storage/dump.ts'
import { eachDatabase, freshDatabase } from '../support/database.ts'

const at = '2026-03-01T00:00:00.000Z'
const folder = mkdtempSync(join(inject('folder'), 'dump-'))

describe.each(eachDatabase())('on $name', (server) => {
  test('a database that is not there is told of in one sentence', async () => {
    const nowhere = new URL(server.url)
    nowhere.pathname = '/nowhere'
    const into = { dataDir: folder, to: join(folder, 'none'), at }
    await expect(dump({ ...into, url: nowhere.href })).rejects.toThrow('数据库 nowhere 不存在')
    await expect(dump({ ...into, url: 'postgres://u:%zz@h/x' })).rejects.toThrow('不是有效的地址')
  })

  test('it is dumped and loaded into an empty one; without a client of its version, one line says what to install', async () => {
    const one = await freshDatabase(server)
    await sql`create table test_slips as select n from generate_series(1, 300) n`.execute(one.db)
    const { rows } = await sql<{ v: string }>`select current_setting('server_version') v`.execute(
      one.db,
    )
    const major = Number.parseInt(rows[0]!.v, 10)
    const to = join(folder, server.name)
    mkdirSync(to)
    chmodSync(to, 0o755)
    const dumped = dump({ url: one.url, dataDir: folder, to, at })
    if (!clients().includes(major)) {
      await expect(dumped).rejects.toThrow(`请安装 postgresql-client-${major}`)
      return one.close()
    }

    await dumped
    // It holds everybody's id number: nobody else on the machine may read it.
    if (process.platform !== 'win32') {
      expect(modeOf(to)).toBe('700')
      expect(modeOf(join(to, 'database.dump'))).toBe('600')
    }
    await expect(load({ from: to, url: one.url, dataDir: folder })).rejects.toThrow(
      '只能恢复到空的数据库',
    )
    await sql`drop schema public cascade`.execute(one.db)
    await sql`create schema public`.execute(one.db)
    await load({ from: to, url: one.url, dataDir: folder })
    expect((await sql`select count(*) as n from test_slips`.execute(one.db)).rows).toEqual([
      { n: 300 },
    ])
    await one.close()
  })
})

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8)

/** The versions whose pg_dump Debian has here. */
function clients(): readonly number[] {
  const root = '/usr/lib/postgresql'
  if (!existsSync(root)) return []
  return readdirSync(root)
    .filter((it) => existsSync(join(root, it, 'bin/pg_dump')))
    .map(Number)
}
