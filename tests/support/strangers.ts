import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { extendsOf, type PackFile } from '#core/pack'
import { readPackFiles } from '#storage/pack-files'

/**
 * Regions nobody made the engine for, written from config/README.md alone: shapes that the regions in
 * config/ use little, so that a change which only suits those is noticed. One is a city over its province.
 */
const root = fileURLToPath(new URL('../packs/strangers/', import.meta.url))
export const strangers: readonly string[] = readdirSync(root)

/** With the layer it rests on: another stranger, or what all packs share. */
export function filesOfStranger(name: string): readonly PackFile[] {
  const lower = extendsOf(read(name, 'pack.yaml')) ?? ''
  return [
    ...layerOf(name),
    ...(strangers.includes(lower) ? filesOfStranger(lower) : readPackFiles('config/base')),
  ]
}

const read = (name: string, path: string) => readFileSync(`${root}${name}/${path}`, 'utf8')
const layerOf = (name: string): readonly PackFile[] =>
  readdirSync(`${root}${name}`, { recursive: true, encoding: 'utf8' }).flatMap((path) => {
    if (path.endsWith('.yaml')) return [{ layer: name, path, text: read(name, path) }]
    const isPicture = /^assets\/.+\.png$/.test(path)
    const data = isPicture ? readFileSync(`${root}${name}/${path}`).toString('base64') : ''
    return isPicture ? [{ layer: name, path, text: '', data }] : []
  })
