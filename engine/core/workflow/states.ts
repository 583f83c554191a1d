import type { ChainDefinition, MachineState, StateId } from './definition.ts'
import { actionsOf, mayPassOver, passState } from './shape.ts'

type Unfinished = Omit<MachineState, 'final'>

/** Every state a filing of this chain can reach, in the documented order. */
export function statesOf(chain: ChainDefinition): Readonly<Record<StateId, Unfinished>> {
  const states: Record<StateId, Unfinished> = {}
  const add = (it: Unfinished) => {
    states[it.id] ??= it
  }
  const words = (id: string, ...others: readonly (string | undefined)[]) =>
    chain.labels[id] ?? others.find((it) => it !== undefined) ?? id
  const steps = reachableSteps(chain)

  add({ id: 'draft', type: 'draft', label: words('draft') })
  if (steps.some((it) => actionsOf(it).includes('return') && returnsToFiler(it.return?.to))) {
    add({ id: 'returned', type: 'draft', label: words('returned', chain.labels.draft) })
  }
  for (const [at, step] of steps.entries()) {
    const label = step.label ?? steps[at - 1]?.labels?.approved ?? words('waiting')
    add({ id: step.id, type: 'waiting', label, step: step.id })
  }
  if (steps.length === chain.steps.length && lets(chain, steps.length - 1)) {
    add({ id: 'approved', type: 'approved', label: words('approved') })
  }
  if (steps.some((it) => actionsOf(it).includes('refuse') && it.refuse?.to !== 'draft')) {
    add({ id: 'refused', type: 'refused', label: words('refused') })
  }
  for (const it of states.approved ? (chain.after ?? []) : []) {
    const pass = passState(it)
    const passLabel = it.pass === false ? undefined : it.pass?.label
    if (pass) add({ id: pass, type: 'verified', label: words(pass, passLabel) })
    add({ id: it.fail.state, type: 'revoked', label: words(it.fail.state, it.fail.label) })
  }
  if (chain.delete?.some((it) => it.while.length > 0)) {
    add({ id: 'deleted', type: 'deleted', label: words('deleted') })
  }
  return states
}

const returnsToFiler = (to: readonly string[] | undefined) => (to ?? ['filer']).includes('filer')

/** Steps up to the first that lets nothing on. */
function reachableSteps(chain: ChainDefinition) {
  const stop = chain.steps.findIndex((_, at) => !lets(chain, at))
  return stop < 0 ? chain.steps : chain.steps.slice(0, stop + 1)
}

/** Whether a filing gets past this step: somebody may approve or record, or it is passed over. */
function lets(chain: ChainDefinition, at: number): boolean {
  const step = chain.steps[at]
  if (!step) return true
  const may = actionsOf(step)
  return may.includes('approve') || may.includes('record') || mayPassOver(step)
}
