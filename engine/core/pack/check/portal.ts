import type { Complaint } from '../complaint.ts'
import {
  filingCells,
  filingFilters,
  peopleFilters,
  personCells,
  standingCells,
  unitCells,
} from '../list-sources.ts'
import { ownValue } from '../meant.ts'
import { checkMask } from './masks.ts'
import type { Names } from './names.ts'
import { typesOf } from './office-types.ts'
import {
  at,
  items,
  listener,
  mustBeKnown,
  oneOrMore,
  sayOfKey,
  word,
  wordsOf,
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
    for (const item of items(menu, 'items')) {
      checkItem(item, names, used, heard, say)
      checkUsable(item, oneOrMore(at(menu, 'for')), names, say)
    }
    checkTwice(items(menu, 'items'), say)
  }
  checkInboxes(menus, names, say)
  for (const [name, list] of names.lists) {
    if (!used.has(name) && list.node.at.layer === names.own) say('unused-list', list, { name })
    checkList(list, names, say)
    checkOnlyFilings(list, heard)
  }
  return heard
}

/** What a post must be able to do for a page to show it anything. */
const powers: Readonly<Record<string, string>> = {
  inbox: 'review',
  verification: 'verify',
  rescue: 'rescue',
}

/** A page shows something to whoever has it, and files only what they may file. */
function checkUsable(item: Spot, owners: readonly Spot[], names: Names, say: Say): void {
  const page = word(item, 'page') ?? ''
  const power = ownValue(powers, page)
  const filers = items(names.chains.get(word(item, 'chain') ?? '')?.spot, 'filed-by')
  for (const owner of wordsOf(owners)) {
    const role = names.roles.get(owner)
    const may = wordsOf(items(role, 'may'))
    const details = { page, name: role ? (word(role, 'title') ?? owner) : '本人', power }
    if (owner !== 'person' && !role) continue
    if (power && !may.includes(power)) say('page-without-power', at(item, 'page')!, details)
    const mayFile = filers.some((it) =>
      role ? [owner, ...may].includes(word(it, 'post') ?? '') : word(it) === 'person',
    )
    if (page === 'file' && filers.length > 0 && !mayFile)
      say('menu-cannot-file', at(item, 'chain')!, { ...details, chain: word(item, 'chain') })
  }
}

/** Who is asked to decide finds what waits for them. */
function checkInboxes(menus: readonly Spot[], names: Names, say: Say): void {
  for (const [name, role] of names.roles) {
    const own = menus.filter((it) => wordsOf(oneOrMore(at(it, 'for'))).includes(name))
    const pages = own.flatMap((it) => items(it, 'items')).map((it) => word(it, 'page'))
    for (const [page, power, part] of asking) {
      const may = items(role, 'may').find((it) => word(it) === power)
      if (!may || own.length === 0 || pages.includes(page) || !isAsked(name, role, part, names))
        continue
      say('no-inbox', may, { role: word(role, 'title'), power, page })
    }
  }
}
const asking = [
  ['inbox', 'review', 'steps'],
  ['verification', 'verify', 'after'],
] as const

/** Does some step come to offices where this role stands? */
function isAsked(name: string, role: Spot, part: 'steps' | 'after', names: Names): boolean {
  const only = at(role, 'chains') && wordsOf(items(role, 'chains'))
  return [...names.chains].some(([id, chain]) => {
    if (only?.includes(id) === false) return false
    const ground = { chain, form: names.forms.get(chain.form ?? ''), names }
    return items(chain.spot, part).some((step) => {
      const roles = wordsOf(items(step, 'roles'))
      if (roles.length > 0 && !roles.includes(name)) return false
      const types = typesOf(at(step, 'who'), ground)
      return wordsOf(items(role, 'at')).some((it) => types.has(it))
    })
  })
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
  for (const it of items(list, 'filters')) {
    if (mustBeKnown(say, 'unknown-source', at(it, 'of'), filters)) checkInput(it, list, names, say)
  }
  for (const it of items(list, 'columns'))
    if (at(it, 'mask')) checkMask(it, cellKind(word(it, 'of') ?? '', list, names), say)
  const states = statesOf(chains, names)
  for (const state of items(list, 'tabs').flatMap((it) => items(it, 'states'))) {
    mustBeKnown(say, 'unknown-state', state, states)
  }
}

/** How something is searched for fits what it is. */
function checkInput(filter: Spot, list: Spot, names: Names, say: Say): void {
  const of = word(filter, 'of') ?? ''
  const as = word(filter, 'as') ?? ''
  const attribute = names.personAttributes.get(of.slice('person.'.length))
  const isAttribute = of.startsWith('person.') && attribute !== undefined
  const fits: Readonly<Record<string, boolean>> = {
    year: ofYears.has(of) || cellKind(of, list, names) === 'year',
    state: of === 'filing.state',
    choice:
      ofChoices.has(of) ||
      (isAttribute && ['choice', 'boolean'].includes(word(attribute, 'type') ?? '')),
  }
  const asked = as === 'year-range' ? 'year' : as
  if (ownValue(fits, asked) === false) say('filter-misfit', at(filter, 'as')!, { as, of })
}
const ofYears = new Set(['filing.year', 'standing.year'])
const ofChoices = new Set(['filing.state', 'filing.kind', 'filing.subject', 'standing.verdict'])

/** What a cell shows, as the kind of field or attribute it is; texts where it is neither. */
function cellKind(of: string, list: Spot, names: Names): string {
  const [owner, id = ''] = [of.slice(0, of.indexOf('.')), of.slice(of.indexOf('.') + 1)]
  if (of === 'person.name') return 'person'
  if (of === 'person.id-number') return 'id-number'
  if (owner === 'field') {
    const forms = chainsOf(items(list, 'chains'), names).map((it) => names.forms.get(it.form ?? ''))
    return forms.flatMap((it) => it?.fields.get(id) ?? [])[0] ?? 'text'
  }
  const attributes = owner === 'person' ? names.personAttributes : names.officeAttributes
  if (owner === 'person' || owner === 'unit') return word(attributes.get(id), 'type') ?? 'text'
  return owner === 'standing' || figures.has(of) ? 'number' : 'text'
}
const figures = new Set(['filing.year', 'filing.claimed', 'filing.awarded'])

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
