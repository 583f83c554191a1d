import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { isDay, isLocalTime } from '#core/base'
import { complain, type Complaint, type Path } from '../complaint.ts'
import type { FileKind } from '../files.ts'
import { nearestPart, partAt, type Located } from '../located.ts'
import { nearest, sameWord } from '../meant.ts'
import { ownerOf } from '../schema/owners.ts'
import { fieldKeys } from '../schema/form.ts'
import { formulaKeys } from '../schema/hours.ts'
import { defs } from '../schema/index.ts'
import type { Properties } from '../schema/parts.ts'

const validators = new Map<string, ValidateFunction>()
let compiler: Ajv2020 | undefined

function ajv(): Ajv2020 {
  if (compiler) return compiler
  const made = new Ajv2020({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allErrors: true,
    verbose: true,
    discriminator: true,
    inlineRefs: false,
    code: { optimize: false },
  })
  made.addKeyword({
    keyword: 'one-of-keys',
    schemaType: 'array',
    type: 'object',
    validate: hasOneOf,
    errors: false,
  })
  made.addKeyword({ keyword: 'or-list', schemaType: 'boolean' })
  made.addFormat('day', (it) => isDay(it))
  made.addFormat('month-day', (it) => isDay(`2024-${it}`))
  made.addFormat('moment', (it) => isDay(it) || isLocalTime(it))
  made.addSchema({ $id: 'pack', $defs: defs })
  compiler = made
  return made
}
const hasOneOf = (keys: readonly string[], value: object) =>
  keys.filter((it) => Object.hasOwn(value, it)).length === 1

/** Compiling a schema takes tens of milliseconds, checking with it a fraction of one: each is made once. */
function validatorFor(kind: FileKind): ValidateFunction {
  const known = validators.get(kind)
  if (known) return known
  const made = ajv().compile({ $ref: `pack#/$defs/${kind}` })
  validators.set(kind, made)
  return made
}

/** What a merged file may not contain, or lacks. All of it, each where it stands. */
export function checkShape(kind: FileKind, value: unknown, root: Located): Complaint[] {
  const validate = validatorFor(kind)
  if (validate(value)) return []
  const all = validate.errors ?? []
  // Which of several shapes was meant is unknown, so what does not fit one of them is not said.
  const undecided = new Set(
    all.flatMap((it) => (it.keyword === 'one-of-keys' ? [it.instancePath] : [])),
  )
  const errors = all.filter(
    (it) =>
      it.keyword !== 'if' && !(it.keyword !== 'one-of-keys' && undecided.has(it.instancePath)),
  )
  return errors.flatMap((error) => toComplaint(error, root, kind))
}

function toComplaint(error: ErrorObject, root: Located, kind: FileKind): Complaint[] {
  const path = pathOf(error.instancePath, root)
  const here = nearestPart(root, path)
  const params = error.params as Record<string, unknown>
  const say = (
    code: Complaint['code'],
    details: Record<string, unknown> = {},
    at = here.at,
  ): Complaint[] => [complain(code, at, path, details)]
  switch (error.keyword) {
    case 'additionalProperties':
      return [unknownKey(error, String(params.additionalProperty), here, path, kind)]
    case 'required':
      // Said by the discriminator, with the kinds there are.
      if (
        (error.parentSchema?.discriminator as { propertyName?: string } | undefined)
          ?.propertyName === params.missingProperty
      )
        return []
      return [
        complain('missing-key', here.at, [...path, String(params.missingProperty)], {
          key: params.missingProperty,
        }),
      ]
    case 'one-of-keys':
      return say('one-of-keys', { keys: error.schema })
    case 'discriminator':
      return [unknownTag(error, here, path)]
    case 'enum':
    case 'const':
      return say('unknown-value', valueDetails(error))
    case 'type':
      return say('wrong-type', { found: error.data, type: params.type, ...writtenOf(here) })
    case 'pattern':
      return path.at(-1) === error.propertyName || error.propertyName
        ? say('bad-key', { key: error.propertyName })
        : say('bad-form', { found: error.data, pattern: error.schema })
    case 'format':
      return say('bad-date', { found: error.data, format: params.format })
    case 'uniqueItems':
      return [
        complain(
          'listed-twice',
          nearestPart(root, [...path, Number(params.i)]).at,
          [...path, Number(params.i)],
          { found: (error.data as unknown[])[Number(params.i)] },
        ),
      ]
    case 'propertyNames':
      return []
    default:
      return say('out-of-range', { found: error.data, keyword: error.keyword, limit: error.schema })
  }
}

/** A number as somebody wrote it: an id number is more than a number can hold. */
const writtenOf = (node: Located): { readonly written?: string } =>
  node.kind === 'scalar' && node.written !== undefined ? { written: node.written } : {}

function unknownKey(
  error: ErrorObject,
  key: string,
  here: Located,
  path: Path,
  file: FileKind,
): Complaint {
  const known = Object.keys((error.parentSchema?.properties ?? {}) as object)
  const at = partAt(here, [key])?.keyAt ?? here.at
  const present = error.data as Record<string, unknown>
  const { tag, kinds } = kindsWith(key, present)
  if (kinds.length > 0 && !nearest(key, known))
    return complain('key-of-other-kind', at, [...path, key], {
      key,
      tag,
      kind: present[tag],
      kinds,
    })
  const free = known.filter((it) => !Object.hasOwn(present, it))
  const meant = sameWord(key, known) ?? nearest(key, free) ?? nearest(key, known)
  const owner = meant === undefined ? ownerOf(key, file) : undefined
  return complain('unknown-key', at, [...path, key], { key, known, meant, ...owner })
}

/** Kinds of the same family that do have the key: of fields, formulas, caps. */
function kindsWith(
  key: string,
  present: Record<string, unknown>,
): { readonly tag: string; readonly kinds: readonly string[] } {
  for (const [tag, family] of Object.entries(families)) {
    if (typeof present[tag] !== 'string' || !Object.hasOwn(family, present[tag])) continue
    return {
      tag,
      kinds: Object.entries(family).flatMap(([kind, keys]) =>
        Object.hasOwn(keys, key) || Object.hasOwn(keys, `${key}?`) ? [kind] : [],
      ),
    }
  }
  return { tag: '', kinds: [] }
}
const families: Readonly<Record<string, Readonly<Record<string, Properties>>>> = {
  kind: fieldKeys,
  shape: formulaKeys,
}

/** The key that tells kinds apart is missing, or names a kind there is none of. */
function unknownTag(error: ErrorObject, here: Located, path: Path): Complaint {
  const { tag, tagValue } = error.params as { tag: string; tagValue: unknown }
  const branches = (error.parentSchema?.oneOf ?? []) as {
    properties: Record<string, { const?: string }>
  }[]
  const known = branches.flatMap((it) => it.properties[tag]?.const ?? [])
  if (tagValue === undefined)
    return complain('missing-key', here.at, [...path, tag], { key: tag, known })
  const node = partAt(here, [tag]) ?? here
  return complain('unknown-value', node.at, [...path, tag], {
    found: tagValue,
    known,
    meant: nearest(String(tagValue), known),
  })
}

function valueDetails(error: ErrorObject): Record<string, unknown> {
  const known = (error.keyword === 'const' ? [error.schema] : (error.schema as unknown[])).map(
    String,
  )
  const meant = typeof error.data === 'string' ? nearest(error.data, known) : undefined
  const isBesideList = Boolean(
    (error.parentSchema as { 'or-list'?: true } | undefined)?.['or-list'],
  )
  const isWord = typeof error.data === 'string' && /^[a-z0-9-]+$/.test(error.data)
  return {
    found: error.data,
    known,
    ...(meant && { meant }),
    ...(isBesideList && isWord && !meant && { list: true }),
  }
}

/** `/steps/0/who` → `['steps', 0, 'who']`. */
function pathOf(pointer: string, root: Located): Path {
  const path: (string | number)[] = []
  for (const piece of pointer.split('/').slice(1)) {
    const key = piece.replaceAll('~1', '/').replaceAll('~0', '~')
    path.push(partAt(root, path)?.kind === 'list' ? Number(key) : key)
  }
  return path
}
