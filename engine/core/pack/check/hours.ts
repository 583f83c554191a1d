import type { Complaint } from '../complaint.ts'
import { checkInputs } from './certain.ts'
import { mustBeField } from './forms.ts'
import { allKinds, leavesOf, type FormNames, type Names } from './names.ts'
import { checkRequirements, checkSpan } from './requirements.ts'
import {
  at,
  figure,
  items,
  listener,
  members,
  mustBeKnown,
  oneOrMore,
  word,
  wordsOf,
  type Say,
  type Spot,
} from './spot.ts'

/** Subjects, formulas, caps, duplicates and requirements name what exists and can hold together. */
export function checkHours(names: Names): Complaint[] {
  const { say, heard } = listener()
  const hours = names.document('hours.yaml')
  checkSubjects(items(hours, 'subjects'), names, say)
  const used = usesOfFormulas(names)
  for (const [id, formula] of names.formulas) {
    const forms = used.get(id)
    if (!forms && formula.node.at.layer === names.own) say('unused-formula', formula, { name: id })
    checkFormula(formula, forms ?? [...names.forms.values()], say)
    checkInputs(formula, names, say)
  }
  for (const cap of items(hours, 'caps')) checkCap(cap, names, say)
  for (const rule of items(hours, 'duplicates')) {
    for (const it of items(rule, 'kinds')) mustBeKnown(say, 'unknown-kind', it, names.kinds)
    for (const it of items(rule, 'same')) mustBeKnown(say, 'unknown-field', it, names.fields)
    if (word(rule, 'match') === 'same-fields' && !at(rule, 'same')) say('same-needed', rule)
  }
  checkRequirements(items(hours, 'requirements'), names, say)
  checkSteps(hours, say)
  return heard
}

function checkSubjects(subjects: readonly Spot[], names: Names, say: Say): void {
  const parents = new Map(subjects.map((it) => [word(it, 'id') ?? '', word(it, 'parent')]))
  for (const subject of subjects) {
    mustBeKnown(say, 'unknown-subject', at(subject, 'parent'), names.subjects)
    for (const it of items(subject, 'counts-for')) {
      mustBeKnown(say, 'unknown-subject', it, names.subjects)
      if (word(it) === word(subject, 'id')) say('self-reference', it, { name: word(it) })
    }
    const way: string[] = []
    for (let name = word(subject, 'id'); name !== undefined; name = parents.get(name)) {
      if (!way.includes(name)) way.push(name)
      // Said once, at the subject that closes the circle.
      else if (name === way[0]) {
        if (name === [...way].sort()[0]) say('subject-loop', subject, { names: [...way, name] })
        break
      } else break
    }
  }
}

function usesOfFormulas(names: Names): Map<string, FormNames[]> {
  const used = new Map<string, FormNames[]>()
  for (const form of names.forms.values()) {
    for (const kind of allKinds(items(form.spot, 'kinds'))) {
      const formula = word(kind, 'hours')
      if (formula) used.set(formula, [...(used.get(formula) ?? []), form])
    }
  }
  return used
}

const amounts = ['number', 'hours', 'rows']
const ranks = ['number', 'choice']
const days = ['date', 'date-time', 'period']
const single = `text long-text number hours date date-time year choice cascade yes-no promise kind
  subject office department person id-number phone email`.split(/\s+/)
/** What kind of field a formula can reckon with, by the key that names it. */
const inputs = { from: days, to: days, of: amounts, rank: ranks, people: ranks } as const

function checkFormula(formula: Spot, forms: readonly FormNames[], say: Say): void {
  const fields = new Map(forms.flatMap((it) => [...it.fields]))
  const counted = new Map([...fields, ...forms.flatMap(columnsOf)])
  for (const [key, needs] of Object.entries(inputs))
    mustBeField(at(formula, key), key === 'of' ? counted : fields, needs, say)
  for (const it of items(formula, 'by')) mustBeField(it, fields, single, say)
  for (const it of items(formula, 'parts'))
    mustBeField(at(it, 'when'), fields, ['yes-no', 'promise'], say)
  checkTable(formula, forms, say)
  checkTiers(items(formula, 'tiers'), say)
}

/** Columns of repeated rows, by their way: what a formula can sum. */
function columnsOf(form: FormNames): [string, string][] {
  const parts = [form.spot, ...allKinds(items(form.spot, 'kinds'))]
  return parts
    .flatMap((it) => items(it, 'fields'))
    .flatMap((rows) =>
      items(rows, 'fields').map((it): [string, string] => [
        `${word(rows, 'id')}.${word(it, 'id')}`,
        word(it, 'kind') ?? '',
      ]),
    )
}

/** Hours are whole steps: what is not would be cut, or never be reached. */
function checkSteps(hours: Spot | undefined, say: Say): void {
  const step = figure(hours, 'step')
  // What is no step at all is said already.
  if (step === undefined || ![1, 0.5, 0.25].includes(step)) return
  const lists = (spot: Spot, ...keys: readonly string[]) => keys.flatMap((it) => items(spot, it))
  const formulas = items(hours, 'formulas')
  const requirements = items(hours, 'requirements')
  const found = [
    ...formulas.flatMap((it) => amountsOf(it, 'per', 'hours', 'base', 'max-per-item', 'max')),
    ...formulas.flatMap((it) => amountsOf(it, 'step', 'min', 'total')),
    ...formulas.flatMap((it) => lists(it, 'rows', 'parts')).flatMap((it) => amountsOf(it, 'hours')),
    ...formulas.flatMap((it) => items(it, 'rows')).flatMap((it) => items(it, 'ranks')),
    ...formulas.flatMap((it) => items(it, 'tiers')).flatMap((it) => amountsOf(it, 'add')),
    ...items(hours, 'caps').flatMap((it) => amountsOf(it, 'hours')),
    ...requirements.flatMap((it) => amountsOf(it, 'total')),
    ...requirements
      .flatMap((it) => lists(it, 'min', 'max'))
      .flatMap((it) => amountsOf(it, 'hours')),
  ]
  for (const it of found) {
    const hours = figure(it)!
    if (!Number.isInteger(hours / step)) say('not-multiple', it, { found: hours, step })
  }
}
const amountsOf = (spot: Spot, ...keys: readonly string[]): Spot[] =>
  keys.flatMap((it) => (figure(spot, it) === undefined ? [] : at(spot, it)!))

function checkTable(formula: Spot, forms: readonly FormNames[], say: Say): void {
  const columns = items(formula, 'by').flatMap((it) => word(it) ?? [])
  for (const row of items(formula, 'rows')) {
    if ((at(row, 'hours') === undefined) === (at(row, 'ranks') === undefined))
      say('row-without-hours', row)
    if (at(row, 'ranks') && !at(formula, 'rank')) say('ranks-without-rank', at(row, 'ranks')!)
    for (const [name, cell] of members(row, 'when')) {
      if (!columns.includes(name)) say('cell-not-in-by', cell, { name, known: columns })
      const options = forms.map((it) => it.options.get(name)).find((it) => it !== undefined)
      const isKind = forms.some((it) => it.fields.get(name) === 'kind')
      const known =
        options ?? (isKind ? new Set(forms.flatMap((it) => [...it.leaves.keys()])) : undefined)
      if (known) for (const it of oneOrMore(cell)) mustBeKnown(say, 'unknown-option', it, known)
    }
  }
}

function checkTiers(tiers: readonly Spot[], say: Say): void {
  for (const [index, tier] of tiers.entries()) {
    const last = index === tiers.length - 1
    const upTo = figure(tier, 'up-to')
    const before = index > 0 ? figure(tiers[index - 1], 'up-to') : undefined
    const wrong =
      upTo === undefined ? !last && !at(tier, 'up-to') : before !== undefined && upTo <= before
    if (wrong) say('tiers-out-of-order', tier)
  }
}

function checkCap(cap: Spot, names: Names, say: Say): void {
  for (const it of items(cap, 'kinds')) mustBeKnown(say, 'unknown-kind', it, names.kinds)
  for (const it of items(cap, 'same')) mustBeKnown(say, 'unknown-field', it, names.fields)
  mustBeKnown(say, 'unknown-subject', at(cap, 'subject'), names.subjects)
  checkSpan(cap, say)
  const [hours, count] = [at(cap, 'hours'), at(cap, 'count')]
  if (word(cap, 'of') === 'category-year' && (hours === undefined) === (count === undefined))
    say('cap-needs-one', cap, inherited(hours, count, names.layered))
  const most = figure(cap, 'hours')
  for (const [id, formula] of names.formulas) {
    const item = figure(formula, 'hours')
    const applies =
      word(formula, 'shape') === 'fixed' && item !== undefined && most !== undefined && item > most
    if (applies && kindsOf(cap, names).some((it) => usesOfFormula(names, id).has(it))) {
      say('cap-below-item', at(cap, 'hours')!, { cap: most, hours: item })
    }
  }
}
/** A group stands for its kinds. */
function kindsOf(rule: Spot, names: Names): string[] {
  const groups = [...names.forms.values()].flatMap((it) => allKinds(items(it.spot, 'kinds')))
  return items(rule, 'kinds').flatMap((it) => {
    const group = groups.find((one) => word(one, 'id') === word(it) && at(one, 'kinds'))
    return [
      word(it) ?? '',
      ...wordsOf(leavesOf(items(group, 'kinds')).flatMap((one) => at(one, 'id') ?? [])),
    ]
  })
}

/** Where the one that a lower layer wrote stands: there is the way out. */
function inherited(
  hours: Spot | undefined,
  count: Spot | undefined,
  { layers }: Names['layered'],
): Readonly<Record<string, string>> {
  if (!hours || !count) return {}
  const depth = (it: Spot) => layers.indexOf(it.node.at.layer)
  if (depth(hours) === depth(count)) return {}
  const [key, lower] = depth(count) > depth(hours) ? ['count', count] : ['hours', hours]
  const { layer, file, line } = lower.node.at
  return { key, from: `${layer}/${file} 第 ${line} 行` }
}
function usesOfFormula(names: Names, formula: string): Set<string> {
  const kinds = [...names.forms.values()].flatMap((it) => [...it.leaves.entries()])
  return new Set(kinds.flatMap(([id, spot]) => (word(spot, 'hours') === formula ? [id] : [])))
}
