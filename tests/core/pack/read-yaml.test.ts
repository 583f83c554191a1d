import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { resolve, yamlOf, yamlStyle } from '#core/pack'
import { plain } from '../../../engine/core/pack/located.ts'
import { maxFileCharacters, readYaml } from '../../../engine/core/pack/read-yaml.ts'
import { over } from '../../packs/small-pack.ts'

const read = (text: string) => readYaml({ layer: 'x', path: 'texts.yaml', text })

describe('what a pack file may not be', () => {
  test('larger than a person keeps by hand: refused unread', () => {
    const { issues } = resolve(
      over({ 'texts.yaml': `terms:\n  a: ${'长'.repeat(maxFileCharacters)}\n` }),
    )
    expect(issues.map((it) => it.code)).toEqual(['file-too-large'])
  })

  test('a bomb of aliases: refused before anything is multiplied', () => {
    const lines = Array.from(
      { length: 30 },
      (_, at) =>
        `  k${at}: &a${at} [${Array(9)
          .fill(at === 0 ? 'x' : `*a${at - 1}`)
          .join(', ')}]`,
    )
    const { complaints, root } = read(`terms:\n${lines.join('\n')}\n`)
    expect(root).toBeUndefined()
    expect(new Set(complaints.map((it) => it.code))).toEqual(new Set(['yaml-anchor', 'yaml-alias']))
  })

  test('a way into prototypes', () => {
    read('__proto__:\n  polluted: true\n')
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(read('a:\n  __proto__: 1\n').complaints.map((it) => it.code)).toEqual(['forbidden-key'])
    expect(read('prototype: 1\n').complaints.map((it) => it.code)).toEqual(['forbidden-key'])
  })
})

test('any plain data comes back as it went in', () => {
  const keys = fc
    .stringMatching(/^[a-z][a-z0-9-]{0,8}$/)
    .filter((it) => !['constructor', 'prototype'].includes(it))
  const { data } = fc.letrec((tie) => ({
    data: fc.oneof(
      { maxDepth: 4 },
      fc.dictionary(keys, tie('value'), { minKeys: 1, noNullPrototype: true }),
      fc.array(tie('value'), { minLength: 1 }),
    ),
    value: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), tie('data')),
  }))
  fc.assert(
    fc.property(data, (value) => {
      const { root, complaints } = read(yamlOf(value))
      expect(complaints).toEqual([])
      expect(root && plain(root)).toEqual(value)
    }),
  )
})

test('what is written in the house style survives an editor byte for byte', () => {
  const texts = fc.dictionary(
    fc.stringMatching(/^[a-z]{1,6}$/),
    fc.oneof(fc.string(), fc.array(fc.string()), fc.integer()),
    { minKeys: 1 },
  )
  fc.assert(
    fc.property(texts, (value) => {
      const text = yamlOf(value)
      expect(parseDocument(text).toString(yamlStyle)).toBe(text)
    }),
  )
})

test('no text whatever makes the loader throw', () => {
  const pieces = fc.array(
    fc.constantFrom(
      'terms',
      ':',
      ' ',
      '\n',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '&a',
      '*a',
      '!!x',
      '"',
      "'",
      '|',
      '>',
      '#',
      '甲',
      'toString',
      'kind',
      'steps',
      'fields',
      'form',
      '? ',
      '\t',
      '---',
    ),
    { maxLength: 40 },
  )
  fc.assert(
    fc.property(
      pieces,
      fc.constantFrom(
        'texts.yaml',
        'chains/declaration.yaml',
        'world.yaml',
        'hours.yaml',
        'forms/declaration.yaml',
        'portal.yaml',
      ),
      (parts, path) => {
        expect(Array.isArray(resolve(over({ [path]: parts.join('') })).issues)).toBe(true)
      },
    ),
    { numRuns: 150 },
  )
})
