import { issueCodes } from '#core/base'
import type { Complaint } from '../complaint.ts'
import { actKeys } from '../schema/scenarios.ts'
import type { Names } from './names.ts'
import {
  at,
  items,
  keyAsWord,
  listener,
  members,
  mustBeKnown,
  oneOrMore,
  word,
  type Say,
  type Spot,
} from './spot.ts'

/** What can be known of a story without playing it: that it speaks of things there are. */
export function checkScenarios(names: Names): Complaint[] {
  const { say, heard } = listener()
  for (const scenario of names.scenarios) {
    for (const key of ['closed', 'without-posts']) {
      for (const it of items(scenario, 'given', key))
        mustBeKnown(say, 'unknown-office', it, names.offices)
    }
    for (const it of items(scenario, 'given', 'records'))
      mustBeKnown(say, 'unknown-chain', at(it, 'chain'), names.chains)
    for (const step of items(scenario, 'steps')) checkStep(step, names, say)
  }
  return heard
}

function checkStep(step: Spot, names: Names, say: Say): void {
  const acts = actKeys.filter((it) => at(step, it))
  if (acts.length > 1) say('two-acts', step, { acts })
  if (acts.length === 0 && !at(step, 'expect') && !at(step, 'world')) say('nothing-happens', step)
  mustBeKnown(say, 'unknown-chain', at(step, 'file'), names.chains)
  mustBeKnown(say, 'unknown-certificate', at(step, 'print', 'certificate'), names.certificates)
  for (const key of ['close', 'open']) {
    for (const it of items(step, 'world', key))
      mustBeKnown(say, 'unknown-office', it, names.offices)
  }
  const expect = at(step, 'expect')
  for (const it of items(expect, 'held')) mustBeKnown(say, 'unknown-office', it, names.offices)
  const codes = new Set(Object.keys(issueCodes))
  for (const it of oneOrMore(at(expect, 'refused')))
    mustBeKnown(say, 'unknown-code', it.node.kind === 'map' ? at(it, 'code') : it, codes)
  mustBeKnown(say, 'unknown-chain', at(expect, 'group', 'chain'), names.chains)
  for (const key of ['subjects', 'missing']) {
    for (const [subject, spot] of members(expect, 'standing', key)) {
      if (subject !== 'total')
        mustBeKnown(say, 'unknown-subject', keyAsWord(spot, subject), names.subjects)
    }
  }
  const state = word(expect, 'state')
  const all = new Set([...names.chains.values()].flatMap((it) => [...it.states]))
  if (state !== undefined) mustBeKnown(say, 'unknown-state', at(expect, 'state'), all)
}
