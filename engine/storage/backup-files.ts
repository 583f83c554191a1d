import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export interface CopiedFile {
  /** Inside the backup, with `/`. */
  readonly path: string
  readonly size: number
  readonly sha256: string
}

/** The files below a folder, as paths relative to it with `/`, in order. */
export function filesUnder(root: string): readonly string[] {
  if (!existsSync(root)) return []
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) =>
      join(it.parentPath, it.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort()
}

/** Copies the files of a folder that `wanted` says yes to, eight at a time. */
export async function copyAll(
  from: string,
  to: string,
  name: string,
  wanted: (path: string) => boolean = () => true,
): Promise<readonly CopiedFile[]> {
  const paths = filesUnder(from).filter(wanted)
  const copied = await eightAtATime(paths, (path) =>
    copyFile(join(from, path), join(to, path), `${name}/${path}`),
  )
  return copied.filter((it) => it !== undefined)
}

/** Puts files back where `place` says; each was checked before. */
export async function restoreAll(
  files: readonly CopiedFile[],
  from: string,
  place: (path: string) => string,
): Promise<void> {
  await eightAtATime(files, ({ path }) => copyFile(join(from, path), place(path), path))
}

/**
 * Copies one file and hashes what was written, so that the hash is of the copy even when the file
 * changed on the way. Without `to` it is only hashed. Undefined when the file was deleted meanwhile,
 * which is lawful: the database drops files, and its log knows.
 */
export async function copyFile(
  from: string,
  to: string | undefined,
  path: string,
): Promise<CopiedFile | undefined> {
  const hash = createHash('sha256')
  let size = 0
  if (to !== undefined) mkdirSync(dirname(to), { recursive: true, mode: 0o700 })
  const target = to === undefined ? undefined : await open(to, 'w', 0o600)
  try {
    for await (const chunk of createReadStream(from, {
      highWaterMark: 1 << 20,
    }) as AsyncIterable<Buffer>) {
      hash.update(chunk)
      size += chunk.length
      await target?.writeFile(chunk)
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    if (to !== undefined) rmSync(to, { force: true })
    return undefined
  } finally {
    await target?.close()
  }
  return { path, size, sha256: hash.digest('hex') }
}

/** Brings a folder's files to the disk: all at once where the system can, one after another elsewhere. */
export async function flush(folder: string): Promise<void> {
  if (process.platform === 'linux' && spawnSync('sync', ['-f', folder]).status === 0) return
  await eightAtATime(filesUnder(folder), async (path) => {
    const file = await open(join(folder, path), 'r+')
    await file.sync().finally(() => file.close())
  })
}

export async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }))
    hash.update(chunk as Buffer)
  return hash.digest('hex')
}

async function eightAtATime<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    for (let i = next++; i < items.length; i = next++) results[i] = await work(items[i]!)
  }
  await Promise.all(Array.from({ length: 8 }, worker))
  return results
}
