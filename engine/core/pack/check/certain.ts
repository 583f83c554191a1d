import type { FormNames, Names } from './names.ts'
import { at, items, oneOrMore, valueOf, word, wordsOf, type Say, type Spot } from './spot.ts'

/**
 * A formula that binds what is claimed needs its fields: each kind that uses it must ask for them,
 * always, or the formula must say what a field that is not filled in counts as. Parts say it already:
 * one not answered is not done.
 */
export function checkInputs(formula: Spot, names: Names, say: Say): void {
  const override = word(formula, 'override') ?? 'free'
  if (override === 'free') return
  if (word(formula, 'shape') === 'entered') {
    say('override-of-entered', at(formula, 'override')!, { override })
    return
  }
  for (const form of names.forms.values()) {
    for (const path of leafPaths(items(form.spot, 'kinds'))) {
      const kind = path.at(-1)!
      if (word(kind, 'hours') !== word(formula, 'id')) continue
      for (const input of neededBy(formula)) {
        // Of repeated rows a column is summed: what must be there is the rows.
        const name = word(input)!.split('.')[0]!
        if (form.fields.has(name) && !isAlwaysGiven(name, form, path, names))
          say('input-may-be-missing', input, { name, override, kind: word(kind, 'id') })
      }
    }
  }
}

function neededBy(formula: Spot): Spot[] {
  const isRanked =
    word(formula, 'shape') !== 'table' || items(formula, 'rows').some((it) => at(it, 'ranks'))
  const keys = ['from', 'to', 'people', ...(isRanked ? ['rank'] : [])]
  if (!at(formula, 'absent')) keys.push('of')
  const named = keys.flatMap((it) => at(formula, it) ?? [])
  return [...named, ...items(formula, 'by')].filter((it) => word(it) !== undefined)
}

/** From the group to the leaf, for each kind that can be chosen. */
const leafPaths = (kinds: readonly Spot[], above: readonly Spot[] = []): Spot[][] =>
  kinds.flatMap((it) =>
    at(it, 'kinds') ? leafPaths(items(it, 'kinds'), [...above, it]) : [[...above, it]],
  )

/** Once the kind is chosen, is the field shown and asked for whatever else is filled in? */
function isAlwaysGiven(
  name: string,
  form: FormNames,
  path: readonly Spot[],
  names: Names,
): boolean {
  const named = (it: Spot) => word(it, 'id') === name
  const common = items(form.spot, 'fields').find(named)
  const field = common ?? path.flatMap((it) => items(it, 'fields')).find(named)
  if (!field) return false
  if (word(field, 'kind') === 'kind') return true
  const says = (key: string) =>
    path
      .map((it) => at(it, 'with', name, key))
      .findLast((it) => it !== undefined && common !== undefined) ?? at(field, key)
  const facts = factsOfKind(form, path)
  const holds = (spot: Spot | undefined) =>
    verdict(at(names.conditions.get(word(spot, 'when') ?? ''), 'test'), facts, names) === true
  const [required, visible] = [says('required'), says('visible')]
  const isAsked = valueOf(required) === true || holds(required)
  return isAsked && (visible === undefined || holds(visible))
}

/** What is known of a filing by its kind alone. */
function factsOfKind(form: FormNames, path: readonly Spot[]): ReadonlyMap<string, string> {
  const kind = word(path.at(-1), 'id') ?? ''
  const field = word(form.spot, 'means', 'kind')
  const group = path.length > 1 ? word(path[0], 'id') : undefined
  return new Map([
    ['filing.kind', kind],
    ...(field === undefined ? [] : ([[`field.${field}`, kind]] as const)),
    ['filing.kind-group', group ?? ''],
  ])
}

type Verdict = boolean | undefined

/** A test as far as these facts decide it; undefined where it hangs on others. */
function verdict(
  test: Spot | undefined,
  facts: ReadonlyMap<string, string>,
  names: Names,
  depth = 0,
): Verdict {
  if (!test || depth > 20) return undefined
  const of = (it: Spot | undefined) => verdict(it, facts, names, depth + 1)
  if (at(test, 'all')) return every(items(test, 'all').map(of))
  if (at(test, 'any')) return not(every(items(test, 'any').map((it) => not(of(it)))))
  if (at(test, 'not')) return not(of(at(test, 'not')))
  const condition = word(test, 'condition')
  if (condition !== undefined) return of(at(names.conditions.get(condition), 'test'))
  const known = facts.get(word(test, 'fact') ?? '')
  if (known === undefined) return undefined
  const isOne = wordsOf(oneOrMore(at(test, 'value'))).includes(known)
  switch (word(test, 'operator')) {
    case 'equal':
    case 'in':
      return isOne
    case 'notEqual':
    case 'notIn':
      return !isOne
    default:
      return undefined
  }
}
const not = (it: Verdict): Verdict => (it === undefined ? undefined : !it)
const every = (all: readonly Verdict[]): Verdict =>
  all.includes(false) ? false : all.includes(undefined) ? undefined : true
