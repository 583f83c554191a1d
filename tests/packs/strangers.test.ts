import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { extendsOf, type PackFile, resolve, revive, sayIssue } from '#core/pack'
import { coverageOf, playAll, type ScenarioDefinition } from '#core/simulate'
import { readPackFiles } from '#storage/pack-files'

/**
 * Regions nobody made the engine for, written from config/README.md alone: shapes that the regions in
 * config/ use little, so that a change which only suits those is noticed. One is a city over its province.
 */
const root = fileURLToPath(new URL('./strangers/', import.meta.url))
const names = readdirSync(root)
const read = (name: string, path: string) => readFileSync(`${root}${name}/${path}`, 'utf8')
const layerOf = (name: string): readonly PackFile[] =>
  readdirSync(`${root}${name}`, { recursive: true, encoding: 'utf8' }).flatMap((path) => {
    if (path.endsWith('.yaml')) return [{ layer: name, path, text: read(name, path) }]
    const isPicture = /^assets\/.+\.png$/.test(path)
    const data = isPicture ? readFileSync(`${root}${name}/${path}`).toString('base64') : ''
    return isPicture ? [{ layer: name, path, text: '', data }] : []
  })
/** With the layer it rests on: another stranger, or what all packs share. */
function packFilesOf(name: string): readonly PackFile[] {
  const lower = extendsOf(read(name, 'pack.yaml')) ?? ''
  return [
    ...layerOf(name),
    ...(names.includes(lower) ? packFilesOf(lower) : readPackFiles('config/base')),
  ]
}
const isRegion = (name: string) => resolve(packFilesOf(name)).resolved.header.abstract !== true

test('a layer for others has nothing wrong in itself', () => {
  for (const name of names.filter((it) => !isRegion(it)))
    expect(resolve(packFilesOf(name)).issues.map(sayIssue), name).toEqual([])
})

describe.each(names.filter(isRegion))('the stranger %s', (name) => {
  const files = packFilesOf(name)
  test('has nothing wrong', () => {
    expect(resolve(files).issues.map(sayIssue)).toEqual([])
  })
  test('every story comes true, and every way of learning has one', () => {
    const { resolved, scenarios } = resolve(files)
    const stories = scenarios as readonly ScenarioDefinition[]
    const pack = revive(resolved)
    const results = playAll(pack, stories)
    expect(results.length).toBeGreaterThanOrEqual(12)
    expect(results.filter((it) => !it.passed).map((it) => [it.scenario, it.failures])).toEqual([])
    expect(coverageOf(pack, results).missing.kinds).toEqual([])
  })
})
