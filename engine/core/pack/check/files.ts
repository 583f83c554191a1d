import { complain, complainOf, type Complaint } from '../complaint.ts'
import { kindOfFile, nameOfFile, neededFiles } from '../files.ts'
import type { Located } from '../located.ts'
import type { Layered } from '../resolve.ts'
import { at, listener, rootOf, word, type Say } from './spot.ts'

/** A file's name is its id, a layer's folder the pack's; what a pack needs is there. */
export function checkFiles(layered: Layered): Complaint[] {
  const found: Complaint[] = []
  const top = layered.layers[0]
  for (const [path, node] of layered.documents) {
    const kind = kindOfFile(path)
    const key = kind === 'form' || kind === 'chain' || kind === 'certificate' ? kind : undefined
    const spot = key && at(rootOf(node), key)
    const name = word(spot)
    if (spot && name !== undefined && name !== nameOfFile(path)) {
      found.push(
        complainOf('file-name', spot.node, spot.path, { found: name, expected: `${name}.yaml` }),
      )
    }
  }
  if (top === undefined || isAbstract(layered)) return found
  const start = { layer: top, file: 'pack.yaml', line: 1, column: 1 }
  for (const file of neededFiles) {
    if (!layered.documents.has(file) && !layered.unread.has(file))
      found.push(complain('missing-file', start, [], { file }))
  }
  const header = layered.documents.get('pack.yaml')
  const id = header && at(rootOf(header), 'id')
  if (id && word(id) !== top)
    found.push(complainOf('folder-name', id.node, id.path, { found: word(id), expected: top }))
  return found
}

/** A layer others rest on, incomplete by nature. */
export function isAbstract(layered: Layered): boolean {
  const header = layered.documents.get('pack.yaml')
  const node = header && at(rootOf(header), 'abstract')?.node
  return node?.kind === 'scalar' && node.value === true
}

const identities = ['id', 'key', 'scenario'] as const
/** Lists of named things where the name stands for another thing. */
const namesOthers = new Set(['records', 'filings'])

/** Nothing is named twice in one list. */
export function checkTwice(layered: Layered): Complaint[] {
  const { say, heard } = listener()
  for (const node of layered.documents.values()) walk(node, [], say)
  return heard
}

/** `path` is one list for the whole way: copied only for what there is to say. */
function walk(node: Located, path: (string | number)[], say: Say): void {
  if (node.kind === 'map') {
    for (const [key, member] of node.members) {
      if (namesOthers.has(key)) continue
      path.push(key)
      walk(member, path, say)
      path.pop()
    }
  }
  if (node.kind !== 'list') return
  const seen = new Map<string, Located>()
  for (const [index, item] of node.items.entries()) {
    path.push(index)
    walk(item, path, say)
    path.pop()
    const key = item.kind === 'map' ? identities.find((it) => item.members.has(it)) : undefined
    const name = key === undefined || item.kind !== 'map' ? undefined : item.members.get(key)
    if (name?.kind !== 'scalar' || typeof name.value !== 'string') continue
    const first = seen.get(name.value)
    if (!first) seen.set(name.value, name)
    else
      say(
        'duplicate-id',
        { node: name, path: [...path, index, key!] },
        { id: name.value, first: `第 ${first.at.line} 行` },
      )
  }
}
