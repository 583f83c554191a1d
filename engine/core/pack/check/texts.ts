import { issueCodes } from '#core/base'
import { actionNames } from '#core/workflow'
import type { Complaint } from '../complaint.ts'
import { nearestPart, type Located, type LocatedScalar } from '../located.ts'
import { isReason, messageNames, termNames } from '../words.ts'
import type { Names } from './names.ts'
import {
  at,
  items,
  keyAsWord,
  listener,
  members,
  mustBeKnown,
  word,
  type Say,
  type Spot,
} from './spot.ts'

/** Every refusal has its sentence, every sentence can be filled. */
export function checkTexts(names: Names): Complaint[] {
  const { say, heard } = listener()
  const texts = names.document('texts.yaml')
  if (!texts) return heard
  const terms = new Set(members(texts, 'terms').map(([name]) => name))
  for (const [code, spot] of members(texts, 'issues')) {
    if (mustBeKnown(say, 'unused-text', keyAsWord(spot, code), new Set(Object.keys(issueCodes))))
      checkHoles(spot, code, say)
  }
  for (const [name, spot] of members(texts, 'actions'))
    mustBeKnown(say, 'unknown-action', keyAsWord(spot, name), actionNames)
  for (const [name, spot] of members(texts, 'messages')) {
    if (!isReason(name)) mustBeKnown(say, 'unknown-message', keyAsWord(spot, name), messageNames)
  }
  const used = new Set(termNames)
  for (const part of ['issues', 'messages', 'actions']) {
    for (const [, spot] of members(texts, part)) {
      checkTerms(spot, terms, say)
      const doubled = /\{(\{[a-zA-Z0-9_.-]+\})\}/.exec(word(spot) ?? '')
      if (doubled) say('two-braces', spot, { found: doubled[0], right: doubled[1] })
      for (const name of termsIn(spot)) used.add(name)
    }
  }
  for (const [name, spot] of members(texts, 'terms'))
    mustBeKnown(say, 'unused-term', keyAsWord(spot, name), used)
  checkMissing(texts, 'issues', Object.keys(issueCodes), say)
  checkMissing(texts, 'actions', actionNames, say)
  return heard
}

function checkMissing(texts: Spot, part: string, needed: readonly string[], say: Say): void {
  const written = new Set(members(texts, part).map(([name]) => name))
  const missing = needed.filter((it) => !written.has(it))
  const spot = at(texts, part) ?? { node: nearestPart(texts.node, []), path: [part] }
  if (missing.length > 0) say('missing-text', spot, { names: missing })
}

const hole = /\{([a-zA-Z0-9_.-]+)\}/g
const holesIn = (text: string): string[] => [...text.matchAll(hole)].map((it) => it[1]!)

const termsIn = (spot: Spot): string[] =>
  holesIn(word(spot) ?? '').flatMap((it) => (it.startsWith('term.') ? it.slice(5) : []))

function checkTerms(spot: Spot, terms: ReadonlySet<string>, say: Say): void {
  for (const value of termsIn(spot))
    mustBeKnown(
      say,
      'unknown-term',
      { ...spot, node: { kind: 'scalar', value, at: spot.node.at } },
      terms,
    )
}

/** What a refusal carries is written beside its code: `with: { label, max }`. */
function checkHoles(spot: Spot, code: string, say: Say): void {
  const carried = /with: \{([^}]*)\}/.exec(issueCodes[code as keyof typeof issueCodes])?.[1] ?? ''
  const known = ['says', 'title', 'label', ...(carried.match(/[A-Za-z][A-Za-z-]*/g) ?? [])]
  for (const name of holesIn(word(spot) ?? '')) {
    if (!name.startsWith('term.'))
      mustBeKnown(
        say,
        'unknown-hole',
        { ...spot, node: { kind: 'scalar', value: name, at: spot.node.at } },
        known,
      )
  }
}

/** A value nobody decreed says so where it acts; another region's name in this pack is another region's text. */
export function checkWords(names: Names): Complaint[] {
  const { say, heard } = listener()
  const foreign = items(names.document('pack.yaml'), 'foreign-words').flatMap(
    (it) => word(it) ?? [],
  )
  const escaped = foreign.map((it) => it.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const anyForeign = foreign.length > 0 ? new RegExp(escaped.join('|')) : undefined
  for (const [file, node] of names.layered.documents) walk(node, [], file)
  return heard

  /** `path` is one list for the whole way: copied only for what there is to say. */
  function walk(node: Located, path: (string | number)[], file: string): void {
    if (node.kind === 'scalar') return checkWord(node, path)
    if (node.kind === 'map') checkStatus({ node, path })
    for (const [key, inner] of node.kind === 'map' ? node.members : node.items.entries()) {
      if (file === 'pack.yaml' && key === 'foreign-words') continue
      path.push(key)
      walk(inner, path, file)
      path.pop()
    }
  }

  function checkWord(node: LocatedScalar, path: readonly (string | number)[]): void {
    const text = node.value
    if (typeof text !== 'string' || !anyForeign?.test(text)) return
    const found = foreign.find((it) => text.includes(it))
    const short = text.length > 40 ? `${text.slice(0, 40)}…` : text
    say('foreign-word', { node, path: [...path] }, { word: found, text: short })
  }

  function checkStatus(spot: Spot): void {
    if (word(spot, 'status') !== 'demo' || (word(spot, 'source') ?? '').includes('示例')) return
    say('demo-without-saying', at(spot, 'source') ?? at(spot, 'status')!)
  }
}
