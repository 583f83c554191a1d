import type { Complaint } from '../complaint.ts'
import { checkOutcome, effectsOf } from './effects.ts'
import { mustBeField } from './forms.ts'
import type { ChainNames, FormNames, Names } from './names.ts'
import { checkWayUp, titles, typesOf, type Ground } from './office-types.ts'
import {
  at,
  items,
  listener,
  mustBeKnown,
  oneOrMore,
  word,
  wordsOf,
  type Say,
  type Spot,
} from './spot.ts'

/** Every name a chain uses exists; nothing in it is without effect. */
export function checkChains(names: Names): Complaint[] {
  const { say, heard } = listener()
  for (const chain of names.chains.values()) {
    mustBeKnown(say, 'unknown-form', at(chain.spot, 'form'), names.forms)
    const form = names.forms.get(chain.form ?? '')
    checkFilers(chain.spot, names, say)
    checkReferred(chain.spot, names, say)
    for (const step of [...items(chain.spot, 'steps'), ...items(chain.spot, 'after')]) {
      checkWho(at(step, 'who'), form, names, say)
      if (at(step, 'who')) checkWayUp(at(step, 'who')!, { chain, form, names }, say)
      checkRoles(step, { chain, form, names }, say)
    }
    checkRepeats(items(chain.spot, 'steps'), say)
    for (const effect of effectsOf(chain.spot)) checkEffect(effect, form, names, say)
    for (const choice of items(chain.spot, 'submit', 'routes'))
      if (form) mustBeField(at(choice, 'asks'), form.fields, ['office'], say)
    checkCredits(chain, form, say)
    checkOutcome(chain, names, say, heard)
  }
  return heard
}

function checkFilers(chain: Spot, names: Names, say: Say): void {
  const powers = [...names.roles.values()].flatMap((it) => wordsOf(items(it, 'may')))
  for (const filer of items(chain, 'filed-by')) {
    mustBeKnown(say, 'unknown-role', at(filer, 'post'), new Set([...powers, ...names.roles.keys()]))
  }
}

/** A role named at a step can decide there: it may review, and this chain, and stands at such an office. */
function checkRoles(step: Spot, ground: Ground, say: Say): void {
  const { chain, names } = ground
  const types = typesOf(at(step, 'who'), ground)
  for (const spot of items(step, 'roles')) {
    if (!mustBeKnown(say, 'unknown-role', spot, names.roles)) continue
    const role = names.roles.get(word(spot)!)
    const only = at(role, 'chains') ? wordsOf(items(role, 'chains')) : undefined
    const name = word(chain.spot, 'chain') ?? ''
    const title = word(role, 'title')
    const own = wordsOf(items(role, 'at'))
    if (!wordsOf(items(role, 'may')).includes('review') || only?.includes(name) === false)
      say('role-cannot-review', spot, { role: title, step: word(step, 'title') })
    else if (types.size > 0 && !own.some((it) => types.has(it)))
      say('role-not-at-step', spot, {
        role: word(spot),
        step: word(step, 'title'),
        types: titles(types, names),
        at: titles(own, names),
      })
  }
}

/** Somebody new can only be asked for where somebody has decided before. */
function checkRepeats(steps: readonly Spot[], say: Say): void {
  const [first] = steps
  const repeat = at(first, 'repeat')
  if (!first || !repeat || word(repeat) !== 'forbid') return
  const who = at(first, 'who')
  if (['climb', 'all', 'route'].some((it) => at(who, it))) return
  say('repeat-nothing-before', repeat, { step: word(first, 'title') })
}

function checkReferred(chain: Spot, names: Names, say: Say): void {
  const refers = at(chain, 'refers')
  if (mustBeKnown(say, 'unknown-chain', at(refers, 'chain'), names.chains)) {
    const { states } = names.chains.get(word(refers, 'chain')!)!
    for (const state of items(refers, 'states')) mustBeKnown(say, 'unknown-state', state, states)
  }
  const permit = at(chain, 'permit')
  if (!permit) return
  const name = word(chain, 'chain')
  const granted = [...names.chains.values()].some((it) =>
    effectsOf(it.spot).some(
      (effect) => word(effect, 'do') === 'permit' && word(effect, 'chain') === name,
    ),
  )
  if (!granted) say('never-filed', permit, { chain: name })
}

/** Offices, types and relations named by `who`; branches that are never taken. */
export function checkWho(
  who: Spot | undefined,
  form: FormNames | undefined,
  names: Names,
  say: Say,
): void {
  if (!who) return
  const fields = form?.fields ?? new Map<string, string>()
  for (const key of ['office', 'from']) {
    const anchor = at(who, key)
    const field = /^field:(.+)$/.exec(word(anchor) ?? '')?.[1]
    if (anchor && field && form) mustBeField(named(anchor, field), fields, ['office'], say)
  }
  if (form) mustBeField(at(who, 'chosen'), fields, ['office'], say)
  mustBeKnown(say, 'unknown-office-type', at(who, 'fixed', 'type'), names.officeTypes)
  mustBeKnown(say, 'unknown-office-type', at(who, 'nearest'), names.officeTypes)
  mustBeKnown(say, 'unknown-office-type', at(who, 'until'), names.officeTypes)
  const relations = new Set([...names.relations, 'any'])
  for (const spot of [at(who, 'superior'), ...items(who, 'via'), ...oneOrMore(at(who, 'climb'))]) {
    mustBeKnown(say, 'unknown-relation', spot, relations)
  }
  const branches = items(who, 'route')
  const always = branches.findIndex((it) => !at(it, 'when'))
  if (branches.length > 0 && always === -1) say('no-last-branch', at(who, 'route')!)
  const inner = [...branches.map((it) => at(it, 'who')), ...items(who, 'any'), ...items(who, 'all')]
  for (const it of inner) checkWho(it, form, names, say)
}

const named = (spot: Spot, value: string): Spot => ({
  ...spot,
  node: { kind: 'scalar', value, at: spot.node.at },
})

function checkEffect(effect: Spot, form: FormNames | undefined, names: Names, say: Say): void {
  mustBeKnown(say, 'unknown-certificate', at(effect, 'certificate'), names.certificates)
  mustBeKnown(say, 'unknown-chain', at(effect, 'chain'), names.chains)
  mustBeKnown(say, 'unknown-relation', at(effect, 'relation'), names.relations)
  if (!form) return
  checkFills(effect, form, say)
  mustBeField(at(effect, 'to'), form.fields, ['office'], say)
  mustBeField(at(effect, 'department'), form.fields, ['department'], say)
  mustBeField(at(effect, 'relation', 'field'), form.fields, ['choice', 'text'], say)
}

/** Effects that write what fields fill are nothing without such fields. */
function checkFills(effect: Spot, form: FormNames, say: Say): void {
  const fields = [form.spot, ...form.leaves.values()].flatMap((it) => items(it, 'fields'))
  const filled = fields.flatMap((it) => word(it, 'fills') ?? [])
  const name = word(form.spot, 'form')
  if (word(effect, 'do') === 'apply-change' && filled.length === 0)
    say('nothing-to-apply', effect, { form: name })
  if (word(effect, 'do') !== 'open-account') return
  for (const attribute of ['name', 'id-number']) {
    if (!filled.includes(attribute)) say('account-without', effect, { form: name, attribute })
  }
}

function checkCredits(chain: ChainNames, form: FormNames | undefined, say: Say): void {
  const credits = at(chain.spot, 'credits')
  if (!credits || !form) return
  for (const meaning of ['claimed', 'year']) {
    if (!at(form.spot, 'means', meaning))
      say('credits-without-meaning', credits, { form: chain.form, meaning })
  }
  const hasSubject = at(form.spot, 'means', 'subject') !== undefined
  for (const [kind, spot] of form.leaves) {
    if (!at(spot, 'hours')) say('kind-without-hours', spot, { kind })
    if (!hasSubject && !at(spot, 'subject')) say('credits-without-subject', spot, { kind })
  }
  if (form.leaves.size === 0 && !hasSubject)
    say('credits-without-meaning', credits, { form: chain.form, meaning: 'subject' })
}
