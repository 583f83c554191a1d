import { arrivals, passedEffects } from './arrivals.ts'
import type { ChainDefinition, StateId } from './definition.ts'
import type { Draft } from './move.ts'

/** What whoever filed it may do: save, submit and submit again, withdraw, delete. */
export function filerMoves(chain: ChainDefinition): Draft[] {
  const straightBack = chain.steps.filter((it) => it.return?.['straight-back'])
  const again = resubmitStates(chain)
  const label = chain.submit?.label
  const submitFrom = (from: StateId, words: string | undefined): Draft[] => {
    const needs = [...(chain.needs ?? []), ...(chain.submit?.needs ?? [])]
    const common = { action: 'submit', from, by: 'filer', label: words, needs } as const
    const back =
      from !== 'returned' ? [] : straightBack.filter((it) => it.return?.to.includes('filer'))
    return [
      ...back.flatMap((it) =>
        arrivals(chain, chain.steps.indexOf(it), false).map(
          ({ to, passed }): Draft => ({
            ...common,
            to,
            guard: passed ? 'passed-over' : 'straight-back',
            effects: passed || to === 'approved' ? passedEffects(chain, to) : [],
          }),
        ),
      ),
      ...arrivals(chain, 0, false).map(
        ({ to, passed }): Draft => ({
          ...common,
          to,
          guard: passed ? 'passed-over' : undefined,
          effects: passed || to === 'approved' ? passedEffects(chain, to) : [],
        }),
      ),
    ]
  }
  return [
    { action: 'save', from: 'draft', to: 'draft', by: 'filer' },
    ...submitFrom('draft', label),
    { action: 'save', from: 'returned', to: 'returned', by: 'filer' },
    ...submitFrom('returned', label),
    ...withdrawStates(chain).map(
      (from): Draft => ({
        action: 'withdraw',
        from,
        to: 'draft',
        by: 'filer',
        label: chain.withdraw?.label,
        guard: chain.withdraw?.before === 'first-decision' ? 'undecided' : undefined,
      }),
    ),
    ...again.flatMap((from): Draft[] => [
      { action: 'save', from, to: 'draft', by: 'filer' },
      ...submitFrom(from, chain.resubmit?.label ?? label),
    ]),
  ]
}

export function deleteMoves(chain: ChainDefinition): Draft[] {
  return (chain.delete ?? []).flatMap((line) =>
    expand(chain, line.while).map(
      (from): Draft => ({
        action: 'delete',
        from,
        to: 'deleted',
        by: line.by === 'filer' ? 'filer' : 'deleter',
        label: line.label,
        opinion: line.opinion ?? (line.by === 'filer' ? 'none' : 'optional'),
        effects: line.effects,
        ...(line.by !== 'filer' && { capability: line.by.capability }),
      }),
    ),
  )
}

/** `waiting` stands for every step. */
function expand(chain: ChainDefinition, states: readonly string[]): readonly StateId[] {
  return [
    ...new Set(states.flatMap((it) => (it === 'waiting' ? chain.steps.map((s) => s.id) : [it]))),
  ]
}

const withdrawStates = (chain: ChainDefinition) => expand(chain, chain.withdraw?.while ?? [])

/** States a filing may be taken up again from; `revoked` stands for every failed verification. */
function resubmitStates(chain: ChainDefinition): readonly StateId[] {
  return [
    ...new Set(
      (chain.resubmit?.from ?? []).flatMap((it) =>
        it === 'revoked' ? (chain.after ?? []).map((after) => after.fail.state) : [it],
      ),
    ),
  ]
}
