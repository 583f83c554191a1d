import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Bytes by their hash. Disk here; a bucket is another object of this shape. */
export interface FileStore {
  put(hash: string, bytes: Uint8Array): Promise<void>
  get(hash: string): Promise<Uint8Array | undefined>
}

/** Files under `folder/ab/abcdef…`; written whole or not at all, and on disk before we say so. */
export function diskStore(folder: string): FileStore {
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
      await mkdir(dirname(path), { recursive: true })
      const waiting = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`
      const handle = await open(waiting, 'w')
      try {
        await handle.writeFile(bytes)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(waiting, path)
    },
    async get(hash) {
      try {
        return await readFile(pathOf(hash))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch {
    return false
  }
}
