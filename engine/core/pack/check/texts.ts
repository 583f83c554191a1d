import { issueCodes } from '#core/base'
import { actionNames } from '#core/workflow'
import type { Complaint } from '../complaint.ts'
import { nearestPart } from '../located.ts'
import { isReason, messageNames, termNames } from '../words.ts'
import type { Names } from './names.ts'
import {
  at,
  items,
  keyAsWord,
  listener,
  members,
  mustBeKnown,
  rootOf,
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
  for (const [path, node] of names.layered.documents) walk(rootOf(node), path)
  return heard

  function walk(spot: Spot, path: string): void {
    const text = word(spot)
    if (text !== undefined) {
      const found = foreign.find((it) => text.includes(it))
      if (found !== undefined)
        say('foreign-word', spot, {
          word: found,
          text: text.length > 40 ? `${text.slice(0, 40)}…` : text,
        })
      return
    }
    if (word(spot, 'status') === 'demo' && !(word(spot, 'source') ?? '').includes('示例')) {
      say('demo-without-saying', at(spot, 'source') ?? at(spot, 'status')!)
    }
    for (const item of items(spot)) walk(item, path)
    for (const [key, member] of members(spot)) {
      if (path !== 'pack.yaml' || key !== 'foreign-words') walk(member, path)
    }
  }
}
