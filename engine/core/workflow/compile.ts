import type { ChainDefinition, Machine, Transition } from './definition.ts'
import { holderMoves } from './holder-moves.ts'
import type { Draft } from './move.ts'
import { statesOf } from './states.ts'
import { deleteMoves, filerMoves } from './filer-moves.ts'
import { verifierMoves } from './verifier-moves.ts'

/** Words of the actions, from the pack's texts; a chain's own labels win. */
export type ActionLabels = Readonly<Record<string, string>>

/**
 * A chain as an explicit machine. States: draft, returned, the steps in order, approved, refused,
 * what comes after the end, deleted; only those a filing can reach. Transitions: by state in that
 * order, then filer, holder, verifier, deleter, rescuer, system.
 */
export function compileChain(definition: ChainDefinition, labels: ActionLabels): Machine {
  const states = statesOf(definition)
  const order = Object.keys(states)
  const all = transitionsOf(definition, labels).filter((it) => states[it.from] && states[it.to])
  const leaves = new Set(all.filter((it) => it.from !== it.to).map((it) => it.from))
  const transitions = order.flatMap((state) => once(all.filter((it) => it.from === state)))
  return {
    chain: definition.chain,
    start: 'draft',
    states: Object.fromEntries(
      Object.entries(states).map(([id, it]) => [id, { ...it, final: !leaves.has(id) }]),
    ),
    transitions,
    steps: definition.steps,
  }
}

/** Two ways to the same move are one move. */
function once(moves: readonly Transition[]): readonly Transition[] {
  const seen = new Set<string>()
  return moves.filter((it) => {
    const key = [it.action, it.to, it.by, it.guard, it.capability, it.after].join(' ')
    return !seen.has(key) && seen.add(key)
  })
}

function transitionsOf(chain: ChainDefinition, labels: ActionLabels): Transition[] {
  const move = (it: Draft): Transition => ({
    action: it.action,
    from: it.from,
    to: it.to,
    by: it.by,
    label: it.label ?? labels[it.action] ?? it.action,
    needs: it.needs ?? [],
    opinion: it.opinion ?? 'none',
    edits: it.edits ?? [],
    effects: it.effects ?? [],
    ...(it.guard && { guard: it.guard }),
    ...(it.back && { back: it.back }),
    ...(it.after && { after: it.after }),
    ...(it.capability && { capability: it.capability }),
  })
  return [
    ...filerMoves(chain),
    ...chain.steps.flatMap((step, at) => holderMoves(chain, step, at)),
    ...verifierMoves(chain),
    ...deleteMoves(chain),
  ].map(move)
}
