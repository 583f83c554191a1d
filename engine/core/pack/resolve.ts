import { complain, complainOf, type Complaint, type Path } from './complaint.ts'
import type { PackFile } from './definition.ts'
import { folders, isBesideThePack, kindOfFile, singleFiles } from './files.ts'
import {
  findReplaced,
  findSaidOfRemoved,
  isNamed,
  isNull,
  layOver,
  withoutNulls,
  withoutRemovals,
} from './layers.ts'
import { partAt, plain, type Located, type LocatedMap } from './located.ts'
import { nearest } from './meant.ts'
import type { PackIssueCode } from './messages.ts'
import { readYaml } from './read-yaml.ts'

/** All layers laid over each other, each value still knowing where it was written. */
export interface Layered {
  /** From the pack itself down to what it rests on. */
  readonly layers: readonly string[]
  /** Each file of any layer, merged: `chains/declaration.yaml` → its values. */
  readonly documents: ReadonlyMap<string, Located>
  /** The same as data alone. */
  readonly values: ReadonlyMap<string, unknown>
  /** Pictures by path, base64; the highest layer's, as with everything else. */
  readonly pictures: ReadonlyMap<string, string>
  readonly complaints: readonly Complaint[]
  /** Files that could not be read: what they hold is unknown, so nothing is said to be missing from them. */
  readonly unread: ReadonlySet<string>
}

/** Of its own layer only: a pack is not abstract, or called base, because what it extends is. */
const ownHeaderKeys = new Set(['id', 'title', 'short', 'abstract', 'extends'])

/** Reads every file and lays the layers over each other. Checks nothing but that this can be done. */
export function layer(files: readonly PackFile[]): Layered {
  const complaints: Complaint[] = []
  const unread = new Set<string>()
  const read = new Map<string, Map<string, Located>>()
  const pictures = new Map<string, Map<string, string>>()
  for (const file of files) {
    const ofLayer = read.get(file.layer) ?? new Map<string, Located>()
    read.set(file.layer, ofLayer)
    if (isBesideThePack(file.path)) {
      const own = pictures.get(file.layer) ?? new Map<string, string>()
      pictures.set(file.layer, own)
      if (file.path !== 'README.md') own.set(file.path, file.data ?? '')
      continue
    }
    if (!kindOfFile(file.path)) {
      complaints.push(...unknownFile(file, complaints))
      continue
    }
    const { root, complaints: found } = readYaml(file)
    complaints.push(...found)
    if (root) ofLayer.set(file.path, root)
    else unread.add(file.path)
  }
  const order = orderOf(read, complaints)
  // Most packs take nothing away: then nobody need look for it.
  const removes = files.some((it) => it.text.includes('remove'))
  const documents = laid(order, read, removes, complaints)
  const values = new Map([...documents].map(([path, root]) => [path, plain(root)]))
  const shown = new Map(order.toReversed().flatMap((it) => [...(pictures.get(it) ?? [])]))
  return { layers: order, documents, values, pictures: shown, complaints, unread }
}

/** A folder nobody knows is named once, whatever lies in it. */
function unknownFile(file: PackFile, before: readonly Complaint[]): Complaint[] {
  const [folder, name] = file.path.split('/')
  const at = { layer: file.layer, file: file.path, line: 1, column: 1 }
  if (folder && name && !Object.hasOwn(folders, folder)) {
    const said = before.some(
      (it) => it.code === 'unknown-folder' && it.at.layer === file.layer && it.with.name === folder,
    )
    const known = [...Object.keys(folders), 'assets']
    const meant = nearest(folder, known)
    return said ? [] : [complain('unknown-folder', at, [], { name: folder, known, meant })]
  }
  const known = name ? Object.keys(folders).map((it) => `${it}/${name}`) : Object.keys(singleFiles)
  const right = file.path.replace(/\.yml$/, '.yaml')
  const meant = folder && kindOfFile(right) ? right : nearest(right, known)
  return [complain('unknown-file', at, [], meant ? { meant } : {})]
}

/** The layer nobody extends, then what it extends, and so on down. */
function orderOf(
  read: ReadonlyMap<string, ReadonlyMap<string, Located>>,
  complaints: Complaint[],
): string[] {
  const below = new Map<string, Located>()
  for (const [name, files] of read) {
    const lower = partAt(files.get('pack.yaml'), ['extends'])
    if (lower && !isNull(lower)) below.set(name, lower)
  }
  const named = new Set([...below.values()].map(wordOf))
  const tops = [...read.keys()].filter((it) => !named.has(it))
  const top = tops[0] ?? [...read.keys()][0]
  if (top === undefined) return []
  const order = walkDown(top, read, below, complaints)
  for (const other of [...read.keys()].filter((it) => !order.includes(it))) {
    const loops = !tops.includes(other) && walkDown(other, read, below, complaints).length > 0
    const isLost = complaints.some((it) => it.code === 'unknown-layer')
    if (!loops && !isLost) complaints.push(complain('stray-layer', headOf(other), [], { top }))
  }
  return order
}

function walkDown(
  top: string,
  read: ReadonlyMap<string, unknown>,
  below: ReadonlyMap<string, Located>,
  complaints: Complaint[],
): string[] {
  const order: string[] = []
  for (let at: string | undefined = top; at !== undefined; ) {
    order.push(at)
    const lower: Located | undefined = below.get(at)
    if (!lower) break
    const next = wordOf(lower)
    if (order.includes(next)) {
      complaints.push(complain('extends-loop', lower.at, ['extends'], { layers: [...order, next] }))
      break
    }
    if (!read.has(next)) {
      const known = [...read.keys()].filter((it) => it !== at)
      complaints.push(
        complain('unknown-layer', lower.at, ['extends'], {
          name: next,
          meant: nearest(next, known),
          known,
        }),
      )
      break
    }
    at = next
  }
  return order
}

const wordOf = (node: Located): string => (node.kind === 'scalar' ? String(node.value) : '')
const headOf = (name: string) => ({ layer: name, file: 'pack.yaml', line: 1, column: 1 })

function laid(
  order: readonly string[],
  read: ReadonlyMap<string, ReadonlyMap<string, Located>>,
  removes: boolean,
  complaints: Complaint[],
): Map<string, Located> {
  const documents = new Map<string, Located>()
  const say = (code: PackIssueCode, node: Located, at: Path, details = {}): void =>
    void complaints.push(complainOf(code, node, at, details))
  for (const name of order.toReversed()) {
    const own = name === order[0]
    for (const [path, root] of read.get(name) ?? []) {
      const shown = path === 'pack.yaml' && !own ? withoutOwnKeys(root) : root
      if (removes) findSaidOfRemoved(root, say)
      documents.set(path, layOver(documents.get(path), shown))
    }
  }
  const paths = [...documents.keys()].sort()
  return new Map(
    paths.flatMap((path) => {
      const root = documents.get(path)!
      if (isNull(root)) return []
      // Stories are told as they are: there a department that becomes `null` means none.
      if (kindOfFile(path) === 'scenarios') return [[path, root] as const]
      if (root.over) findReplaced(root, say)
      const left = withoutRemovals(withoutNulls(root), (item, at) =>
        isNamed(item)
          ? say('removes-nothing', item, at)
          : say('remove-without-id', item, at, { list: at.at(-2) }),
      )
      return [[path, left] as const]
    }),
  )
}

function withoutOwnKeys(root: Located): Located {
  if (root.kind !== 'map') return root
  const members = new Map([...root.members].filter(([key]) => !ownHeaderKeys.has(key)))
  return { ...root, members } satisfies LocatedMap
}
