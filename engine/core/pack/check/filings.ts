import type { ChainNames, Names } from './names.ts'
import {
  at,
  items,
  keyAsWord,
  members,
  mustBeKnown,
  word,
  wordsOf,
  type Say,
  type Spot,
} from './spot.ts'

/** A filing of the demo: somebody there is files what they may, and names what there is. */
export function checkFiling(filing: Spot, names: Names, say: Say): void {
  const isKnown = mustBeKnown(say, 'unknown-actor', at(filing, 'by'), filersOf(names))
  mustBeKnown(say, 'unknown-person', at(filing, 'for'), names.people)
  for (const it of items(filing, 'decided'))
    mustBeKnown(say, 'unknown-post', at(it, 'by'), names.posts)
  if (!mustBeKnown(say, 'unknown-chain', at(filing, 'chain'), names.chains)) return
  const chain = names.chains.get(word(filing, 'chain')!)!
  if (isKnown) checkFiler(filing, chain, names, say)
  checkRoute(filing, chain, names, say)
  checkValues(filing, chain, names, say)
}

const filersOf = (names: Names): ReadonlySet<string> =>
  new Set([...names.posts.keys(), ...names.people.keys()])

/** A post stands before a person of the same key, as in the stories. */
function checkFiler(filing: Spot, chain: ChainNames, names: Names, say: Say): void {
  const by = at(filing, 'by')!
  const post = names.posts.get(word(by)!)
  const filers = items(chain.spot, 'filed-by')
  const role = names.roles.get(word(post, 'role') ?? '')
  const asWhat = post ? [word(post, 'role'), ...wordsOf(items(role, 'may'))] : ['person']
  const allowed = filers.map((it) => word(it) ?? word(it, 'post') ?? '')
  const isOffice = word(chain.spot, 'about') === 'office'
  if (!allowed.some((it) => asWhat.includes(it)))
    say('not-for-filer', by, {
      chain: word(chain.spot, 'chain'),
      who: post ? `岗位“${word(by)}”` : '本人（person）',
      allowed,
    })
  else if (at(filing, 'for') && (!post || isOffice))
    say('for-nobody', at(filing, 'for')!, { who: post ? '这条流程是关于机构的' : '本人为自己办' })
  else if (post && !isOffice && !at(filing, 'for')) say('missing-key', filing, { key: 'for' })
}

function checkRoute(filing: Spot, chain: ChainNames, names: Names, say: Say): void {
  const route = at(filing, 'route')
  const known = wordsOf(items(chain.spot, 'submit', 'routes').flatMap((it) => at(it, 'id') ?? []))
  if (!route && known.length > 0) return say('missing-key', filing, { key: 'route', known })
  const id = route?.node.kind === 'map' ? at(route, 'id') : route
  mustBeKnown(say, 'unknown-route', id, known, { chain: word(chain.spot, 'chain') })
  mustBeKnown(say, 'unknown-office', at(route, 'office'), names.offices)
}

/** Values of a form as world.yaml writes them: fields there are; offices and people by their keys. */
export function checkValues(
  holder: Spot,
  chain: ChainNames,
  names: Names,
  say: Say,
  people: Parameters<typeof mustBeKnown>[3] = names.people,
): void {
  const form = names.forms.get(chain.form ?? '')
  if (!form) return
  for (const [name, value] of members(holder, 'with')) {
    if (!mustBeKnown(say, 'unknown-field', keyAsWord(value, name), form.fields)) continue
    const kind = form.fields.get(name)
    if (kind === 'office') mustBeKnown(say, 'unknown-office', value, names.offices)
    if (kind === 'person') mustBeKnown(say, 'unknown-person', value, people)
    if (kind === 'kind') mustBeKnown(say, 'unknown-kind', value, form.leaves)
  }
}
