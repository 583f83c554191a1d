import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Figure } from './bench/measure.ts'
import { tableOf } from './bench/table.ts'

test('the figures of README.md are those of the last whole run', () => {
  const { figures } = JSON.parse(readFileSync('tests/bench/results.json', 'utf8')) as {
    figures: Figure[]
  }
  expect(readFileSync('README.md', 'utf8')).toContain(tableOf(figures))
})
