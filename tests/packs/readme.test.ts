import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { editorSchema, type FileKind, fileKinds, resolve } from '#core/pack'
import { smallPack } from './small-pack.ts'

/** Whoever writes a region has config/README.md and nothing else: it must tell everything, and nothing untrue. */
const readme = readFileSync('config/README.md', 'utf8')
const blocks = [...readme.matchAll(/```([a-z]*)\n([\s\S]*?)```/g)].map(([, of, text]) => ({
  of: of!,
  text: text!,
}))
const yamlBlocks = blocks.filter((it) => it.of === 'yaml').map((it) => it.text)
const named = new Set(
  [
    ...[...readme.replaceAll(/```[\s\S]*?```/g, '').matchAll(/`([^`\n]+)`/g)].map(([, it]) => it!),
    ...yamlBlocks,
  ].flatMap((it) => it.match(/[A-Za-z][A-Za-z0-9-]*/g) ?? []),
)

interface Said {
  readonly keys: ReadonlySet<string>
  readonly words: ReadonlySet<string>
  readonly silent: ReadonlySet<string>
}
/** Every key a schema knows, every word it admits, and the keys that say nothing of themselves. */
function saidBy(schema: unknown): Said {
  const said = { keys: new Set<string>(), words: new Set<string>(), silent: new Set<string>() }
  const walk = (it: unknown): void => {
    if (typeof it !== 'object' || it === null) return
    const { properties, enum: words, const: word } = it as Record<string, unknown>
    for (const [key, own] of Object.entries(properties ?? {})) {
      said.keys.add(key)
      if (!/"(description|\$ref|const)"/.test(JSON.stringify(own))) said.silent.add(key)
    }
    for (const one of [...(Array.isArray(words) ? words : []), word])
      if (typeof one === 'string') said.words.add(one)
    Object.values(it).forEach(walk)
  }
  walk(schema)
  return said
}

describe.each(fileKinds)('what a file of kind %s may say', (kind) => {
  const { keys, words, silent } = saidBy(editorSchema(kind))
  test('every key and every word is in the README', () => {
    expect([...keys].filter((it) => !named.has(it))).toEqual([])
    expect([...words].filter((it) => !named.has(it))).toEqual([])
  })
  test('every key says what it is to whoever points at it in an editor', () => {
    expect([...silent]).toEqual([])
  })
})

describe('the examples of the README', () => {
  const kinds: Readonly<Record<string, FileKind>> = {
    chain: 'chain',
    conditions: 'conditions',
    scenarios: 'scenarios',
  }
  test.each(yamlBlocks.map((text) => [text.split('\n')[0]!, text]))('%s', (_, text) => {
    const value: unknown = parseDocument(text).toJS()
    const kind = kinds[Object.keys(value as object)[0]!]!
    const validate = new Ajv2020({ strict: false, allErrors: true }).compile(editorSchema(kind))
    validate(value)
    expect(validate.errors ?? []).toEqual([])
  })
  test('the shortest chain stands in a pack as it is', () => {
    const chain = 'chains/declaration.yaml'
    const text = yamlBlocks.find((it) => it.startsWith('chain: declaration'))!
    const files = smallPack()
      .filter((it) => !it.path.startsWith('scenarios/'))
      .map((it) => (it.path === chain ? { ...it, text } : it))
    expect(resolve(files).issues.filter((it) => it.file.endsWith(chain))).toEqual([])
  })
  test('the commands are those there are', () => {
    const commands = blocks
      .filter((it) => it.of === 'sh')
      .map((it) => it.text)
      .join('')
    const known = readFileSync('engine/cli/pack.ts', 'utf8').match(/case '([a-z]+)'/g)!
    for (const [, command] of commands.matchAll(/pack -- ([a-z]+)/g))
      expect(known).toContain(`case '${command}'`)
  })
})
