import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openWorld, refuseUnsafe, settingsFrom, SettingsRefused } from '../../engine/main.ts'
import { foldVersion } from '#core/filing'
import { DatabaseRefused } from '#storage/database-refused'
import { doctor } from '#services/doctor/doctor'
import { eachDatabase } from '../support/database.ts'
import { aWorld, type TestWorld } from '../support/world.ts'

describe('what the server is started with', () => {
  test('the environment names port, data, database and public address', () => {
    const settings = settingsFrom(
      {
        PORT: '9000',
        DATA_DIR: '/srv/xueshi',
        DATABASE_URL: 'postgres://u:secret-of-ours@db/x',
        PUBLIC_URL: 'https://x.example/',
        TRUST_PROXY: '1',
      },
      { demo: false },
    )
    expect(settings).toMatchObject({
      demo: false,
      port: 9000,
      dataDir: '/srv/xueshi',
      databaseUrl: 'postgres://u:secret-of-ours@db/x',
      publicUrl: 'https://x.example',
      trustProxy: true,
    })
  })

  test('a port that is none is refused in one sentence', () => {
    for (const PORT of ['abc', '0', '70000', '80.5'])
      expect(() => settingsFrom({ PORT }, { demo: false })).toThrow(SettingsRefused)
  })

  test('a public address is one of the web, or is refused in one sentence', () => {
    const settings = (PUBLIC_URL: string) => settingsFrom({ PUBLIC_URL }, { demo: false })
    for (const it of ['xueshi.example', 'localhost:8080', 'ftp://x.example', 'javascript:alert(1)'])
      expect(() => settings(it)).toThrow(/^PUBLIC_URL=.*https/)
    expect(settings('https://x.example/学时/').publicUrl).toBe('https://x.example/学时')
  })

  test('a proxy is trusted or not; what is neither yes nor no is refused', () => {
    const trusts = (it?: string) =>
      settingsFrom(it === undefined ? {} : { TRUST_PROXY: it }, { demo: false }).trustProxy
    for (const it of ['1', 'yes', 'true', 'on', 'YES']) expect([it, trusts(it)]).toEqual([it, true])
    for (const it of [undefined, '', '0', 'no', 'false', 'off'])
      expect([it, trusts(it)]).toEqual([it, false])
    expect(() => trusts('10.0.0.1')).toThrow(SettingsRefused)
  })

  const [server] = eachDatabase()
  const of = (change: (url: URL) => void): string => {
    const url = new URL(server!.url)
    change(url)
    return url.href
  }
  const databases: readonly (readonly [string, string, string])[] = [
    ['a wrong password', of((it) => (it.password = 'our-secret')), '账号或密码不对'],
    ['no such database', of((it) => (it.pathname = '/nowhere')), 'nowhere 不存在'],
    ['nobody there', 'postgres://u:our-secret@127.0.0.1:1/x', '127.0.0.1:1'],
    ['no such host', 'postgres://u:our-secret@nowhere.invalid/x', 'nowhere.invalid'],
    ['a password that is none', 'postgres://u:our-secret%zz@127.0.0.1/x', '不是有效的地址'],
    ['another kind of database', 'mysql://u:our-secret@127.0.0.1/x', '不是有效的地址'],
  ]
  test.each(databases)('a database with %s is told of in one sentence', async (_, url, says) => {
    const settings = settingsFrom({ DATABASE_URL: url }, { demo: false })
    const opening = openWorld({ ...settings, log: () => {} })
    await expect(opening).rejects.toThrow(DatabaseRefused)
    const told = await opening.catch((error: Error) => error.message)
    expect(told).toContain(says)
    expect(told).not.toContain('our-secret')
  })

  test('whoever starts it sees that sentence and nothing else', () => {
    const DATABASE_URL = 'postgres://u:our-secret%zz@127.0.0.1:1/x'
    const env = { ...process.env, DATABASE_URL, PUBLIC_URL: 'https://x.example' }
    const { status, stderr } = spawnSync(process.execPath, ['engine/main.ts', 'serve'], {
      env,
      encoding: 'utf8',
    })
    expect(status).toBe(1)
    expect(stderr.trim()).toMatch(/^DATABASE_URL 不是有效的地址.*$/)
  })

  test('production refuses an empty or well-known password of the database', () => {
    const open = (password: string) =>
      refuseUnsafe(
        {
          ...settingsFrom({ DATABASE_URL: `postgres://u:${password}@db/x` }, { demo: false }),
          log: () => {},
        },
        { PUBLIC_URL: 'https://x' },
      )
    for (const password of ['', 'postgres', 'password', '123456'])
      expect(() => open(password)).toThrow('DATABASE_URL')
    expect(() => open('%70ostgres')).toThrow('DATABASE_URL')
    expect(() => open('a-long-one-of-our-own')).not.toThrow()
  })

  test('an address of the database that cannot be read is refused without repeating its password', () => {
    const given = { DATABASE_URL: 'postgres://u:our-secret@db:notaport/x' }
    const settings = { ...settingsFrom(given, { demo: false }), log: () => {} }
    const open = () => refuseUnsafe(settings, { PUBLIC_URL: 'https://x' })
    expect(open).toThrow(DatabaseRefused)
    expect(open).not.toThrow('our-secret')
  })
})

describe('a database that another version has used', () => {
  let world: TestWorld
  beforeAll(async () => {
    world = await aWorld(['guangxi'])
  })
  afterAll(() => world.close())
  const settings = () => ({
    ...settingsFrom({ DATABASE_URL: world.database.url }, { demo: false }),
    dataDir: mkdtempSync(join(inject('folder'), 'start-')),
  })

  test('of an earlier one, what is kept of filings is made anew before anything is served, and one line says so', async () => {
    await sql`update filings set fold = (fold::jsonb - 'returns')::json`.execute(world.db)
    await sql`update fold_version set version = ${foldVersion - 1}`.execute(world.db)
    const said: string[] = []
    const start = async () => {
      const opened = await openWorld({ ...settings(), log: (line) => said.push(line) })
      expect(await doctor(opened.world)).toMatchObject({ differences: [], areFoldsOld: false })
      await opened.close()
    }
    await start()
    expect(said).toEqual([expect.stringMatching(/^申报件的缓存已按本版本更新：\d+ 件。$/)])
    await start()
    expect(said).toHaveLength(1)
  })

  test.each([
    ['its folds', sql`update fold_version set version = version + 1`],
    ['its tables', sql`insert into kysely_migration values ('9999-later', '2030-01-01')`],
  ])('of a later one, it is refused in a sentence, by %s', async (_, later) => {
    await later.execute(world.db)
    const opening = openWorld({ ...settings(), log: () => {} })
    await expect(opening).rejects.toThrow(DatabaseRefused)
    await expect(opening).rejects.toThrow('更新的版本')
  })
})
