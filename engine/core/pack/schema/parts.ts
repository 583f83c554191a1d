/** A JSON Schema (2020-12) as plain data. */
export interface Schema {
  readonly [keyword: string]: unknown
}
type Description = string

const word = '[a-z0-9]+(-[a-z0-9]+)*'
/** Ids are words of small letters, digits and hyphens: they travel through addresses and file names. */
export const id = (description: Description): Schema => ({
  type: 'string',
  pattern: `^${word}$`,
  description,
})
export const text = (description: Description, more: Schema = {}): Schema => ({
  type: 'string',
  minLength: 1,
  description,
  ...more,
})
export const choice = (values: readonly (string | number)[], description: Description): Schema => ({
  enum: [...values],
  description,
})
export const flag = (description: Description): Schema => ({ type: 'boolean', description })
export const count = (description: Description, minimum = 0): Schema => ({
  type: 'integer',
  minimum,
  description,
})
export const amount = (description: Description): Schema => ({
  type: 'number',
  minimum: 0,
  description,
})
export const day = (description: Description): Schema => ({
  type: 'string',
  format: 'day',
  description,
})
export const monthDay = (description: Description): Schema => ({
  type: 'string',
  format: 'month-day',
  description,
})
/** A local time; a day alone is its midnight. */
export const moment = (description: Description): Schema => ({
  type: 'string',
  format: 'moment',
  description,
})
export const colour = (description: Description): Schema => ({
  type: 'string',
  pattern: '^#[0-9a-fA-F]{6}$',
  description,
})
export const scalar = (description: Description): Schema => ({
  type: ['string', 'number', 'boolean'],
  description,
})
export const ref = (name: string, description?: Description): Schema =>
  description ? { $ref: `#/$defs/${name}`, description } : { $ref: `#/$defs/${name}` }
export const list = (items: Schema, description: Description, minItems = 0): Schema => ({
  type: 'array',
  items,
  description,
  ...(minItems > 0 ? { minItems } : {}),
})
/** No item twice. */
export const set = (items: Schema, description: Description, minItems = 0): Schema => ({
  ...list(items, description, minItems),
  uniqueItems: true,
})
/** A map from ids to values. */
export const mapOf = (values: Schema, description: Description, keys = `^${word}$`): Schema => ({
  type: 'object',
  propertyNames: { type: 'string', pattern: keys },
  additionalProperties: values,
  description,
})

export type Properties = Readonly<Record<string, Schema>>

/** An object that holds these keys and no others; a key ending in `?` may be absent. */
export function object(description: Description, keys: Properties, more: Schema = {}): Schema {
  const names = Object.keys(keys)
  const required = names.filter((it) => !it.endsWith('?'))
  return {
    type: 'object',
    description,
    properties: Object.fromEntries(names.map((it) => [it.replace(/\?$/, ''), keys[it]])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
    ...more,
  }
}

/** Objects told apart by the value of one key: each value allows just its own keys. */
export function byTag(
  tag: string,
  description: Description,
  common: Properties,
  kinds: Readonly<Record<string, Properties>>,
): Schema {
  return {
    type: 'object',
    description,
    discriminator: { propertyName: tag },
    required: [tag],
    oneOf: Object.entries(kinds).map(([value, own]) => {
      const { description: _, ...branch } = object('', {
        [tag]: { const: value },
        ...common,
        ...own,
      })
      return branch
    }),
  }
}

/** Objects told apart by which of these keys they carry: exactly one of them. */
export function byKey(
  description: Description,
  kinds: Readonly<Record<string, Properties>>,
): Schema {
  const keys = Object.keys(kinds)
  return {
    type: 'object',
    description,
    'one-of-keys': keys,
    allOf: keys.map((key) => {
      const { description: _, ...branch } = object('', kinds[key]!)
      return { if: { type: 'object', required: [key] }, then: branch }
    }),
  }
}

/**
 * A value that may be written short (a word) or long (an object, or a list). `or-list` marks words
 * beside which a list may stand, for whoever wrote neither.
 */
export function shortOr(
  short: Schema,
  long: Schema,
  longType: 'object' | 'array' = 'object',
): Schema {
  const marked = longType === 'array' && 'enum' in short ? { ...short, 'or-list': true } : short
  return { if: { type: longType }, then: long, else: marked }
}
export const wordOr = (
  words: readonly string[],
  long: Schema,
  description: Description,
): Schema => ({ ...shortOr({ enum: [...words] }, long), description })

export const yearSpan = object('年度区间，两端都含；不写表示不限', {
  'from?': count('起始年度', 1900),
  'to?': count('截止年度', 1900),
})
/** Every figure of policy says where it comes from. */
export const sourced: Properties = {
  source: text('出处：文件与条款、操作手册与行号，或“示例值，非正式政策”'),
  status: choice(
    ['official', 'seed', 'demo'],
    '出处的性质：official 正式文件 · seed 操作手册 · demo 示例值',
  ),
}
export const maybeSourced: Properties = { 'source?': sourced.source!, 'status?': sourced.status! }
export const masks = ['id-number', 'phone', 'name', 'email'] as const
