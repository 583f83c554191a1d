import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { diskStore } from '#storage/file-store'

const bytes = new TextEncoder().encode('a scan of somebody’s papers')
const hash = createHash('sha256').update(bytes).digest('hex')
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

test('what is kept is for the owner of the folder alone, also in a folder of an earlier version', async () => {
  const folder = join(mkdtempSync(join(inject('folder'), 'store-')), 'files')
  mkdirSync(folder, { mode: 0o755 })
  await diskStore(folder).put(hash, bytes)
  const shelf = join(folder, hash.slice(0, 2))
  expect([modeOf(folder), modeOf(shelf), modeOf(join(shelf, hash))]).toEqual(['700', '700', '600'])
})

test('bytes come back as they were; under another hash they are refused', async () => {
  const store = diskStore(mkdtempSync(join(inject('folder'), 'store-')))
  await store.put(hash, bytes)
  expect(Buffer.from((await store.get(hash))!).equals(bytes)).toBe(true)
  await expect(store.put('0'.repeat(64), bytes)).rejects.toThrow('hash')
  await expect(store.get('../../etc/passwd')).rejects.toThrow('Not a file hash')
})

test('what a killed process left half written goes once it is old; what is being written stays', async () => {
  const folder = mkdtempSync(join(inject('folder'), 'store-'))
  const store = diskStore(folder)
  await store.put(hash, bytes)
  const shelf = join(folder, hash.slice(0, 2))
  const [old, young] = [join(shelf, `${hash}.1.abc`), join(shelf, `${hash}.2.def`)]
  for (const path of [old, young]) writeFileSync(path, 'half')
  const aWeekAgo = new Date(Date.now() - 7 * 86_400_000)
  utimesSync(old, aWeekAgo, aWeekAgo)
  await store.deleteHalves(new Date(Date.now() - 86_400_000))
  expect(existsSync(old)).toBe(false)
  expect(readdirSync(shelf).toSorted()).toEqual([hash, `${hash}.2.def`])
})
