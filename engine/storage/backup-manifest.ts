import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type CopiedFile, hashOf } from './backup-files.ts'

/** What a backup consists of: enough to know that it is whole, and of what. */
export interface Manifest {
  readonly kind: 'embedded' | 'dump'
  /** When it was made, ISO. */
  readonly at: string
  /** The version of the server it was made on. */
  readonly postgres: string
  readonly files: readonly CopiedFile[]
  /** SHA-256 over all the rest, so that the list itself cannot be changed unseen. */
  readonly seal: string
}

export function sealManifest(unsealed: Omit<Manifest, 'seal'>): Manifest {
  return { ...unsealed, seal: sealOf(unsealed) }
}

function sealOf({ kind, at, postgres, files }: Omit<Manifest, 'seal'>): string {
  return createHash('sha256').update(JSON.stringify({ kind, at, postgres, files })).digest('hex')
}

/** Checks the list against its seal, the folder against the list, and each file against its hash. */
export async function checkManifest(
  text: string,
  from: string,
  present: readonly string[],
): Promise<Manifest> {
  const manifest = parse(text)
  if (!manifest || manifest.seal !== sealOf(manifest)) {
    throw new Error('备份的 manifest.json 已损坏：什么都没有恢复。')
  }
  const listed = new Set(manifest.files.map((it) => it.path))
  const added = present.find((path) => path !== 'manifest.json' && !listed.has(path))
  if (added !== undefined) throw new Error(`备份里有清单上没有的 ${added}：什么都没有恢复。`)

  const here = new Set(present)
  for (const { path, sha256 } of manifest.files) {
    if (!here.has(path)) throw new Error(`备份缺少 ${path}：什么都没有恢复。`)
    if ((await hashOf(join(from, path))) !== sha256) {
      throw new Error(`备份的 ${path} 与备份时不一致：什么都没有恢复。`)
    }
  }
  return manifest
}

function parse(text: string): Manifest | undefined {
  try {
    const manifest = JSON.parse(text) as Partial<Manifest>
    return Array.isArray(manifest.files) ? (manifest as Manifest) : undefined
  } catch {
    return undefined
  }
}
