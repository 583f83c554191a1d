import type { FormDefinition } from '#core/form'
import type { Pack } from '#core/pack'
import { factsIn, namesIn } from '#core/rules'
import { conditionsOf } from '#core/workflow'

/** Which counts and other rows the conditions of a chain ask for: the rest is not read at all. */
export interface Needs {
  readonly pending: boolean
  readonly officePending: boolean
  readonly same: boolean
  readonly others: boolean
  readonly standing: boolean
}
const known = new WeakMap<Pack, Map<string, Needs>>()

export function needsOf(pack: Pack, chain: string): Needs {
  let needs = known.get(pack)
  if (!needs) known.set(pack, (needs = new Map()))
  let it = needs.get(chain)
  if (!it) needs.set(chain, (it = find(pack, chain)))
  return it
}

function find(pack: Pack, chainId: string): Needs {
  const chain = pack.chains[chainId]
  const form = chain && pack.forms[chain.form]
  const facts = new Set<string>()
  const names = new Set<string>()
  const todo = [
    ...(chain ? conditionsOf(chain).map((it) => it.name) : []),
    ...(form ? formConditions(form) : []),
  ]
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    const test = pack.conditions[name]?.test
    if (names.has(name) || !test) continue
    names.add(name)
    for (const fact of factsIn(test)) facts.add(fact)
    todo.push(...namesIn(test))
  }
  const asks = (start: string) => [...facts].some((it) => it.startsWith(start))
  return {
    pending: asks('person.pending'),
    officePending: asks('office.pending'),
    same: asks('same.'),
    others: asks('duplicate.') || pack.hours.duplicates.length > 0,
    standing: asks('standing.'),
  }
}

/** Conditions a form names: visibility and requirement, of every kind's fields. */
export function formConditions(form: FormDefinition): readonly string[] {
  const names = new Set<string>()
  const visit = (it: unknown): void => {
    if (Array.isArray(it)) return it.forEach(visit)
    if (typeof it !== 'object' || it === null) return
    for (const [key, value] of Object.entries(it)) {
      if (key === 'when' && typeof value === 'string') names.add(value)
      else visit(value)
    }
  }
  visit(form.fields)
  visit(form.kinds)
  return [...names]
}
