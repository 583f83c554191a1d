import { isDay } from '#core/base'
import { knownFacts, type FactType } from '#core/rules'
import type { Complaint } from '../complaint.ts'
import { nearest } from '../meant.ts'
import { domainsOf } from './domains.ts'
import { factsOf, type Names } from './names.ts'
import { at, items, listener, oneOrMore, word, type Say, type Spot } from './spot.ts'

/** What a condition compares a fact with is a value the fact can have. */
export function checkFactValues(names: Names): Complaint[] {
  const { say, heard } = listener()
  const domains = domainsOf(names)
  const types: ReadonlyMap<string, FactType> = new Map([
    ...Object.entries(knownFacts),
    ...factsOf(names),
  ])
  for (const condition of names.conditions.values()) {
    for (const it of comparisonsIn(at(condition, 'test'))) {
      const fact = word(it, 'fact') ?? ''
      const values = oneOrMore(at(it, 'value')).filter((one) => word(one) !== undefined)
      if (fact === 'now.month-day') checkDays(values, 'month-day', (one) => `2024-${one}`, say)
      else if (types.get(fact) === 'day') checkDays(values, 'day', dayOf, say)
      else if (askWhole.has(word(it, 'operator') ?? '')) checkAmong(values, fact, domains, say)
    }
  }
  return heard
}
/** Comparisons by order ask nothing of a name. */
const askWhole = new Set(['equal', 'notEqual', 'in', 'notIn', 'contains', 'doesNotContain'])
/** A day with a time is compared as a day is. */
const dayOf = (text: string): string => text.replace(/T\d{2}:\d{2}$/, '')

/** Every comparison of a test, at its place. */
export function comparisonsIn(test: Spot | undefined): Spot[] {
  if (!test) return []
  const inner = [...items(test, 'all'), ...items(test, 'any'), at(test, 'not')]
  return [...inner.flatMap(comparisonsIn), ...(at(test, 'fact') ? [test] : [])]
}

function checkDays(
  values: readonly Spot[],
  format: 'day' | 'month-day',
  asDay: (text: string) => string,
  say: Say,
): void {
  for (const it of values)
    if (!isDay(asDay(word(it)!))) say('bad-date', it, { found: word(it), format })
}

function checkAmong(
  values: readonly Spot[],
  fact: string,
  domains: ReturnType<typeof domainsOf>,
  say: Say,
): void {
  const domain = domains.get(fact)
  if (!domain) return
  for (const it of values) {
    const name = word(it)!
    if (domain.has(name)) continue
    const known = [...domain.keys()]
    // Somebody wrote the words people read, not the name behind them.
    const titled = known.find((id) => domain.get(id) === name)
    say('unknown-fact-value', it, { fact, name, known, meant: titled ?? nearest(name, known) })
  }
}
