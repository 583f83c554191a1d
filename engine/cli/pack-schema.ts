import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { editorSchema, fileKinds } from '#core/pack'
import type { Io } from './io.ts'

/** Writes config/schema/: one schema per kind of file, for editors. A test holds them up to date. */
export function writeSchemas(io: Io): number {
  const folder = join(io.home, 'config', 'schema')
  mkdirSync(folder, { recursive: true })
  for (const kind of fileKinds) writeFileSync(join(folder, `${kind}.json`), schemaText(kind))
  io.say(`✓ config/schema/：${fileKinds.length} 个文件`)
  return 0
}

export const schemaText = (kind: (typeof fileKinds)[number]): string =>
  `${JSON.stringify(editorSchema(kind), null, 2)}\n`
