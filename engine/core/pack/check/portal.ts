import type { Complaint } from '../complaint.ts'
import {
  filingCells,
  filingFilters,
  peopleFilters,
  personCells,
  standingCells,
  unitCells,
} from '../list-sources.ts'
import type { Names } from './names.ts'
import {
  at,
  items,
  listener,
  mustBeKnown,
  oneOrMore,
  sayOfKey,
  word,
  type Say,
  type Spot,
} from './spot.ts'

/** Menus lead somewhere, lists show what there is. */
export function checkPortal(names: Names): Complaint[] {
  const { say, heard } = listener()
  const portal = names.document('portal.yaml')
  const menus = items(portal, 'menus')
  const used = new Set<string>()
  const seen = new Set<string>()
  for (const menu of menus) {
    for (const spot of oneOrMore(at(menu, 'for'))) {
      const name = word(spot)
      if (name && seen.has(name)) say('two-menus', spot, { name })
      if (name) seen.add(name)
      if (name !== 'person') mustBeKnown(say, 'unknown-role', spot, names.roles)
    }
    for (const item of items(menu, 'items')) checkItem(item, names, used, heard, say)
    checkTwice(items(menu, 'items'), say)
  }
  for (const [name, list] of names.lists) {
    if (!used.has(name) && list.node.at.layer === names.own) say('unused-list', list, { name })
    checkList(list, names, say)
    checkOnlyFilings(list, heard)
  }
  return heard
}

/** Which of `chain` and `list` a page needs, and what its list must list. */
const pages: Readonly<
  Record<string, { readonly chain: Need; readonly list: Need; readonly of?: readonly string[] }>
> = {
  home: { chain: 'never', list: 'never' },
  file: { chain: 'needed', list: 'never' },
  filings: { chain: 'may', list: 'may', of: ['filings'] },
  inbox: { chain: 'may', list: 'may', of: ['filings'] },
  verification: { chain: 'may', list: 'may', of: ['filings'] },
  results: { chain: 'may', list: 'may', of: ['filings'] },
  standing: { chain: 'never', list: 'may', of: ['standings', 'filings'] },
  certificates: { chain: 'never', list: 'may', of: ['standings', 'people'] },
  people: { chain: 'may', list: 'may', of: ['people', 'standings'] },
  unit: { chain: 'may', list: 'may' },
  rescue: { chain: 'may', list: 'may', of: ['filings'] },
  profile: { chain: 'may', list: 'never' },
}
type Need = 'needed' | 'may' | 'never'

function checkItem(
  item: Spot,
  names: Names,
  used: Set<string>,
  heard: Complaint[],
  say: Say,
): void {
  mustBeKnown(say, 'unknown-chain', at(item, 'chain'), names.chains)
  const list = at(item, 'list')
  const isKnown = mustBeKnown(say, 'unknown-list', list, names.lists)
  if (word(list)) used.add(word(list)!)
  const page = word(item, 'page') ?? ''
  if (!Object.hasOwn(pages, page)) return
  const rule = pages[page]!
  for (const key of ['chain', 'list'] as const) {
    const spot = at(item, key)
    if (rule[key] === 'needed' && !spot) say('menu-needs', item, { page, key })
    if (rule[key] === 'never' && spot) sayOfKey(heard, 'menu-nothing', spot, { page, key })
  }
  const of = isKnown ? word(names.lists.get(word(list)!), 'of') : undefined
  if (of && rule.of && !rule.of.includes(of))
    say('wrong-list', list!, { page, needs: rule.of, name: word(list), of })
}

/** A list is shown as the page of its menu shows it, so one identity meets it on one page only. */
function checkTwice(menu: readonly Spot[], say: Say): void {
  const first = new Map<string, string>()
  for (const item of menu) {
    const [name, title] = [word(item, 'list'), word(item, 'title') ?? '']
    if (name === undefined) continue
    if (first.has(name)) say('list-twice', at(item, 'list')!, { name, first: first.get(name)! })
    else first.set(name, title)
  }
}

const named = (owner: string, names: Iterable<string>) => [...names].map((it) => `${owner}.${it}`)

/** What a list of this kind can show, and what it can be searched by. */
function sourcesOf(
  list: Spot,
  names: Names,
): { readonly columns: Set<string>; readonly filters: Set<string> } {
  const attributes = named('person', names.personAttributes.keys())
  const person = [...named('person', personCells), ...attributes]
  const unit = [...named('unit', unitCells), ...named('unit', names.officeAttributes.keys())]
  const standing = [...named('standing', standingCells), ...named('standing', names.subjects)]
  const shared = [...person, ...unit, ...standing]
  if (word(list, 'of') !== 'filings')
    return { columns: new Set(shared), filters: new Set([...peopleFilters, ...attributes]) }
  const field = named('field', fieldsOf(items(list, 'chains'), names))
  return {
    columns: new Set([...named('filing', filingCells), ...shared, 'office.name', ...field]),
    filters: new Set([...filingFilters, ...field]),
  }
}

function checkList(list: Spot, names: Names, say: Say): void {
  const chains = items(list, 'chains')
  for (const it of chains) mustBeKnown(say, 'unknown-chain', it, names.chains)
  const { columns, filters } = sourcesOf(list, names)
  for (const it of items(list, 'columns')) mustBeKnown(say, 'unknown-source', at(it, 'of'), columns)
  for (const it of items(list, 'filters')) mustBeKnown(say, 'unknown-source', at(it, 'of'), filters)
  const states = statesOf(chains, names)
  for (const state of items(list, 'tabs').flatMap((it) => items(it, 'states'))) {
    mustBeKnown(say, 'unknown-state', state, states)
  }
}

/** States and a time of coming are a filing's; people and years have neither. */
function checkOnlyFilings(list: Spot, heard: Complaint[]): void {
  if (word(list, 'of') === 'filings') return
  for (const key of ['tabs', 'order']) {
    const spot = at(list, key)
    if (spot) sayOfKey(heard, 'list-nothing', spot, { key })
  }
}

const chainsOf = (chains: readonly Spot[], names: Names) =>
  chains.length > 0
    ? chains.flatMap((it) => names.chains.get(word(it) ?? '') ?? [])
    : [...names.chains.values()]
const fieldsOf = (chains: readonly Spot[], names: Names): string[] =>
  chainsOf(chains, names).flatMap((it) => [
    ...(names.forms.get(it.form ?? '')?.fields.keys() ?? []),
  ])
const statesOf = (chains: readonly Spot[], names: Names): Set<string> =>
  new Set(['waiting', ...chainsOf(chains, names).flatMap((it) => [...it.states])])
