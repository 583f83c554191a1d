import type { Complaint } from '../complaint.ts'
import type { Names } from './names.ts'
import {
  at,
  items,
  listener,
  members,
  mustBeKnown,
  oneOrMore,
  sayOfKey,
  word,
  type Spot,
} from './spot.ts'

/** Conditions of the pack's own that nobody asks for. What they say of facts, the rules room checks. */
export function checkUnusedConditions(names: Names): Complaint[] {
  const { heard } = listener()
  const used = usedConditions(names)
  for (const [name, spot] of names.conditions) {
    if (!used.has(name) && spot.node.at.layer === names.own)
      sayOfKey(heard, 'unused-condition', spot, { name })
  }
  return heard
}

function referencesIn(test: Spot | undefined): string[] {
  if (!test) return []
  const inner = [...items(test, 'all'), ...items(test, 'any'), at(test, 'not')]
  return [
    ...inner.flatMap((it) => referencesIn(it)),
    ...(word(test, 'condition') ? [word(test, 'condition')!] : []),
  ]
}

/** Words of the engine's own that stand where a condition may stand. */
const builtIns: Readonly<Record<string, readonly string[]>> = {
  skip: ['review-closed', 'no-such-office'],
  auto: ['always'],
  permit: ['always'],
  group: ['all-decided', 'any-waiting', 'any-draft'],
}
const namingKeys = new Set(['when', 'needs', 'conditions', 'needed'])

/** Each place outside conditions.yaml that names a condition. */
export function conditionUses(names: Names): Spot[] {
  const found: Spot[] = []
  const walk = (spot: Spot): void => {
    for (const inner of items(spot)) walk(inner)
    for (const [key, member] of members(spot)) {
      if (namingKeys.has(key) && member.node.kind !== 'map')
        found.push(...oneOrMore(member).filter((it) => word(it)))
      else walk(member)
    }
  }
  for (const form of names.forms.values()) walk(form.spot)
  for (const chain of names.chains.values()) walk(chain.spot)
  for (const certificate of names.certificates.values()) {
    const needs = at(certificate, 'needs')
    if (needs) walk(needs)
  }
  for (const requirement of items(names.document('hours.yaml'), 'requirements')) walk(requirement)
  return found
}

/** Every condition named anywhere exists, and says why where people are told that it does not hold. */
export function checkConditionUses(names: Names): Complaint[] {
  const { say, heard } = listener()
  for (const use of conditionUses(names)) {
    const builtIn = Object.entries(builtIns).flatMap(([key, words]) =>
      use.path.includes(key) ? words : [],
    )
    mustBeKnown(say, 'unknown-condition', use, [...names.conditions.keys(), ...builtIn])
    const condition = names.conditions.get(word(use) ?? '')
    if (condition && isTold(use) && !at(condition, 'says'))
      say('condition-says-nothing', use, { name: word(use) })
  }
  return heard
}
/** A certificate's conditions are told by the one sentence of the certificate. */
const isTold = ({ path }: Spot): boolean =>
  (path.includes('needs') || path.includes('skip')) && !path.includes('conditions')

function usedConditions(names: Names): Set<string> {
  const used = new Set<string>()
  const use = (name: string): void => {
    if (used.has(name)) return
    used.add(name)
    for (const inner of referencesIn(at(names.conditions.get(name), 'test'))) use(inner)
  }
  for (const spot of conditionUses(names)) use(word(spot)!)
  return used
}
