import type { FileKind } from '../files.ts'
import { defs } from './index.ts'
import type { Schema } from './parts.ts'

/** Which part of a file has a key that somebody wrote elsewhere in it; `top`: it is the file itself. */
export function ownerOf(
  key: string,
  kind: FileKind,
): { readonly owner: string; readonly top: boolean } | undefined {
  const root = defs[kind]!
  const owner = owners(root, kind).get(key)
  return owner === undefined ? undefined : { owner, top: owner === root.description }
}

const known = new Map<FileKind, ReadonlyMap<string, string>>()

function owners(root: Schema, kind: FileKind): ReadonlyMap<string, string> {
  const before = known.get(kind)
  if (before) return before
  const found = new Map<string, string>()
  const seen = new Set<unknown>()
  const walk = (schema: unknown, title: string): void => {
    if (Array.isArray(schema)) return schema.forEach((it) => walk(it, title))
    if (typeof schema !== 'object' || schema === null || seen.has(schema)) return
    seen.add(schema)
    const { properties, description, $ref, ...rest } = schema as Schema
    const own = typeof description === 'string' && description !== '' ? description : title
    for (const key of Object.keys(properties ?? {})) if (!found.has(key)) found.set(key, own)
    if (typeof $ref === 'string') walk(defs[$ref.replace('#/$defs/', '')], own)
    for (const it of Object.values(properties ?? {})) walk(it, '')
    for (const it of Object.values(rest)) walk(it, own)
  }
  walk(root, '')
  found.delete('')
  known.set(kind, found)
  return found
}
