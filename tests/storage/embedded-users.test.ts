import { chownSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { canReach } from '../../engine/storage/embedded/owner.ts'
import { ask, aFolder, keeper, open, sweep } from './embedded-world.ts'

const nobody = { uid: 65534, gid: 65534 }
const here = dirname(fileURLToPath(import.meta.url))
const isRoot = process.getuid?.() === 0

afterEach(sweep)

test('the password is for the owner of the folder alone', async () => {
  const dataDir = aFolder()
  await open({ dataDir, fast: true })
  expect(statSync(join(dataDir, 'embedded.json')).mode & 0o777).toBe(0o600)
  expect(statSync(join(dataDir, 'postgres')).mode & 0o777).toBe(0o700)
})

// Only root can become somebody else, so only root can test it.
if (isRoot)
  describe('as root', () => {
    test('the server runs as another user, who owns the cluster and nothing else', async () => {
      const dataDir = aFolder()
      await open({ dataDir, fast: true })
      expect(statSync(join(dataDir, 'postgres')).uid).not.toBe(0)
      expect(statSync(dataDir).uid).toBe(0)
    })

    test('in a home closed to others the cluster stands elsewhere, and the log says where', async () => {
      const dataDir = aFolder(0o700)
      const said: string[] = []
      const first = await open({ dataDir, fast: true, log: (line) => said.push(line) })
      const { cluster } = JSON.parse(readFileSync(join(dataDir, 'embedded.json'), 'utf8')) as {
        cluster: string
      }
      expect(existsSync(join(dataDir, 'postgres'))).toBe(false)
      expect(said.join('\n')).toContain(`PostgreSQL 的文件放在 ${cluster}`)
      await ask(first.url, 'create table kept as select 7 as n')
      await first.stop()

      const again = await open({ dataDir, fast: true })
      expect(await ask(again.url, 'select n from kept')).toEqual([{ n: 7 }])
      await again.stop()
      rmSync(dirname(cluster), { recursive: true })
    })

    // In a checkout closed to others a plain user cannot even read this program.
    if (canReach(here, nobody))
      test('a plain user has a server of their own, and root joins it as that user', async () => {
        const dataDir = aFolder()
        chownSync(dirname(dataDir), nobody.uid, nobody.gid)
        const env = { PATH: process.env['PATH'], HOME: dirname(dataDir) }
        const user = keeper(dataDir, 'hold', { ...nobody, env })
        const { open: url } = await user.next('open')
        expect(statSync(join(dataDir, 'postgres')).uid).toBe(nobody.uid)
        expect((await open({ dataDir })).url).toBe(url)
      })
  })
