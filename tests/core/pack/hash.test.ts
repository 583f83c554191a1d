import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, packHash, resolve } from '#core/pack'
import { smallPack } from '../../packs/small-pack.ts'

const shuffled = <T>(list: readonly T[]) =>
  fc.shuffledSubarray([...list], { minLength: list.length })
/** The same data with every object's keys in another order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, it]) => [key, turned(it)]),
  )
}

test('a pack has the same name in whatever order its files are read', () => {
  const files = smallPack()
  const hash = packHash(resolve(files).resolved)
  fc.assert(
    fc.property(shuffled(files), (mixed) => {
      expect(packHash(resolve(mixed).resolved)).toBe(hash)
    }),
    { numRuns: 20 },
  )
})

test('the order of keys is no part of a name', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(canonicalJson(turned(value))).toBe(canonicalJson(value))
    }),
  )
  const { resolved } = resolve(smallPack())
  expect(packHash(turned(resolved) as typeof resolved)).toBe(packHash(resolved))
})

test('canonical JSON is JSON: it reads back as what was written', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('a story more is the same pack; a word more is another', () => {
  const hash = (text: string, path: string) =>
    packHash(
      resolve([
        ...smallPack().filter((it) => it.path !== path || it.layer !== 'small'),
        { layer: 'small', path, text },
      ]).resolved,
    )
  const before = packHash(resolve(smallPack()).resolved)
  expect(hash('scenarios: []\n', 'scenarios/first-steps.yaml')).toBe(before)
  expect(hash('terms:\n  filing: 登记\n', 'texts.yaml')).not.toBe(before)
})
