import type { ActionName, Machine, StateId, Transition } from './definition.ts'

const none: readonly Transition[] = Object.freeze([])
const indexes = new WeakMap<Machine, ReadonlyMap<StateId, readonly Transition[]>>()

/** What may happen in a state, in the machine's order. */
export function transitionsFrom(machine: Machine, state: StateId): readonly Transition[] {
  return (indexes.get(machine) ?? indexOf(machine)).get(state) ?? none
}

function indexOf(machine: Machine): ReadonlyMap<StateId, readonly Transition[]> {
  const index = new Map<StateId, Transition[]>()
  for (const it of machine.transitions) {
    const list = index.get(it.from)
    if (list) list.push(it)
    else index.set(it.from, [it])
  }
  indexes.set(machine, index)
  return index
}

/** The move by this action from here to there, whatever its guard. */
export function transitionTo(
  machine: Machine,
  from: StateId,
  action: ActionName,
  to: StateId,
  guard?: Transition['guard'],
): Transition | undefined {
  let other: Transition | undefined
  for (const it of transitionsFrom(machine, from)) {
    if (it.action !== action || it.to !== to) continue
    if (it.guard === guard) return it
    other ??= it
  }
  return other
}
