import { reachOf } from '#core/hours'
import type { Names } from './names.ts'
import {
  at,
  figure,
  items,
  mustBeKnown,
  valueOf,
  word,
  wordsOf,
  type Say,
  type Spot,
} from './spot.ts'

/** Every requirement can be met, and each year has one. */
export function checkRequirements(requirements: readonly Spot[], names: Names, say: Say): void {
  for (const it of requirements) checkRequirement(it, names, say)
  checkYears(requirements, say)
}

export function checkSpan(spot: Spot, say: Say): void {
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
  const reach = reachIn(names)
  checkMaxima(spot, reach, names, say)
  checkShares(spot, reach, say)
}
const isLeaf = (kind: string, names: Names): boolean =>
  [...names.forms.values()].some((it) => it.leaves.has(kind))

/** A requirement asks for something; who falls under one that does not has passed. */
function checkDemands(spot: Spot, say: Say): void {
  const hard = [...hardShares(spot, 'required'), ...hardShares(spot, 'earned')]
  const asks = [...items(spot, 'min'), ...items(spot, 'required-courses'), ...hard]
  if (asks.length === 0 && !at(spot, 'total')) say('demands-nothing', spot)
}

const hasParent = (subject: string | undefined, names: Names): boolean =>
  items(names.document('hours.yaml'), 'subjects').some(
    (it) => word(it, 'id') === subject && (at(it, 'parent') || at(it, 'counts-for')),
  )

/** Every subject of the pack, with all that its hours count for. */
type Reach = ReadonlyMap<string, ReadonlySet<string>>
function reachIn(names: Names): Reach {
  const subjects = items(names.document('hours.yaml'), 'subjects').flatMap((it) => {
    const [id, parent] = [word(it, 'id'), word(it, 'parent')]
    if (id === undefined) return []
    const onward = { 'counts-for': wordsOf(items(it, 'counts-for')) }
    return [{ id, title: id, ...(parent !== undefined && { parent }), ...onward }]
  })
  return new Map(subjects.map(({ id }) => [id, reachOf(subjects, id)]))
}
const reaches = (reach: Reach, from: Spot, to: Spot): boolean =>
  reach.get(word(from, 'subject') ?? '')?.has(word(to, 'subject') ?? '') === true

/** Those whose subject counts for no other of them; of one subject named twice the first. */
const outermost = (all: readonly Spot[], reach: Reach): Spot[] =>
  all.filter(
    (it, at) =>
      !all.some(
        (other, i) =>
          other !== it && reaches(reach, it, other) && (i < at || !reaches(reach, other, it)),
      ),
  )

/** What may count at most must leave room for what is needed at least, of each subject and in all. */
function checkMaxima(spot: Spot, reach: Reach, names: Names, say: Say): void {
  const [maxima, total] = [items(spot, 'max'), figure(spot, 'total')]
  const needs = [
    ...items(spot, 'min').map((it) => ({ it, need: figure(it, 'hours') ?? 0 })),
    ...hardShares(spot, 'required').map((it) => {
      const { num, den } = partOf(it)
      return { it, need: Math.ceil((num * (total ?? 0)) / den) }
    }),
  ]
  for (const max of maxima) {
    const most = figure(max, 'hours')
    const over = needs.find(({ it, need }) => need > (most ?? Infinity) && reaches(reach, it, max))
    if (over) say('max-below-need', at(max, 'hours')!, { max: most, need: over.need })
  }
  // A mark is not of the total: it adds nothing to it, and needs no maximum.
  const whole = items(names.document('hours.yaml'), 'subjects')
    .filter((it) => valueOf(at(it, 'in-total')) !== false)
    .flatMap((it) => reach.get(word(it, 'id') ?? '') ?? [])
  const bounds = (max: Spot) => (it: ReadonlySet<string>) => it.has(word(max, 'subject') ?? '')
  const isBounded = whole.every((it) => maxima.some((max) => bounds(max)(it)))
  const outer = outermost(maxima, reach).filter((max) => whole.some(bounds(max)))
  const sum = outer.reduce((all, it) => all + (figure(it, 'hours') ?? 0), 0)
  if (maxima.length > 0 && isBounded && sum < (total ?? 0))
    say('max-under-total', at(spot, 'max')!, { sum, total })
}

/** A share of nothing asks for nothing; shares of subjects that have no hour in common cannot be more than the whole. */
function checkShares(spot: Spot, reach: Reach, say: Say): void {
  for (const it of items(spot, 'shares')) {
    if (word(it, 'basis') === 'required' && figure(spot, 'total') === undefined)
      say('share-without-total', it)
  }
  for (const basis of ['required', 'earned']) {
    const outer = outermost(hardShares(spot, basis), reach)
    const isApart = [...reach.values()].every(
      (it) => outer.filter((share) => it.has(word(share, 'subject') ?? '')).length < 2,
    )
    const whole = outer
      .map(partOf)
      .reduce((sum, it) => ({ num: sum.num * it.den + it.num * sum.den, den: sum.den * it.den }), {
        num: 0,
        den: 1,
      })
    if (outer.length > 1 && isApart && whole.num > whole.den)
      say('shares-over-one', at(spot, 'shares')!, whole)
  }
}

const hardShares = (spot: Spot, basis: string): Spot[] =>
  items(spot, 'shares').filter(
    (it) => word(it, 'basis') === basis && valueOf(at(it, 'soft')) !== true,
  )
const partOf = (share: Spot): { readonly num: number; readonly den: number } => ({
  num: figure(share, 'num') ?? 0,
  den: figure(share, 'den') || 1,
})

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
      const [other, years] = [before.id, span(from, to)]
      if (!one.narrow) say('overlapping-years', one.spot, { other, years })
      else if (from === one.from && to === one.to) say('never-reached', one.spot, { other })
      else say('never-reached', one.spot, { other, years })
    }
  }
  const wide = spans.filter((it) => !it.narrow).sort((a, b) => a.from - b.from)
  for (const [index, one] of wide.entries()) {
    const next = wide[index + 1]
    if (next && next.from > one.to + 1)
      say('gap-in-years', next.spot, { years: span(one.to + 1, next.from - 1) })
  }
}
