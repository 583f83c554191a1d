import type { Complaint } from '../complaint.ts'
import { comparisonsIn } from './fact-values.ts'
import type { ChainNames, Names } from './names.ts'
import { at, items, sayOfKey, word, wordsOf, type Say, type Spot } from './spot.ts'

/** Every effect a chain may have, wherever it is written. */
export function effectsOf(chain: Spot | undefined): Spot[] {
  return [
    ...items(chain, 'effects', 'approved'),
    ...items(chain, 'effects', 'refused'),
    ...items(chain, 'delete').flatMap((it) => items(it, 'effects')),
    ...items(chain, 'after').flatMap((it) => items(it, 'fail', 'effects')),
  ]
}

/** That a chain comes to something, and that nobody but somebody known changes an office by it. */
export function checkOutcome(chain: ChainNames, names: Names, say: Say, heard: Complaint[]): void {
  const { spot } = chain
  const name = word(spot, 'chain') ?? ''
  const effects = effectsOf(spot)
  if (
    effects.length === 0 &&
    !at(spot, 'credits') &&
    !at(spot, 'after') &&
    spot.node.at.layer === names.own &&
    !isReferredTo(name, names)
  )
    say('chain-without-effect', at(spot, 'chain')!, { name })
  const isOpen = wordsOf(items(spot, 'filed-by')).includes('anyone')
  if (isOpen && word(spot, 'about') === 'office') {
    for (const it of effects)
      if (changing.has(word(it, 'do') ?? ''))
        say('stranger-changes-office', it, { do: word(it, 'do') })
  }
  for (const it of effects) checkPermit(it, names, say)
  for (const [index, step] of items(spot, 'steps').entries())
    checkLabels(step, items(spot, 'steps').slice(index + 1), heard)
}
const changing = new Set(['apply-change', 'move-office'])

const isReferredTo = (name: string, names: Names): boolean =>
  [...names.chains.values()].some((it) => word(it.spot, 'refers', 'chain') === name)

/** A permit opens what would be shut. */
function checkPermit(effect: Spot, names: Names, say: Say): void {
  if (word(effect, 'do') !== 'permit') return
  const to = names.chains.get(word(effect, 'chain') ?? '')
  if (!to || at(to.spot, 'permit')) return
  const isAsked = [...names.conditions.values()]
    .flatMap((it) => comparisonsIn(at(it, 'test')))
    .some((it) => word(it, 'fact') === 'permit.open')
  if (!isAsked) say('permit-for-nothing', at(effect, 'chain')!, { chain: word(effect, 'chain') })
}

/** What is shown on the way to a step is shown only where that step has no word of its own. */
function checkLabels(step: Spot, later: readonly Spot[], heard: Complaint[]): void {
  const label = at(step, 'labels', 'approved')
  const shut = later.findIndex((it) => !at(it, 'skip') && !at(it, 'auto'))
  const next = shut < 0 ? later : later.slice(0, shut + 1)
  if (label && next.every((it) => at(it, 'label')))
    sayOfKey(heard, 'label-never-seen', label, {
      key: 'approved',
      why:
        next.length === 0
          ? '之后没有环节，通过之后的名称写在链的 labels: { approved }'
          : `之后的环节 ${next.map((it) => word(it, 'id')).join('、')} 都写了自己的 label`,
    })
  const may = at(step, 'may') ? wordsOf(items(step, 'may')) : ['approve', 'refuse']
  const decided = { refused: 'refuse', returned: 'return' } as const
  for (const [key, action] of Object.entries(decided)) {
    const own = at(step, 'labels', key)
    if (own && !may.includes(action))
      sayOfKey(heard, 'label-never-seen', own, { key, why: `may 里没有 ${action}` })
  }
}
