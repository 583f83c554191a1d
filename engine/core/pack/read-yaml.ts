import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  stringify,
  visit,
  type Document,
  type Node,
  type Pair,
} from 'yaml'
import type { PackFile } from './definition.ts'
import { complain, type Complaint } from './complaint.ts'
import type { Located, Place } from './located.ts'
import { yamlMistakes } from './yaml-mistakes.ts'

/** Larger than any file a person keeps by hand; what is larger is refused unread. */
export const maxFileCharacters = 512 * 1024
const maxDepth = 40
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype'])

export interface ReadFile {
  /** Absent when the file is unreadable or says nothing. */
  readonly root?: Located
  /** With a root, those that leave no doubt what was meant. */
  readonly complaints: readonly Complaint[]
}

/** Texts read before: an editor changes one file of many, and a server compiles the same ones again. */
const remembered = new Map<string, ReadFile>()
const rememberedAtMost = 400

/**
 * One YAML file with the place of every value. Only plain data is accepted: no folded texts (they do
 * not survive an editor), no anchors and aliases (bombs), no tags, no duplicate or dangerous keys.
 */
export function readYaml(file: PackFile): ReadFile {
  const key = `${file.layer}\n${file.path}\n${file.text}`
  const before = remembered.get(key)
  if (before) return before
  const read = readFresh(file)
  if (remembered.size >= rememberedAtMost) remembered.delete(remembered.keys().next().value!)
  remembered.set(key, read)
  return read
}

function readFresh(file: PackFile): ReadFile {
  const lines = new LineCounter()
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { layer: file.layer, file: file.path, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const start: Place = { layer: file.layer, file: file.path, line: 1, column: 1 }
  if (file.text.length > maxFileCharacters) {
    return { complaints: [complain('file-too-large', start, [], { limit: maxFileCharacters })] }
  }
  // What a reader puts where bytes are no UTF-8; nobody writes it.
  const foreign = file.text.search(/[\uFFFD\0]/)
  if (foreign >= 0) {
    const line = file.text.slice(0, foreign).split('\n').length
    return { complaints: [complain('not-utf-8', { ...start, line }, [])] }
  }
  const document = parseDocument(file.text, {
    lineCounter: lines,
    uniqueKeys: true,
    merge: false,
    prettyErrors: false,
    logLevel: 'silent',
  })
  const complaints = syntaxComplaints(document, file.text, lines, place)
  // What a parser made of a text it stumbled over is nobody's style.
  if (complaints.every(isReadable)) complaints.push(...styleComplaints(document, place))
  if (!complaints.every(isReadable)) return { complaints }
  const root = document.contents
  if (!root) return { complaints: [complain('empty-file', start, [])] }
  const located = locate(root, place, complaints)
  return { root: located, complaints }
}
/** Wrong, but what it says is there to be read: so the rest of the file can be looked at. */
const isReadable = ({ code }: Complaint) => code === 'duplicate-key' || code === 'yaml-folded'

/** How every pack file is written; a canonical file comes out of the parser byte for byte as it went in. */
export const yamlStyle = { lineWidth: 0, flowCollectionPadding: false, indentSeq: true } as const

/** A value as a pack would write it. */
export const yamlOf = (value: unknown): string => stringify(value, yamlStyle)

/** `extends` of a pack.yaml, read leniently: whoever gathers the layers asks before anything is checked. */
export function extendsOf(packYaml: string): string | undefined {
  const document = parseDocument(packYaml, { logLevel: 'silent' })
  const lower = isMap(document.contents) ? document.contents.get('extends') : undefined
  return typeof lower === 'string' ? lower : undefined
}

type ToPlace = (offset: number) => Place

function syntaxComplaints(
  document: Document.Parsed,
  text: string,
  lines: LineCounter,
  place: ToPlace,
): Complaint[] {
  const [twice, other] = [true, false].map((isTwice) =>
    document.errors.filter((it) => (it.code === 'DUPLICATE_KEY') === isTwice),
  ) as [typeof document.errors, typeof document.errors]
  const errors = other.map(({ code, message, pos }) => {
    const { line, col } = lines.linePos(pos[0])
    return { code, message, line: Math.max(line, 1), column: Math.max(col, 1) }
  })
  return [
    ...yamlMistakes(text, errors).map(({ line, column, says }) =>
      complain('yaml-syntax', { ...place(0), line, column }, [], { says }),
    ),
    ...twice.map((it) => complain('duplicate-key', place(it.pos[0]), [])),
  ]
}

function styleComplaints(document: Document.Parsed, place: ToPlace): Complaint[] {
  const found: Complaint[] = []
  const offsetOf = (node: unknown) =>
    (node as { range?: [number, number, number] | null }).range?.[0] ?? 0
  visit(document, {
    Node(_, node: Node, ancestors) {
      const at = place(offsetOf(node))
      if (ancestors.length > maxDepth && ancestors.filter(isCollection).length > maxDepth) {
        found.push(complain('too-deep', at, [], { limit: maxDepth }))
        return visit.BREAK
      }
      if (isAlias(node)) {
        found.push(complain('yaml-alias', at, [], { name: node.source }))
        return visit.SKIP
      }
      const { anchor, tag } = node as { anchor?: string; tag?: string }
      if (anchor) found.push(complain('yaml-anchor', at, [], { name: anchor }))
      if (tag) found.push(complain('yaml-tag', at, [], { name: tag }))
      if (isScalar(node) && node.type === 'BLOCK_FOLDED')
        found.push(complain('yaml-folded', at, []))
      return undefined
    },
    Pair(_, pair: Pair) {
      if (!isScalar(pair.key) || typeof pair.key.value !== 'string') {
        const simple = isScalar(pair.key) && ['number', 'boolean'].includes(typeof pair.key.value)
        if (!simple) found.push(complain('yaml-key', place(offsetOf(pair.key)), []))
      } else if (forbiddenKeys.has(pair.key.value)) {
        found.push(
          complain('forbidden-key', place(offsetOf(pair.key)), [], { key: pair.key.value }),
        )
      }
    },
  })
  return found
}

/** `found`: what is said of values on the way. */
function locate(node: unknown, place: ToPlace, found: Complaint[], keyAt?: Place): Located {
  const range = (node as { range?: [number, number, number] | null } | null)?.range
  const at = range ? place(range[0]) : (keyAt ?? place(0))
  const written = keyAt ? { at, keyAt } : { at }
  if (isMap(node)) {
    const members = new Map<string, Located>()
    for (const pair of node.items) {
      const key = pair.key as { value: unknown; range?: [number, number, number] }
      const keyPlace = place(key.range?.[0] ?? 0)
      members.set(String(key.value), locate(pair.value, place, found, keyPlace))
    }
    return { kind: 'map', members, ...written }
  }
  if (isSeq(node))
    return { kind: 'list', items: node.items.map((it) => locate(it, place, found)), ...written }
  const value = isScalar(node) ? node.value : null
  const source = isScalar(node) ? node.source : undefined
  if (isScalar(node) && node.type === 'PLAIN' && inChineseQuotes.test(source ?? '')) {
    const name = source!
    found.push(complain('chinese-quotes', at, [], { name }))
    return { kind: 'scalar', value: name.slice(1, -1), ...written }
  }
  const isRounded = typeof value === 'number' && source !== undefined && source !== String(value)
  return {
    kind: 'scalar',
    value: isPlainScalar(value) ? value : String(value),
    ...written,
    ...(isRounded && { written: source }),
  }
}
/** A word or a number quoted as a Chinese text is; a text may well begin and end like that. */
const inChineseQuotes = /^[‘’“”][\w.:-]+[‘’“”]$/

function isPlainScalar(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}
