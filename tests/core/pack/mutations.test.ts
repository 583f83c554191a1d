import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { compilePack, kindOfFile, resolve, yamlOf, type PackFile } from '#core/pack'
import { smallPack } from '../../packs/small-pack.ts'

const files = smallPack()
const own = files.filter((it) => it.layer === 'small' && kindOfFile(it.path))

type Path = readonly (string | number)[]
/** Every place in a value, itself included. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [
    path,
    ...Object.entries(value).flatMap(([key, it]) =>
      pathsOf(it, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ]
}
function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by
  if (Array.isArray(value)) return value.map((it, at) => (at === key ? replaced(it, rest, by) : it))
  return {
    ...(value as object),
    [key]: replaced((value as Record<string, unknown>)[key], rest, by),
  }
}

const places = own.flatMap((file) => pathsOf(parse(file.text)).map((path) => ({ file, path })))
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    'x',
    'toString',
    'constructor',
    '-1',
    -1,
    0,
    0.3,
    2026,
    true,
    false,
    [],
    {},
    [[]],
    [null],
    { a: 1 },
    ['unit'],
    { id: 'unit' },
    'unit',
    'hrss',
    'draft',
    'any',
  ),
  fc
    .constantFrom(...places)
    .map(({ file, path }) =>
      path.reduce<unknown>((it, key) => (it as Record<string, unknown>)[key], parse(file.text)),
    ),
)

const withChange = (file: PackFile, text: string) =>
  files.map((it) => (it === file ? { ...file, text } : it))

test('whatever is put anywhere, the loader answers; and what it takes, it can bring to life', () => {
  fc.assert(
    fc.property(fc.constantFrom(...places), odd, ({ file, path }, value) => {
      const changed = withChange(file, yamlOf(replaced(parse(file.text), path, value)))
      const { issues } = resolve(changed)
      for (const it of issues) expect(it.message).toMatch(/[\u4e00-\u9fff]/)
      expect(compilePack(changed).ok).toBe(issues.every((it) => it.severity === 'warning'))
    }),
    { numRuns: 400 },
  )
}, 60_000)

test('whatever key is misspelt, its line is named', () => {
  const keyed = places.filter(
    ({ path }) => typeof path.at(-1) === 'string' && path.at(-1) !== 'with',
  )
  fc.assert(
    fc.property(fc.constantFrom(...keyed), ({ file, path }) => {
      const key = String(path.at(-1))
      // In these maps keys are the pack's own words, not ours.
      const parent = path.at(-2)
      fc.pre(
        ![
          'labels',
          'terms',
          'with',
          'attributes',
          'conditions',
          'superiors',
          'subjects',
          'when',
        ].includes(String(parent)),
      )
      const above = path
        .slice(0, -1)
        .reduce<unknown>((it, step) => (it as Record<string, unknown>)[step], parse(file.text))
      const { [key]: value, ...rest } = above as Record<string, unknown>
      const changed = withChange(
        file,
        yamlOf(replaced(parse(file.text), path.slice(0, -1), { ...rest, [`${key}q`]: value })),
      )
      expect(
        resolve(changed).issues.some(
          (it) =>
            it.path.includes(`${key}q`) || it.code === 'one-of-keys' || it.code === 'missing-key',
        ),
      ).toBe(true)
    }),
    { numRuns: 150 },
  )
}, 60_000)
