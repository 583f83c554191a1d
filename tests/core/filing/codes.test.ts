import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { issueCodes } from '../../../engine/core/base/index.ts'

test('every reason a filing is refused for is in the list of codes', () => {
  const files = ['engine/core/filing', 'engine/core/simulate'].flatMap((room) =>
    readdirSync(room).map((it) => `${room}/${it}`),
  )
  const used = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\bissue(?:Of)?\(\s*'([^']+)'/g)].map((it) => it[1]!),
  )
  expect(used.length).toBeGreaterThan(30)
  expect([...new Set(used)].filter((it) => !Object.hasOwn(issueCodes, it))).toEqual([])
})
