import { complain, complainOf, type Complaint } from '../complaint.ts'
import { kindOfFile, nameOfFile, neededFiles } from '../files.ts'
import type { Layered } from '../resolve.ts'
import { at, items, listener, rootOf, word, type Say, type Spot } from './spot.ts'

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
  for (const node of layered.documents.values()) walk(rootOf(node), say)
  return heard
}

function walk(spot: Spot, say: Say): void {
  if (spot.node.kind === 'map') {
    for (const [key, node] of spot.node.members)
      if (!namesOthers.has(key)) walk({ node, path: [...spot.path, key] }, say)
  }
  const seen = new Map<string, Spot>()
  for (const item of items(spot)) {
    walk(item, say)
    const name = identities.flatMap((it) => at(item, it) ?? [])[0]
    const id = word(name)
    if (name === undefined || id === undefined) continue
    const first = seen.get(id)
    if (first) say('duplicate-id', name, { id, first: `第 ${first.node.at.line} 行` })
    else seen.set(id, name)
  }
}
