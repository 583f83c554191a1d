import type { FileKind } from '../files.ts'
import { defs } from './index.ts'
import type { Schema } from './parts.ts'

const titles: Readonly<Record<FileKind, string>> = {
  pack: 'pack.yaml',
  org: 'org.yaml',
  roles: 'roles.yaml',
  conditions: 'conditions.yaml',
  hours: 'hours.yaml',
  texts: 'texts.yaml',
  portal: 'portal.yaml',
  world: 'world.yaml',
  form: 'forms/*.yaml',
  chain: 'chains/*.yaml',
  certificate: 'certificates/*.yaml',
  scenarios: 'scenarios/*.yaml',
}

/**
 * The schema of one kind of file for editors (`# yaml-language-server: $schema=…`). A layer may say only
 * what it changes, and `null` takes a value of a lower layer away; so here nothing is required but
 * names, and everything else may be null. What is missing in the end the loader finds, layers joined.
 */
export function editorSchema(kind: FileKind): Schema {
  const needed = reachable(kind)
  const parts = Object.fromEntries(
    [...needed]
      .filter((it) => it !== kind)
      .sort()
      .map((it) => [it, partial(defs[it]!)]),
  )
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: titles[kind],
    ...rootOf(kind),
    ...(Object.keys(parts).length > 0 ? { $defs: parts } : {}),
  }
}

function reachable(kind: string): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (name: string): void => {
    if (found.has(name)) return
    found.add(name)
    for (const it of refsIn(defs[name])) visit(it)
  }
  visit(kind)
  return found
}
function refsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, it]) =>
    key === '$ref' ? [String(it).replace('#/$defs/', '')] : refsIn(it),
  )
}

const names = ['id', 'key', 'scenario', 'reference']
const patterns: Readonly<Record<string, string>> = {
  day: '^\\d{4}-\\d{2}-\\d{2}$',
  'month-day': '^\\d{2}-\\d{2}$',
  moment: '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2})?$',
}

/** Our own keywords in words every editor knows; nothing required but names. */
function partial(schema: Schema): Schema {
  const out: Record<string, unknown> = {}
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'discriminator' || keyword === 'or-list') continue
    if (keyword === 'required') {
      const kept = (value as string[]).filter((it) => names.includes(it))
      if (kept.length > 0) out.required = kept
    } else if (keyword === 'one-of-keys')
      out.anyOf = (value as string[]).map((it) => ({ required: [it] }))
    else if (keyword === 'format') out.pattern = patterns[String(value)]
    else if (keyword === 'oneOf') out.anyOf = (value as Schema[]).map(partial)
    else if (keyword === 'allOf') out.allOf = (value as Schema[]).map(branch)
    else if (keyword === 'properties')
      out.properties = properties(value as Record<string, Schema>, schema.required)
    else if (
      ['items', 'then', 'else', 'additionalProperties'].includes(keyword) &&
      typeof value === 'object'
    )
      out[keyword] = partial(value as Schema)
    else out[keyword] = value
  }
  return isNamed(schema) ? { ...out, properties: { ...(out.properties as object), remove } } : out
}

/** A whole pack is named too, but stands in no list. */
function rootOf(kind: FileKind): Schema {
  const { properties: keys, ...root } = partial(defs[kind]!)
  const { remove: _, ...own } = keys as Record<string, Schema>
  return { ...root, properties: own }
}

/** A named thing of a list can be taken away by the layer above it. */
const remove: Schema = { const: true, description: '去掉下层的这一项' }
const isNamed = (schema: Schema): boolean =>
  schema.additionalProperties === false && names.some((it) => hasRequired(schema, it))
const hasRequired = (schema: Schema, name: string): boolean =>
  Array.isArray(schema.required) && schema.required.includes(name)

/** `if` asks which keys are there: it stays as it is. */
const branch = (it: Schema): Schema => ({ if: it.if, then: partial(it.then as Schema) })

function properties(keys: Record<string, Schema>, required: unknown): Record<string, Schema> {
  const named = new Set(
    Array.isArray(required) ? (required as string[]).filter((it) => names.includes(it)) : [],
  )
  return Object.fromEntries(
    Object.entries(keys).map(([key, it]) => [
      key,
      named.has(key) || 'const' in it ? partial(it) : nullable(partial(it)),
    ]),
  )
}

function nullable(schema: Schema): Schema {
  if (Array.isArray(schema.enum)) return { ...schema, enum: [...schema.enum, null] }
  if (schema.type !== undefined) return { ...schema, type: [schema.type, 'null'].flat() }
  const { description, ...rest } = schema
  return { ...(description === undefined ? {} : { description }), anyOf: [rest, { type: 'null' }] }
}
