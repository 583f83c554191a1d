import type { Complaint } from '../complaint.ts'
import { checkMask } from './masks.ts'
import type { Names } from './names.ts'
import {
  at,
  items,
  keyAsWord,
  listener,
  members,
  mustBeKnown,
  oneOrMore,
  sayOfKey,
  word,
  wordsOf,
  type Spot,
} from './spot.ts'

/** Office types, relations and roles hang together; every condition of a role is of something. */
export function checkOrg(names: Names): Complaint[] {
  const { say, heard } = listener()
  const org = names.document('org.yaml')
  for (const type of items(org, 'office-types')) {
    for (const [relation, superior] of members(type, 'superiors')) {
      if (!names.relations.has(relation)) {
        const spot = keyAsWord(superior, relation)
        mustBeKnown(say, 'unknown-relation', spot, names.relations)
      }
      for (const it of items(superior, 'types'))
        mustBeKnown(say, 'unknown-office-type', it, names.officeTypes)
    }
    checkAttributes(items(type, 'attributes'))
  }
  checkAttributes(items(org, 'person', 'attributes'))
  const inMenus = new Set(
    items(names.document('portal.yaml'), 'menus').flatMap((it) =>
      wordsOf(oneOrMore(at(it, 'for'))),
    ),
  )
  for (const [name, role] of names.roles) {
    for (const it of items(role, 'at'))
      mustBeKnown(say, 'unknown-office-type', it, names.officeTypes)
    for (const it of items(role, 'chains')) mustBeKnown(say, 'unknown-chain', it, names.chains)
    if (inMenus.has(name)) continue
    say(items(role, 'may').length > 0 ? 'no-menu' : 'unused-role', role, { name })
  }
  checkPowers(names, heard)
  return heard

  function checkAttributes(attributes: readonly Spot[]): void {
    for (const it of attributes) {
      const options = at(it, 'options')
      checkMask(it, word(it, 'type'), say)
      if (word(it, 'type') === 'choice' && !options) say('missing-key', it, { key: 'options' })
      if (word(it, 'type') !== 'choice' && options)
        sayOfKey(heard, 'key-of-other-kind', options, {
          key: 'options',
          tag: 'type',
          kind: word(it, 'type'),
          kinds: ['choice'],
        })
    }
  }
}

/** What is granted to holders of a power nobody holds has no effect. */
function checkPowers(names: Names, heard: Complaint[]): void {
  const held = new Set([...names.roles.values()].flatMap((it) => wordsOf(items(it, 'may'))))
  const spots = [
    ...[...names.chains.values()].flatMap((it) =>
      items(it.spot, 'delete').flatMap((line) => at(line, 'by', 'capability') ?? []),
    ),
    ...[...names.certificates.values()].flatMap((it) =>
      items(it, 'printed-by').flatMap((by) => at(by, 'capability') ?? []),
    ),
  ]
  for (const spot of spots) {
    const capability = word(spot)
    if (capability && !held.has(capability))
      heard.push({ code: 'nobody-may', at: spot.node.at, path: spot.path, with: { capability } })
  }
}
