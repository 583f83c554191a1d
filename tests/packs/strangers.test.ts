import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { type PackFile, resolve, revive, sayIssue } from '#core/pack'
import { coverageOf, playAll, type ScenarioDefinition } from '#core/simulate'
import { readPackFiles } from '#storage/pack-files'

/**
 * Two regions nobody made the engine for, written from config/README.md alone: shapes that the
 * regions in config/ use little, so that a change which only suits those is noticed.
 */
const root = fileURLToPath(new URL('./strangers/', import.meta.url))
const packFilesOf = (name: string): readonly PackFile[] => [
  ...readPackFiles('config/base'),
  ...readdirSync(`${root}${name}`, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => ({ layer: name, path, text: readFileSync(`${root}${name}/${path}`, 'utf8') })),
]

describe.each(readdirSync(root))('the stranger %s', (name) => {
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
