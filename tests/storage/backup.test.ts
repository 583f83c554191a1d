import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { backup, restore } from '../../engine/storage/backup.ts'
import { aFolder, aUsedFolder, ask, keeper, open, sweep } from './embedded-world.ts'

afterEach(sweep)

const at = '2026-03-01T00:00:00.000Z'

test('what was backed up is read back from a restored folder: rows, files and all', async () => {
  const dataDir = await aUsedFolder()
  const first = await open({ dataDir, fast: true })
  await ask(
    first.url,
    `create table kept as select n, '学时' || n as said from generate_series(1, 5000) n`,
  )
  mkdirSync(join(dataDir, 'files/ab'), { recursive: true })
  writeFileSync(join(dataDir, 'files/ab/abcd'), 'evidence')
  await first.stop()

  const to = join(aFolder(), 'backup')
  const manifest = await backup({ dataDir, to, at })
  expect(manifest).toMatchObject({ kind: 'embedded', at })
  rmSync(dataDir, { recursive: true })

  const restored = join(aFolder(), 'restored')
  await restore({ from: to, dataDir: restored })
  const { url } = await open({ dataDir: restored, fast: true })
  expect(await ask(url, 'select count(*)::int n, min(said) said from kept')).toEqual([
    { n: 5000, said: '学时1' },
  ])
  expect(readFileSync(join(restored, 'files/ab/abcd'), 'utf8')).toBe('evidence')
})

test('a backup made while people write holds every row acknowledged before it, and no half one', async () => {
  const dataDir = await aUsedFolder()
  const writer = keeper(dataDir, 'write')
  const { wrote } = (await writer.next('wrote')) as { wrote: number }
  const to = join(aFolder(), 'backup')
  await backup({ dataDir, to, at })
  const last = await writer.killAfter(50)

  const restored = aFolder()
  await restore({ from: to, dataDir: restored })
  const { url } = await open({ dataDir: restored, fast: true })
  const [row] = await ask(url, 'select count(*)::int n, max(id) top from rows')
  expect(row!['n']).toBe(row!['top'])
  expect(row!['n']).toBeGreaterThanOrEqual(wrote)
  expect(row!['n']).toBeLessThanOrEqual(last + 1)
})

test('one flipped byte, a file too few or too many, a touched manifest: refused by name, nothing restored', async () => {
  const dataDir = await aUsedFolder()
  await open({ dataDir, fast: true })
  const to = join(aFolder(), 'backup')
  await backup({ dataDir, to, at })
  const dataInto = aFolder()

  const victim = join(to, 'postgres/PG_VERSION')
  const kept = readFileSync(victim)
  writeFileSync(victim, Buffer.from([kept[0]! ^ 1, ...kept.subarray(1)]))
  await expect(restore({ from: to, dataDir: dataInto })).rejects.toThrow(
    'postgres/PG_VERSION 与备份时不一致',
  )
  rmSync(victim)
  await expect(restore({ from: to, dataDir: dataInto })).rejects.toThrow('缺少 postgres/PG_VERSION')
  writeFileSync(victim, kept)
  writeFileSync(join(to, 'postgres/guest'), '')
  await expect(restore({ from: to, dataDir: dataInto })).rejects.toThrow('postgres/guest')
  rmSync(join(to, 'postgres/guest'))
  const manifest = join(to, 'manifest.json')
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(at, '2027-03-01T00:00:00.000Z'))
  await expect(restore({ from: to, dataDir: dataInto })).rejects.toThrow('manifest.json 已损坏')
})

test('nothing is overwritten: both ways need an empty folder', async () => {
  const dataDir = await aUsedFolder()
  await open({ dataDir, fast: true })
  const full = aFolder()
  mkdirSync(full)
  writeFileSync(join(full, 'something'), '')
  await expect(backup({ dataDir, to: full, at })).rejects.toThrow('不是空的')
  const to = join(aFolder(), 'backup')
  await backup({ dataDir, to, at })
  await expect(restore({ from: to, dataDir })).rejects.toThrow('不是空的')
})
