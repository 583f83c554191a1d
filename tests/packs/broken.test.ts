import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { compilePack, packIssueCodes, resolve, sayIssue, type PackIssue } from '#core/pack'
import { brokenFiles, brokenFolder, brokenNames, over, smallPack } from './small-pack.ts'

/**
 * Each folder here is one way to be wrong: `broken.yaml` lies as a layer over a small right pack, and
 * `issues.yaml` is exactly what must be said of it, each at its line. What stands in the small pack
 * itself names its layer.
 */
const brokenIn = (name: string) =>
  over(brokenFiles(readFileSync(join(brokenFolder, name, 'broken.yaml'), 'utf8')))
const expectedOf = (name: string): Expected[] =>
  parse(readFileSync(join(brokenFolder, name, 'issues.yaml'), 'utf8')) as Expected[]

interface Expected {
  readonly code: string
  readonly severity?: string
  readonly layer?: string
  readonly file: string
  readonly line: number
  readonly path: string
  readonly meant?: string
}
const asExpected = (it: PackIssue): Expected => ({
  code: it.code,
  ...(it.severity === 'warning' ? { severity: it.severity } : {}),
  ...(it.layer === 'broken' ? {} : { layer: it.layer }),
  file: it.file,
  line: it.line,
  path: it.path,
  ...(it.meant === undefined ? {} : { meant: it.meant }),
})

test('the small pack itself has nothing wrong', () => {
  expect(resolve(smallPack()).issues.map(sayIssue)).toEqual([])
})

describe('a broken pack raises exactly its issues', () => {
  test.each(brokenNames)('%s', (name) => {
    const { issues } = resolve(brokenIn(name))
    expect(issues.map(asExpected)).toEqual(expectedOf(name))
    for (const it of issues) expect(it.message, it.code).toMatch(/[\u4e00-\u9fff]/)
    for (const it of issues)
      expect(it.message, it.code).not.toMatch(/undefined|\[object|NaN|Infinity/)
  })
})

test('a pack with an error does not compile; with warnings only it does', () => {
  for (const name of brokenNames) {
    const hasError = expectedOf(name).some((it) => it.severity !== 'warning')
    expect(compilePack(brokenIn(name)).ok, name).toBe(!hasError)
  }
})

test('every code there is has a pack that shows it', () => {
  const shown = new Set(brokenNames.flatMap((name) => expectedOf(name).map((it) => it.code)))
  const elsewhere = ['file-too-large', 'stray-layer']
  expect(packIssueCodes.filter((it) => !shown.has(it) && !elsewhere.includes(it))).toEqual([])
})
