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
import { sayYamlMistake } from './yaml-mistakes.ts'

/** Larger than any file a person keeps by hand; what is larger is refused unread. */
export const maxFileCharacters = 512 * 1024
const maxDepth = 40
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype'])

export interface ReadFile {
  /** Absent when the file is unreadable or says nothing. */
  readonly root?: Located
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
  const document = parseDocument(file.text, {
    lineCounter: lines,
    uniqueKeys: true,
    merge: false,
    prettyErrors: false,
    logLevel: 'silent',
  })
  const complaints = [
    ...syntaxComplaints(document, file.text, place),
    ...styleComplaints(document, place),
  ]
  if (complaints.length > 0) return { complaints }
  const root = document.contents
  if (!root) return { complaints: [complain('empty-file', start, [])] }
  return { root: locate(root, place), complaints: [] }
}

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

function syntaxComplaints(document: Document.Parsed, text: string, place: ToPlace): Complaint[] {
  const lines = text.split('\n')
  return document.errors.map((error) => {
    const at = place(error.pos[0])
    if (error.code === 'DUPLICATE_KEY') return complain('duplicate-key', at, [])
    const near = lines.slice(Math.max(at.line - 2, 0), at.line)
    const says = sayYamlMistake(error.code, near, error.message.split('\n')[0]!)
    return complain('yaml-syntax', at, [], { says })
  })
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

function locate(node: unknown, place: ToPlace, keyAt?: Place): Located {
  const range = (node as { range?: [number, number, number] | null } | null)?.range
  const at = range ? place(range[0]) : (keyAt ?? place(0))
  const written = keyAt ? { at, keyAt } : { at }
  if (isMap(node)) {
    const members = new Map<string, Located>()
    for (const pair of node.items) {
      const key = pair.key as { value: unknown; range?: [number, number, number] }
      members.set(String(key.value), locate(pair.value, place, place(key.range?.[0] ?? 0)))
    }
    return { kind: 'map', members, ...written }
  }
  if (isSeq(node))
    return { kind: 'list', items: node.items.map((it) => locate(it, place)), ...written }
  const value = isScalar(node) ? node.value : null
  return { kind: 'scalar', value: isPlainScalar(value) ? value : String(value), ...written }
}

function isPlainScalar(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}
