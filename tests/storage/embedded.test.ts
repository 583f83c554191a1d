import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openEmbedded } from '../../engine/storage/embedded/index.ts'
import { isAlive } from '../../engine/storage/embedded/postmaster.ts'
import {
  ask,
  aFolder,
  aUsedFolder,
  keeper,
  open,
  postmasterOf,
  sweep,
  until,
} from './embedded-world.ts'

afterEach(sweep)

test('a new folder becomes a database that keeps what it was told', async () => {
  const dataDir = aFolder()
  const first = await open({ dataDir, fast: true })
  expect(first.adopted).toBe(false)
  await ask(first.url, 'create table kept as select 7 as n')
  const pid = postmasterOf(dataDir)
  await first.stop()
  expect(isAlive(pid)).toBe(false)

  const again = await open({ dataDir, fast: true })
  expect(await ask(again.url, 'select n from kept')).toEqual([{ n: 7 }])
})

test('it speaks UTF-8, keeps UTC and asks everybody for the password', async () => {
  const { url } = await open({ dataDir: await aUsedFolder(), fast: true })
  expect(
    await ask(
      url,
      `select current_setting('server_encoding') encoding, current_setting('timezone') zone, current_setting('listen_addresses') listens, length('学时') as length`,
    ),
  ).toEqual([{ encoding: 'UTF8', zone: 'UTC', listens: '127.0.0.1', length: 2 }])
  const guess = new URL(url)
  guess.password = 'guess'
  await expect(ask(guess.href, 'select 1')).rejects.toThrow('password authentication failed')
})

// Windows knows no such sockets.
if (process.platform !== 'win32')
  test('it is reached by a socket nobody else may open, and where its path is too long by loopback', async () => {
    const { url } = await open({ dataDir: await aUsedFolder(), fast: true })
    const folder = new URL(url).searchParams.get('host')!
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    const asked = 'select inet_client_addr() as address'
    expect(await ask(url, asked)).toEqual([{ address: null }])

    const deep = await open({ dataDir: join(aFolder(), 'd'.repeat(110)), fast: true })
    expect(await ask(deep.url, asked)).toEqual([{ address: '127.0.0.1' }])
  })

test('a second process joins, and the first may leave: the last one out stops the server', async () => {
  const dataDir = await aUsedFolder()
  const first = await open({ dataDir, fast: true })
  const pid = postmasterOf(dataDir)
  const second = keeper(dataDir, 'hold')
  expect(await second.next('open')).toMatchObject({ open: first.url, adopted: true })

  await first.stop()
  expect(isAlive(pid)).toBe(true)
  expect(await ask(first.url, 'select 1 as n')).toEqual([{ n: 1 }])

  second.letGo()
  await second.next('stopped')
  expect(isAlive(pid)).toBe(false)
})

test('two processes that open a new folder at the same moment share one database', async () => {
  const dataDir = aFolder()
  const both = [keeper(dataDir, 'hold'), keeper(dataDir, 'hold')]
  const opened = await Promise.all(both.map((it) => it.next('open')))
  expect(opened[0]!['open']).toBe(opened[1]!['open'])
  expect(opened.map((it) => it['adopted']).sort()).toEqual([false, true])
})

test('when our process is killed, the next start adopts the server and finds every acknowledged row', async () => {
  const dataDir = await aUsedFolder()
  const writer = keeper(dataDir, 'write')
  const wrote = await writer.killAfter(200)
  expect(wrote).toBeGreaterThan(0)

  const next = await open({ dataDir })
  expect(next.adopted).toBe(true)
  expect(await ask(next.url, `select count(*)::int n from rows where id <= ${wrote}`)).toEqual([
    { n: wrote },
  ])
  const pid = postmasterOf(dataDir)
  await next.stop()
  expect(isAlive(pid)).toBe(false)
})

test('when PostgreSQL itself is killed, it comes back at the same address with every acknowledged row', async () => {
  const dataDir = await aUsedFolder()
  const { url } = await open({ dataDir })
  await ask(url, 'create table rows as select generate_series(1, 500) as id')
  process.kill(postmasterOf(dataDir), 'SIGKILL')
  await until(async () => (await ask(url, 'select count(*)::int n from rows'))[0]?.['n'] === 500)
})

test('when both are killed at once, a start recovers', async () => {
  const dataDir = await aUsedFolder()
  const writer = keeper(dataDir, 'write')
  await writer.next('wrote')
  const postmaster = postmasterOf(dataDir)
  const wrote = await writer.killAfter(100)
  process.kill(postmaster, 'SIGKILL')

  const next = await open({ dataDir })
  expect(next.adopted).toBe(false)
  expect(await ask(next.url, `select count(*)::int n from rows where id <= ${wrote}`)).toEqual([
    { n: wrote },
  ])
})

test('a left-over pid file that names somebody else does not keep the database shut', async () => {
  const dataDir = await aUsedFolder()
  const first = await open({ dataDir, fast: true })
  await first.stop()
  const pidFile = `${process.pid}\n${join(dataDir, 'postgres')}\n0\n1\n\n127.0.0.1\n0 0\nready\n`
  writeFileSync(join(dataDir, 'postgres/postmaster.pid'), pidFile)
  expect((await open({ dataDir, fast: true })).adopted).toBe(false)
})

test('a server that does not take our password is refused with the reason, and not harmed', async () => {
  const dataDir = await aUsedFolder()
  const first = await open({ dataDir, fast: true })
  const home = join(dataDir, 'embedded.json')
  const kept = readFileSync(home, 'utf8')
  writeFileSync(home, kept.replace(/"password": "[^"]+"/, '"password": "another"'))
  await expect(openEmbedded({ dataDir })).rejects.toThrow('它不接受我们的密码')
  writeFileSync(home, kept)
  expect(await ask(first.url, 'select 1 as n')).toEqual([{ n: 1 }])
})

test('a folder that another container or machine has open is refused, until that one falls silent', async () => {
  const dataDir = await aUsedFolder()
  const stranger = join(dataDir, '.guests/elsewhere-17')
  const guest = JSON.stringify({ pid: 17, birth: '1', place: 'elsewhere (pid:[1])' })
  writeFileSync(stranger, guest)
  const life = setInterval(() => writeFileSync(stranger, guest), 100)
  await expect(openEmbedded({ dataDir })).rejects.toThrow(
    '正被 elsewhere (pid:[1]) 上的进程 17 使用',
  )
  clearInterval(life)
  const yesterday = new Date(Date.now() - 86_400_000)
  utimesSync(stranger, yesterday, yesterday)
  expect((await open({ dataDir, fast: true })).adopted).toBe(false)
})

test('a cluster of another version, one that is gone, one without its password: refused with what to do', async () => {
  const dataDir = await aUsedFolder()
  const first = await open({ dataDir, fast: true })
  await first.stop()
  writeFileSync(join(dataDir, 'postgres/PG_VERSION'), '12\n')
  await expect(openEmbedded({ dataDir })).rejects.toThrow('是 PostgreSQL 12 建立的')
  rmSync(join(dataDir, 'postgres'), { recursive: true })
  await expect(openEmbedded({ dataDir })).rejects.toThrow('不见了：请放回原处')
  writeFileSync(join(dataDir, 'embedded.json'), '{ "cluster": "gone')
  await expect(openEmbedded({ dataDir })).rejects.toThrow('embedded.json 已损坏')
})
