import type { Complaint } from '../complaint.ts'
import { mustBeField } from './forms.ts'
import { allKinds, leavesOf, type FormNames, type Names } from './names.ts'
import {
  at,
  figure,
  items,
  listener,
  members,
  mustBeKnown,
  oneOrMore,
  valueOf,
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
  }
  for (const cap of items(hours, 'caps')) checkCap(cap, names, say)
  for (const rule of items(hours, 'duplicates')) {
    for (const it of items(rule, 'kinds')) mustBeKnown(say, 'unknown-kind', it, names.kinds)
    for (const it of items(rule, 'same')) mustBeKnown(say, 'unknown-field', it, names.fields)
    if (word(rule, 'match') === 'same-fields' && !at(rule, 'same')) say('same-needed', rule)
  }
  const requirements = items(hours, 'requirements')
  for (const it of requirements) checkRequirement(it, names, say)
  checkYears(requirements, say)
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

const amounts = ['number', 'hours']
const ranks = ['number', 'choice']
const days = ['date', 'date-time', 'period']
const single = `text long-text number hours date date-time year choice cascade yes-no promise kind
  subject office department person id-number phone email`.split(/\s+/)
/** What kind of field a formula can reckon with, by the key that names it. */
const inputs = { from: days, to: days, of: amounts, rank: ranks, people: ranks } as const

function checkFormula(formula: Spot, forms: readonly FormNames[], say: Say): void {
  const fields = new Map(forms.flatMap((it) => [...it.fields]))
  for (const [key, needs] of Object.entries(inputs))
    mustBeField(at(formula, key), fields, needs, say)
  for (const it of items(formula, 'by')) mustBeField(it, fields, single, say)
  for (const it of items(formula, 'parts'))
    mustBeField(at(it, 'when'), fields, ['yes-no', 'promise'], say)
  checkTable(formula, forms, say)
  checkTiers(items(formula, 'tiers'), say)
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

function checkSpan(spot: Spot, say: Say): void {
  const [from, to] = [figure(spot, 'years', 'from'), figure(spot, 'years', 'to')]
  if (from !== undefined && to !== undefined && from > to)
    say('empty-range', at(spot, 'years')!, { low: 'from', high: 'to', from, to })
}

function checkRequirement(spot: Spot, names: Names, say: Say): void {
  checkSpan(spot, say)
  const parts = ['min', 'max', 'shares'].flatMap((it) => items(spot, it))
  for (const it of parts) mustBeKnown(say, 'unknown-subject', at(it, 'subject'), names.subjects)
  for (const it of items(spot, 'required-courses')) {
    const kind = at(it, 'kind')
    if (mustBeKnown(say, 'unknown-kind', kind, names.kinds) && !isLeaf(word(kind)!, names))
      say('kind-is-group', kind!, { name: word(kind) })
  }
  checkDemands(spot, say)
  for (const it of items(spot, 'shares')) {
    if ((figure(it, 'num') ?? 0) > (figure(it, 'den') ?? Infinity)) say('share-over-one', it)
  }
  const total = figure(spot, 'total')
  const roots = items(spot, 'min').filter((it) => !hasParent(word(it, 'subject'), names))
  const sum = roots.reduce((all, it) => all + (figure(it, 'hours') ?? 0), 0)
  if (total !== undefined && sum > total) say('min-over-total', at(spot, 'min')!, { sum, total })
}
const isLeaf = (kind: string, names: Names): boolean =>
  [...names.forms.values()].some((it) => it.leaves.has(kind))

/** A requirement asks for something; who falls under one that does not has passed. */
function checkDemands(spot: Spot, say: Say): void {
  const shares = items(spot, 'shares')
  const hard = shares.filter((it) => valueOf(at(it, 'soft')) !== true)
  const asks = [
    at(spot, 'total'),
    ...items(spot, 'min'),
    ...items(spot, 'required-courses'),
    ...hard,
  ]
  if (asks.every((it) => it === undefined)) say('demands-nothing', spot)
  for (const it of shares)
    if (word(it, 'basis') === 'required' && !at(spot, 'total')) say('share-of-nothing', it)
}
const hasParent = (subject: string | undefined, names: Names): boolean =>
  items(names.document('hours.yaml'), 'subjects').some(
    (it) => word(it, 'id') === subject && (at(it, 'parent') || at(it, 'counts-for')),
  )

const span = (from: number, to: number): string => {
  if (from === to) return `${from}`
  if (to === Infinity) return from === -Infinity ? '各年' : `${from} 年起`
  return from === -Infinity ? `${to} 年及以前` : `${from}–${to}`
}

/** Each year has one law, for everyone whom no narrower one judges first. */
function checkYears(requirements: readonly Spot[], say: Say): void {
  const spans = requirements.map((spot) => ({
    spot,
    id: word(spot, 'id'),
    when: word(spot, 'when'),
    narrow: at(spot, 'when') !== undefined,
    from: figure(spot, 'years', 'from') ?? -Infinity,
    to: figure(spot, 'years', 'to') ?? Infinity,
  }))
  for (const [index, one] of spans.entries()) {
    for (const before of spans.slice(0, index)) {
      const [from, to] = [Math.max(one.from, before.from), Math.min(one.to, before.to)]
      // Only who falls under the earlier one for sure does not come to the later.
      const isSame = one.narrow && before.when === one.when
      if ((before.narrow && !isSame) || from > to) continue
      const years = span(from, to)
      if (!one.narrow) say('overlapping-years', one.spot, { other: before.id, years })
      else if (from === one.from && to === one.to)
        say('never-reached', one.spot, { other: before.id })
      else say('never-reached', one.spot, { other: before.id, years })
    }
  }
  const wide = spans.filter((it) => !it.narrow).sort((a, b) => a.from - b.from)
  for (const [index, one] of wide.entries()) {
    const next = wide[index + 1]
    if (next && next.from > one.to + 1)
      say('gap-in-years', next.spot, { years: span(one.to + 1, next.from - 1) })
  }
}
