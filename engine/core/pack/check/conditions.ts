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

export function referencesIn(test: Spot | undefined): string[] {
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

/** Each place in a part of a pack that names a condition. */
export function usesIn(part: Spot): Spot[] {
  const inner = items(part).flatMap(usesIn)
  const named = members(part).flatMap(([key, member]) =>
    namingKeys.has(key) && member.node.kind !== 'map'
      ? oneOrMore(member).filter((it) => word(it))
      : usesIn(member),
  )
  return [...inner, ...named]
}

/** Each place outside conditions.yaml that names a condition. Asked for by several, found once. */
export function conditionUses(names: Names): readonly Spot[] {
  const known = found.get(names)
  if (known) return known
  const parts = [
    ...[...names.forms.values()].map((it) => it.spot),
    ...[...names.chains.values()].map((it) => it.spot),
    ...[...names.certificates.values()].flatMap((it) => at(it, 'needs') ?? []),
    ...items(names.document('hours.yaml'), 'requirements'),
  ]
  const uses = parts.flatMap(usesIn)
  found.set(names, uses)
  return uses
}
const found = new WeakMap<Names, readonly Spot[]>()

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
