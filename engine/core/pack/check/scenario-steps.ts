import { isDay } from '#core/base'
import { actKeys } from '../schema/scenarios.ts'
import { effectsOf } from './effects.ts'
import { departmentsOf } from './attributes.ts'
import type { Names } from './names.ts'
import { checkExpectation } from './expectations.ts'
import { checkValues } from './filings.ts'
import { checkActor, checkPerson, mustBeFiled, type Story } from './story.ts'
import {
  at,
  items,
  keyAsWord,
  members,
  mustBeKnown,
  oneOrMore,
  word,
  type Say,
  type Spot,
} from './spot.ts'

/** Acts on something filed before. */
const onFiled = actKeys.filter((it) => it !== 'file' && it !== 'print')
/** What only a post may do. */
const deciding = ['approve', 'refuse', 'return', 'record', 'verify', 'reject-verification']

export function checkStep(step: Spot, story: Story, names: Names, say: Say): void {
  const acts = actKeys.filter((it) => at(step, it))
  if (acts.length > 1) return say('two-acts', step, { acts })
  if (acts.length === 0 && !at(step, 'expect') && !at(step, 'world')) say('nothing-happens', step)
  checkClock(at(step, 'at'), story, say)
  const isRefused = at(step, 'expect', 'refused') !== undefined
  checkActor(at(step, 'by'), story, names, say)
  if (!isRefused && acts.some((it) => deciding.includes(it))) mustBePost(at(step, 'by'), names, say)
  const chain = file(step, isRefused, story, names, say) ?? actedOn(step, acts, story, names, say)
  if (chain !== undefined && !isRefused) checkGivenTo(step, chain, story, names, say)
  checkPrint(step, isRefused, story, names, say)
  checkWorld(at(step, 'world'), names, say)
  checkExpectation(at(step, 'expect'), chain, story, names, say)
}

function checkClock(spot: Spot | undefined, story: Story, say: Say): void {
  const text = word(spot)
  if (!spot || text === undefined) return
  if (timeOf(text) < timeOf(story.clock)) say('clock-back', spot, { found: text, now: story.clock })
  else story.clock = text
}
/** A day alone is its morning, as in play. */
const timeOf = (text: string): string => (isDay(text) ? `${text}T09:00` : text.replace(' ', 'T'))

/** Files something under a name; says which chain it went to. */
function file(
  step: Spot,
  isRefused: boolean,
  story: Story,
  names: Names,
  say: Say,
): string | undefined {
  const spot = at(step, 'file')
  const chain = word(spot)
  if (chain === undefined) return undefined
  mustBeKnown(say, 'unknown-chain', spot, names.chains)
  const opens = effectsOf(names.chains.get(chain)?.spot).some(
    (it) => word(it, 'do') === 'open-account',
  )
  const name = word(step, 'as') ?? chain
  const about = word(step, 'for') ?? name
  if (!opens) checkPerson(at(step, 'for'), story, names, say, names.offices)
  mustBeFiled(at(step, 'refers'), story, say)
  if (story.filed.has(name)) say('filed-twice', at(step, 'as') ?? spot!, { name })
  if (isRefused) return chain
  story.filed.set(name, chain)
  if (opens) for (const it of [name, about]) story.newcomers.add(it)
  return chain
}

function actedOn(
  step: Spot,
  acts: readonly string[],
  story: Story,
  names: Names,
  say: Say,
): string | undefined {
  const targets = acts.filter((it) => onFiled.includes(it)).flatMap((it) => oneOrMore(at(step, it)))
  for (const it of targets) mustBeFiled(it, story, say)
  const chain = story.filed.get(word(targets[0]) ?? '')
  const of = names.chains.get(chain ?? '')
  if (of && at(step, 'return'))
    mustBeKnown(say, 'unknown-step', at(step, 'to'), ['filer', ...of.steps, 'returned'])
  if (at(step, 'reassign')) mustBeKnown(say, 'unknown-office', at(step, 'to'), names.offices)
  return chain
}

/** Values, marks and the way are of the form and the chain. */
function checkGivenTo(step: Spot, chain: string, story: Story, names: Names, say: Say): void {
  const of = names.chains.get(chain)
  const form = names.forms.get(of?.form ?? '')
  if (!of || !form) return
  checkValues(step, of, names, say, [names.people, story.newcomers])
  for (const it of items(step, 'marks')) mustBeKnown(say, 'unknown-field', it, form.fields)
  const route = at(step, 'route')
  const ways = items(of.spot, 'submit', 'routes').flatMap((it) => word(it, 'id') ?? [])
  mustBeKnown(say, 'unknown-route', route?.node.kind === 'map' ? at(route, 'id') : route, ways, {
    chain,
  })
}

function checkPrint(step: Spot, isRefused: boolean, story: Story, names: Names, say: Say): void {
  const print = at(step, 'print')
  if (!print) return
  mustBeKnown(say, 'unknown-certificate', at(print, 'certificate'), names.certificates)
  checkPerson(at(print, 'person'), story, names, say)
  const name = word(print, 'as') ?? word(print, 'certificate')
  if (name !== undefined && !isRefused) story.printed.add(name)
}

function checkWorld(world: Spot | undefined, names: Names, say: Say): void {
  for (const it of [...items(world, 'close'), ...items(world, 'open')])
    mustBeKnown(say, 'unknown-office', it, names.offices)
  for (const [person, department] of members(world, 'department')) {
    if (!mustBeKnown(say, 'unknown-person', keyAsWord(department, person), names.people)) continue
    const office = word(names.people.get(person), 'office')
    const known = departmentsOf(names.offices.get(office ?? ''))
    mustBeKnown(say, 'unknown-department', department, known, { office: office ?? '' })
  }
}

/** A person decides nothing: their post does. */
function mustBePost(spot: Spot | undefined, names: Names, say: Say): void {
  const name = word(spot)
  if (!spot || name === undefined || !names.people.has(name) || names.posts.has(name)) return
  const posts = [...names.posts].flatMap(([key, it]) => (word(it, 'person') === name ? [key] : []))
  say('person-decides', spot, { name, posts })
}
