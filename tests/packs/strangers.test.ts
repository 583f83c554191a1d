import { describe, expect, test } from 'vitest'
import { resolve, revive, sayIssue } from '#core/pack'
import { coverageOf, playAll, type ScenarioDefinition } from '#core/simulate'
import { filesOfStranger, strangers } from '../support/strangers.ts'

const isRegion = (name: string) => resolve(filesOfStranger(name)).resolved.header.abstract !== true

test('a layer for others has nothing wrong in itself', () => {
  for (const name of strangers.filter((it) => !isRegion(it)))
    expect(resolve(filesOfStranger(name)).issues.map(sayIssue), name).toEqual([])
})

describe.each(strangers.filter(isRegion))('the stranger %s', (name) => {
  const files = filesOfStranger(name)
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
