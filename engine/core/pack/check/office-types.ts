import type { ChainNames, FormNames, Names } from './names.ts'
import {
  at,
  items,
  members,
  oneOrMore,
  valueOf,
  word,
  wordsOf,
  type Say,
  type Spot,
} from './spot.ts'

/**
 * Types of office a `who` may lead to by org.yaml alone, whatever the world: where roles must stand,
 * and whether there is a way at all.
 */
export interface Ground {
  readonly chain: ChainNames
  readonly form: FormNames | undefined
  readonly names: Names
}

export function typesOf(who: Spot | undefined, ground: Ground): ReadonlySet<string> {
  if (!who) return new Set()
  const { names } = ground
  if (at(who, 'office')) return anchorTypes(word(who, 'office'), ground)
  if (at(who, 'chosen')) return fieldTypes(word(who, 'chosen') ?? '', ground)
  if (at(who, 'fixed')) return only(word(who, 'fixed', 'type'))
  if (at(who, 'nearest')) return only(word(who, 'nearest'))
  const start = anchorTypes(word(who, 'from'), ground)
  if (at(who, 'superior')) return above(start, relationsIn(at(who, 'superior'), names), names)
  if (at(who, 'climb')) {
    const up = upwards(start, relationsIn(at(who, 'climb'), names), names)
    return valueOf(at(who, 'start-above')) === true ? up : new Set([...start, ...up])
  }
  return new Set(innerWhos(who).flatMap((it) => [...typesOf(it, ground)]))
}
/** What a `who` is made of: the branches of a route, the parts of `any` and `all`. */
export const innerWhos = (who: Spot): readonly Spot[] => [
  ...items(who, 'route').flatMap((it) => at(it, 'who') ?? []),
  ...items(who, 'any'),
  ...items(who, 'all'),
]

const only = (type: string | undefined) => new Set(type === undefined ? [] : [type])

/** A way up that org.yaml has for no office it could begin at. */
export function checkWayUp(who: Spot, ground: Ground, say: Say): void {
  const { names } = ground
  for (const it of innerWhos(who)) checkWayUp(it, ground, say)
  const key = at(who, 'nearest') ? 'nearest' : at(who, 'climb') ? 'until' : 'superior'
  const spot = at(who, key)
  if (!spot) return
  const start = anchorTypes(word(who, 'from'), ground)
  const via = at(who, key === 'nearest' ? 'via' : key === 'until' ? 'climb' : 'superior')
  const relations = relationsIn(via, names)
  if (start.size === 0 || [...relations].some((it) => !names.relations.has(it))) return
  const target = word(spot) ?? ''
  const fromAbove = valueOf(at(who, key === 'nearest' ? 'above' : 'start-above')) === true
  const isThere = !fromAbove && start.has(target)
  const way = words(relations)
  if (key === 'superior') {
    if (above(start, relations, names).size === 0)
      say('no-way-up', spot, { from: titles(start, names), way })
  } else if (
    names.officeTypes.has(target) &&
    !isThere &&
    !upwards(start, relations, names).has(target)
  )
    say('no-way-up', spot, { from: titles(start, names), way, to: titles([target], names) })
}
const words = (of: Iterable<string>) => [...of].join('、')
export const titles = (types: Iterable<string>, names: Names): string =>
  words([...types].map((it) => word(names.officeTypes.get(it), 'title') ?? it))

function anchorTypes(anchor: string | undefined, ground: Ground): ReadonlySet<string> {
  const { names, chain, form } = ground
  const field = /^field:(.+)$/.exec(anchor ?? '')?.[1]
  if (field !== undefined) return fieldTypes(field, ground)
  const all = [...names.officeTypes]
  const withPeople = all.flatMap(([id, it]) => (valueOf(at(it, 'people')) === true ? [id] : []))
  if (anchor === 'filer-office') {
    const filers = items(chain.spot, 'filed-by').flatMap((it) => word(it, 'post') ?? [])
    const roles = [...names.roles].filter(
      ([id, it]) =>
        filers.includes(id) || wordsOf(items(it, 'may')).some((one) => filers.includes(one)),
    )
    return new Set(roles.flatMap(([, it]) => wordsOf(items(it, 'at'))))
  }
  if (anchor === 'subject-office') {
    const office = word(form?.spot, 'means', 'office')
    return office === undefined ? new Set(all.map(([id]) => id)) : fieldTypes(office, ground)
  }
  // Who registers belongs to the office they choose.
  const asked = wordsOf(items(chain.spot, 'filed-by')).includes('anyone')
  const office = asked ? word(form?.spot, 'means', 'office') : undefined
  const chosen = office === undefined ? [] : [...fieldTypes(office, ground)]
  return new Set([...withPeople, ...chosen])
}

function fieldTypes(id: string, { form, names }: Ground): ReadonlySet<string> {
  const field = items(form?.spot, 'fields').find((it) => word(it, 'id') === id)
  const types = wordsOf(items(field, 'office-types'))
  return new Set(types.length > 0 ? types : names.officeTypes.keys())
}

const relationsIn = (spot: Spot | undefined, names: Names): ReadonlySet<string> => {
  const named = wordsOf(oneOrMore(spot))
  return new Set(named.length === 0 || named.includes('any') ? names.relations : named)
}

/** Types that may stand directly above. */
function above(
  types: ReadonlySet<string>,
  relations: ReadonlySet<string>,
  names: Names,
): ReadonlySet<string> {
  const found = new Set<string>()
  for (const type of types) {
    for (const [relation, rule] of members(names.officeTypes.get(type), 'superiors'))
      if (relations.has(relation)) for (const it of wordsOf(items(rule, 'types'))) found.add(it)
  }
  return found
}
function upwards(
  types: ReadonlySet<string>,
  relations: ReadonlySet<string>,
  names: Names,
): ReadonlySet<string> {
  const found = new Set<string>()
  for (let next = above(types, relations, names); next.size > 0; ) {
    const fresh = [...next].filter((it) => !found.has(it))
    for (const it of fresh) found.add(it)
    next = fresh.length === 0 ? new Set() : above(new Set(fresh), relations, names)
  }
  return found
}
