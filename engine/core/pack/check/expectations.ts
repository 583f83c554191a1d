import { issueCodes } from '#core/base'
import { actionNames } from '#core/workflow'
import { attributesOfOffice, checkAttributes } from './attributes.ts'
import type { Names } from './names.ts'
import { checkActor, checkPerson, mustBeFiled, type Story } from './story.ts'
import {
  at,
  items,
  keyAsWord,
  members,
  mustBeKnown,
  oneOrMore,
  type Say,
  type Spot,
  word,
} from './spot.ts'

const codes = new Set(Object.keys(issueCodes))

/** What a step expects is of things there are: of the filing acted on, or the one it names. */
export function checkExpectation(
  expect: Spot | undefined,
  acted: string | undefined,
  story: Story,
  names: Names,
  say: Say,
): void {
  if (!expect) return
  for (const it of oneOrMore(at(expect, 'refused')))
    mustBeKnown(say, 'unknown-code', it.node.kind === 'map' ? at(it, 'code') : it, codes)
  mustBeFiled(at(expect, 'of'), story, say)
  const of = at(expect, 'of') ? story.filed.get(word(expect, 'of') ?? '') : acted
  checkState(at(expect, 'state'), of, names, say)
  for (const it of items(expect, 'held')) mustBeKnown(say, 'unknown-office', it, names.offices)
  for (const [who, actions] of members(expect, 'actions')) {
    checkActor(keyAsWord(actions, who), story, names, say)
    for (const it of items(actions)) mustBeKnown(say, 'unknown-action', it, actionNames)
  }
  checkStanding(at(expect, 'standing'), story, names, say)
  mustBeKnown(say, 'unknown-print', at(expect, 'certificate', 'of'), story.printed)
  for (const key of ['inbox', 'sees']) {
    checkActor(at(expect, key, 'of'), story, names, say)
    for (const it of [...items(expect, key, 'has'), ...items(expect, key, 'lacks')])
      mustBeFiled(it, story, say)
  }
  mustBeKnown(say, 'unknown-chain', at(expect, 'group', 'chain'), names.chains)
  checkPerson(at(expect, 'group', 'person'), story, names, say)
  checkPerson(at(expect, 'account', 'of'), story, names, say, story.filed)
  checkPersonAndOffice(expect, story, names, say)
}

/** Of the filing's own chain, so a slip is shown what that chain has. */
function checkState(
  spot: Spot | undefined,
  chain: string | undefined,
  names: Names,
  say: Say,
): void {
  const own = names.chains.get(chain ?? '')?.states
  const all = [...names.chains.values()].map((it) => it.states)
  mustBeKnown(say, 'unknown-state', spot, own ?? all)
}

function checkStanding(standing: Spot | undefined, story: Story, names: Names, say: Say): void {
  if (!standing) return
  checkPerson(at(standing, 'person'), story, names, say)
  const courses = items(names.document('hours.yaml'), 'requirements')
    .flatMap((it) => items(it, 'required-courses'))
    .flatMap((it) => word(it, 'kind') ?? [])
  for (const [subject, spot] of members(standing, 'subjects'))
    mustBeKnown(say, 'unknown-subject', keyAsWord(spot, subject), names.subjects)
  for (const [subject, spot] of members(standing, 'missing'))
    mustBeKnown(say, 'unknown-subject', keyAsWord(spot, subject), [
      ['total'],
      names.subjects,
      courses,
    ])
}

function checkPersonAndOffice(expect: Spot, story: Story, names: Names, say: Say): void {
  const [person, office] = [at(expect, 'person'), at(expect, 'office')]
  checkPerson(at(person, 'of'), story, names, say)
  mustBeKnown(say, 'unknown-office', at(person, 'office'), names.offices)
  if (person)
    checkAttributes(
      at(person, 'attributes'),
      new Map([...names.personAttributes, ['id-number', person]]),
      say,
    )
  mustBeKnown(say, 'unknown-office', at(office, 'of'), names.offices)
  const own = names.offices.get(word(office, 'of') ?? '')
  if (own) checkAttributes(at(office, 'attributes'), attributesOfOffice(own, names), say)
  for (const [relation, superiors] of members(office, 'superiors')) {
    mustBeKnown(say, 'unknown-relation', keyAsWord(superiors, relation), names.relations)
    for (const it of items(superiors)) mustBeKnown(say, 'unknown-office', it, names.offices)
  }
}
