import { describe, expect, test } from 'vitest'
import { refuseUnsafe, settingsFrom, SettingsRefused } from '../../engine/main.ts'

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
    expect(open).toThrow(SettingsRefused)
    expect(open).not.toThrow('our-secret')
  })
})
