import type { PackHash } from '#core/base'
import type { ResolvedPack } from './definition.ts'
import { sha256 } from './sha256.ts'

/** JSON with keys in one order, so that the same content is the same text whoever wrote it. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, it]) => it !== undefined)
    members.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${members.map(([key, it]) => `${JSON.stringify(key)}:${canonicalJson(it)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

/** The name of a pack: sha-256 of its canonical JSON. Order of keys and of files does not matter. */
export const packHash = (resolved: ResolvedPack): PackHash =>
  sha256(canonicalJson(resolved)) as PackHash
