import { createHash } from 'node:crypto'
import { chmod, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Bytes by their hash. Disk here; a bucket is another object of this shape. */
export interface FileStore {
  put(hash: string, bytes: Uint8Array): Promise<void>
  get(hash: string): Promise<Uint8Array | undefined>
  /** Nothing happens when there is none. */
  delete(hash: string): Promise<void>
  /** Every hash there is, in no order. */
  list(): AsyncIterable<string>
  /** When the bytes came; undefined when there are none. */
  writtenAt(hash: string): Promise<Date | undefined>
  /** Deletes what was begun before then and never ended, because a process died in the midst of it. */
  deleteHalves(before: Date): Promise<void>
}

/**
 * Files under `folder/ab/abcdef…`; written whole or not at all, and on disk before we say so. Scans of
 * identity papers are among them: nobody else on the machine looks in.
 */
export function diskStore(folder: string): FileStore {
  let closed: Promise<void> | undefined
  const pathOf = (hash: string) => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error(`Not a file hash: ${JSON.stringify(hash)}`)
    return join(folder, hash.slice(0, 2), hash)
  }
  return {
    async put(hash, bytes) {
      if (createHash('sha256').update(bytes).digest('hex') !== hash)
        throw new Error('The bytes do not have the hash they are stored under.')
      const path = pathOf(hash)
      if (await exists(path)) return
      await (closed ??= closeToOthers(folder))
      const isNew = (await mkdir(dirname(path), { recursive: true, mode: 0o700 })) !== undefined
      const waiting = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`
      const handle = await open(waiting, 'w', 0o600)
      try {
        await handle.writeFile(bytes)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(waiting, path)
      // The name is on disk with its folder, not with the bytes.
      await flushFolder(dirname(path))
      if (isNew) await flushFolder(folder)
    },
    async get(hash) {
      try {
        return await readFile(pathOf(hash))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
    delete: (hash) => rm(pathOf(hash), { force: true }),
    async *list() {
      for (const shelf of await namesIn(folder))
        for (const name of await namesIn(join(folder, shelf)))
          if (/^[0-9a-f]{64}$/.test(name)) yield name
    },
    writtenAt: (hash) => timeOf(pathOf(hash)),
    async deleteHalves(before) {
      for (const shelf of await namesIn(folder))
        for (const name of await namesIn(join(folder, shelf))) {
          const path = join(folder, shelf, name)
          if (!/^[0-9a-f]{64}\./.test(name)) continue
          const began = await timeOf(path)
          if (began && began < before) await rm(path, { force: true })
        }
    },
  }
}

/** Also one that an earlier version made. */
async function closeToOthers(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
}

async function flushFolder(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const exists = async (path: string): Promise<boolean> => (await timeOf(path)) !== undefined

async function timeOf(path: string): Promise<Date | undefined> {
  try {
    return (await stat(path)).mtime
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw error
  }
}
