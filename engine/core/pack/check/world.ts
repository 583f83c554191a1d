import { isDay } from '#core/base'
import { birthDayOf, checkDigit } from '#core/form'
import type { Complaint } from '../complaint.ts'
import { attributesOfOffice, checkAttributes, departmentsOf } from './attributes.ts'
import { checkFiling, checkValues } from './filings.ts'
import type { Names } from './names.ts'
import {
  at,
  items,
  keyAsWord,
  listener,
  members,
  mustBeKnown,
  valueOf,
  word,
  wordsOf,
  type Say,
  type Spot,
} from './spot.ts'

/** The invented offices and people obey the region's own rules about offices and people. */
export function checkWorld(names: Names): Complaint[] {
  const { say, heard } = listener()
  for (const office of names.offices.values()) checkOffice(office, names, say)
  checkCircles(names, say)
  const numbers = new Map<string, string>()
  for (const [key, person] of names.people) {
    checkPlacement(person, names, say, 'people')
    checkAttributes(at(person, 'attributes'), names.personAttributes, say)
    checkIdNumber(key, at(person, 'id-number'), numbers, say)
  }
  for (const post of names.posts.values()) {
    mustBeKnown(say, 'unknown-person', at(post, 'person'), names.people)
    checkPlacement(post, names, say)
    checkRole(post, names, say)
  }
  for (const record of items(names.document('world.yaml'), 'records'))
    checkRecord(record, names, say)
  for (const filing of items(names.document('world.yaml'), 'filings'))
    checkFiling(filing, names, say)
  return heard
}

function checkOffice(office: Spot, names: Names, say: Say): void {
  mustBeKnown(say, 'unknown-office-type', at(office, 'type'), names.officeTypes)
  mustBeKnown(say, 'unknown-area', at(office, 'area'), names.areas)
  const type = names.officeTypes.get(word(office, 'type') ?? '')
  if (!type) return
  const allowed = new Map(members(type, 'superiors'))
  for (const [relation, superiors] of members(office, 'superiors')) {
    const rule = allowed.get(relation)
    if (!rule) {
      const spot = keyAsWord(superiors, relation)
      mustBeKnown(say, 'unknown-relation', spot, allowed)
      continue
    }
    const types = wordsOf(items(rule, 'types'))
    for (const superior of items(superiors)) {
      if (!mustBeKnown(say, 'unknown-office', superior, names.offices)) continue
      const its = word(names.offices.get(word(superior)!), 'type') ?? ''
      if (!types.includes(its))
        say('superior-not-allowed', superior, {
          type: word(type, 'title'),
          relation,
          superior: its,
          allowed: types,
        })
    }
  }
  for (const [relation, rule] of allowed) {
    const isMissing = valueOf(at(rule, 'required')) === true && !at(office, 'superiors', relation)
    if (isMissing) say('superior-missing', office, { type: word(type, 'title'), relation })
  }
  const departments = at(office, 'departments')
  if (departments && valueOf(at(type, 'departments')) !== true)
    say('no-departments', departments, { type: word(type, 'title') })
  const own = departmentsOf(office)
  for (const it of items(departments))
    mustBeKnown(say, 'unknown-department', at(it, 'parent'), own, { office: word(office, 'key') })
  checkAttributes(at(office, 'attributes'), attributesOfOffice(office, names), say)
}

function checkCircles(names: Names, say: Say): void {
  const settled = new Set<string>()
  const walk = (key: string, way: readonly string[]): void => {
    if (way.includes(key)) {
      const loop = [...way.slice(way.indexOf(key)), key]
      for (const it of loop) settled.add(it)
      return say('superior-loop', names.offices.get(key)!, { names: loop })
    }
    if (settled.has(key)) return
    for (const [, superiors] of members(names.offices.get(key), 'superiors')) {
      for (const it of items(superiors))
        if (names.offices.has(word(it) ?? '')) walk(word(it)!, [...way, key])
    }
    settled.add(key)
  }
  for (const key of names.offices.keys()) walk(key, [])
}

/** The office exists and takes people; the department is one of its own. */
function checkPlacement(spot: Spot, names: Names, say: Say, takes?: 'people'): void {
  if (!mustBeKnown(say, 'unknown-office', at(spot, 'office'), names.offices)) return
  const office = names.offices.get(word(spot, 'office')!)
  const type = names.officeTypes.get(word(office, 'type') ?? '')
  if (takes && type && valueOf(at(type, 'people')) !== true)
    say('no-people', at(spot, 'office')!, { type: word(type, 'title') })
  const departments = departmentsOf(office)
  mustBeKnown(say, 'unknown-department', at(spot, 'department'), departments, {
    office: word(office, 'key'),
  })
}

function checkRole(post: Spot, names: Names, say: Say): void {
  if (!mustBeKnown(say, 'unknown-role', at(post, 'role'), names.roles)) return
  const role = names.roles.get(word(post, 'role')!)
  const type = word(names.offices.get(word(post, 'office') ?? ''), 'type')
  const allowed = wordsOf(items(role, 'at'))
  if (type && !allowed.includes(type))
    say('role-not-here', at(post, 'role')!, { role: word(role, 'title'), type, allowed })
}

function checkIdNumber(
  key: string,
  spot: Spot | undefined,
  numbers: Map<string, string>,
  say: Say,
): void {
  const found = word(spot)
  if (spot === undefined || found === undefined) return
  if (!isIdNumber(found))
    say('bad-id-number', spot, { found, says: '校验位不对，或不是 18 位、没有这样的出生日期' })
  const other = numbers.get(found)
  if (other) say('same-id-number', spot, { other })
  numbers.set(found, key)
}

/** GB 11643, a day that exists, the tail in capitals: as the form would take it. */
function isIdNumber(text: string): boolean {
  return /^\d{17}[\dX]$/.test(text) && text[17] === checkDigit(text) && isDay(birthDayOf(text))
}

function checkRecord(record: Spot, names: Names, say: Say): void {
  mustBeKnown(say, 'unknown-person', at(record, 'person'), names.people)
  if (!mustBeKnown(say, 'unknown-chain', at(record, 'chain'), names.chains)) return
  const chain = names.chains.get(word(record, 'chain')!)!
  if (!wordsOf(items(chain.spot, 'filed-by')).includes('system'))
    say('not-for-system', at(record, 'chain')!, { chain: word(record, 'chain') })
  checkValues(record, chain, names, say)
}
