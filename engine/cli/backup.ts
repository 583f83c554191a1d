import { resolve } from 'node:path'
import { backup, restore } from '#storage/backup'
import { dump, load } from '#storage/dump'
import type { Io } from './io.ts'

const dataDirOf = (io: Io): string => resolve(process.env['DATA_DIR'] ?? `${io.home}/data`)
const today = (): string => new Date().toISOString()

/** Copies the database and its files while people work; the copy is sealed with the hash of every file. */
export async function backupCommand(args: readonly string[], io: Io): Promise<number> {
  const [to] = args
  if (!to) return asked(io, '请写出备份放在哪个目录，如 npm run backup -- ../backup-2026-01-01')
  return tried(io, async () => {
    const url = process.env['DATABASE_URL']
    const [dataDir, folder, at] = [dataDirOf(io), resolve(to), today()]
    const manifest = url
      ? await dump({ url, dataDir, to: folder, at })
      : await backup({ dataDir, to: folder, at, log: (line) => io.say(line) })
    io.say(`已备份到 ${folder}：${manifest.files.length} 个文件，PostgreSQL ${manifest.postgres}`)
  })
}

/** Puts a backup into an empty data folder (or an empty database), after checking every hash. */
export async function restoreCommand(args: readonly string[], io: Io): Promise<number> {
  const [from] = args
  if (!from) return asked(io, '请写出备份所在的目录，如 npm run restore -- ../backup-2026-01-01')
  return tried(io, async () => {
    const url = process.env['DATABASE_URL']
    const [dataDir, folder] = [dataDirOf(io), resolve(from)]
    const manifest = url
      ? await load({ from: folder, url, dataDir })
      : await restore({ from: folder, dataDir, log: (line) => io.say(line) })
    io.say(`已从 ${folder} 恢复（备份时间 ${manifest.at}）。`)
  })
}

function asked(io: Io, what: string): number {
  io.complain(what)
  return 2
}

async function tried(io: Io, work: () => Promise<void>): Promise<number> {
  try {
    await work()
    return 0
  } catch (error) {
    io.complain(error instanceof Error ? error.message : String(error))
    return 1
  }
}
