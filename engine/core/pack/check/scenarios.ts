import type { Complaint } from '../complaint.ts'
import { attributesOfOffice, checkAttributes } from './attributes.ts'
import type { Names } from './names.ts'
import { checkStep } from './scenario-steps.ts'
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
import type { Story } from './story.ts'

/** What can be known of a story without playing it: that it speaks of things there are. */
export function checkScenarios(names: Names): Complaint[] {
  const { say, heard } = listener()
  const seen = new Map<string, Spot>()
  for (const scenario of names.scenarios) {
    checkName(at(scenario, 'scenario'), seen, say)
    checkGiven(at(scenario, 'given'), names, say)
    const story = beginning(scenario, names)
    for (const step of items(scenario, 'steps')) checkStep(step, story, names, say)
  }
  return heard
}

/** Within one file said already. */
function checkName(spot: Spot | undefined, seen: Map<string, Spot>, say: Say): void {
  const id = word(spot)
  if (!spot || id === undefined) return
  const first = seen.get(id)
  if (!first) seen.set(id, spot)
  else if (first.node.at.file !== spot.node.at.file)
    say('duplicate-id', spot, { id, first: `${first.node.at.file} 第 ${first.node.at.line} 行` })
}

function checkGiven(given: Spot | undefined, names: Names, say: Say): void {
  for (const it of items(given, 'closed')) mustBeKnown(say, 'unknown-office', it, names.offices)
  const holders = [names.posts, names.offices]
  for (const it of items(given, 'without-posts')) mustBeKnown(say, 'unknown-office', it, holders)
  for (const it of items(given, 'records')) {
    mustBeKnown(say, 'unknown-chain', at(it, 'chain'), names.chains)
    mustBeKnown(say, 'unknown-person', at(it, 'person'), names.people)
  }
  for (const [key, attributes] of members(given, 'attributes')) {
    const office = names.offices.get(key)
    const known = [names.people, names.offices]
    if (!mustBeKnown(say, 'unknown-person', keyAsWord(attributes, key), known)) continue
    const own = office ? attributesOfOffice(office, names) : names.personAttributes
    checkAttributes(attributes, own, say)
  }
}

/** What a story can speak of before its first step. */
function beginning(scenario: Spot, names: Names): Story {
  const records = [
    ...items(names.document('world.yaml'), 'records'),
    ...items(scenario, 'given', 'records'),
  ]
  return {
    clock: word(scenario, 'at') ?? '',
    filed: new Map(records.map((it, at) => [`record-${at + 1}`, word(it, 'chain') ?? ''])),
    newcomers: new Set(),
    printed: new Set(),
  }
}
