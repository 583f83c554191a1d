import { arrivals, effectsInto } from './arrivals.ts'
import type { ChainDefinition, StepDefinition } from './definition.ts'
import type { Draft } from './move.ts'
import { actionsOf, mayBe, mayPassOver } from './shape.ts'

/** What the offices a step waits at may do, and where each leads: on, back, to the end. */
export function holderMoves(chain: ChainDefinition, step: StepDefinition, at: number): Draft[] {
  const may = actionsOf(step)
  const by = 'holder'
  const moves: Draft[] = []
  for (const action of ['approve', 'record'] as const) {
    if (!may.includes(action)) continue
    const common = {
      action,
      from: step.id,
      by,
      label: action === 'approve' ? step.approve?.label : step.record?.label,
      needs: action === 'approve' ? step.approve?.needs : undefined,
      opinion: action === 'approve' ? (step.approve?.opinion ?? 'optional') : 'optional',
      edits: step.edits,
    } as const
    if (mayBe(step.who, 'climb')) moves.push({ ...common, to: step.id, guard: 'more-above' })
    if (mayBe(step.who, 'all')) moves.push({ ...common, to: step.id, guard: 'others-pending' })
    const approved = chain.steps.slice(0, at + 1).some((it) => actionsOf(it).includes('approve'))
    moves.push(...onward(chain, step, at, approved).map((it) => ({ ...common, ...it })))
  }
  if (may.includes('refuse')) {
    const to = step.refuse?.to ?? 'refused'
    moves.push({
      action: 'refuse',
      from: step.id,
      to,
      by,
      label: step.refuse?.label,
      opinion: step.refuse?.opinion ?? 'required',
      effects: to === 'refused' ? chain.effects?.refused : undefined,
    })
  }
  if (may.includes('return')) moves.push(...returnMoves(step))
  moves.push({ action: 'reassign', from: step.id, to: step.id, by: 'rescuer', opinion: 'optional' })
  if (mayPassOver(step)) moves.push(...passedOn(chain, step, at))
  if (mayBe(step.who, 'all')) moves.push(...allDone(chain, step, at))
  return moves
}

type Onward = Pick<Draft, 'to' | 'guard' | 'effects'>

/** Where a step that is done leads: straight back to who wanted it, or to what follows. */
function onward(
  chain: ChainDefinition,
  step: StepDefinition,
  at: number,
  approved = true,
): Onward[] {
  const leads = (from: number, guard?: Draft['guard']): Onward[] =>
    arrivals(chain, from, approved).map(({ to, passed }) => ({
      to,
      guard: passed ? 'passed-over' : guard,
      effects: effectsInto(chain, to, step),
    }))
  return [
    ...returnsTo(chain, step.id).flatMap((back) =>
      leads(
        chain.steps.findIndex((it) => it.id === back),
        'straight-back',
      ),
    ),
    ...leads(at + 1),
  ]
}

/** Of an all-of some have approved and the others are gone: it goes on as if they had never been asked. */
function allDone(chain: ChainDefinition, step: StepDefinition, at: number): Draft[] {
  const common = { action: 'reassign', from: step.id, by: 'system' } as const
  return onward(chain, step, at).map((it) => ({ ...common, ...it, guard: 'all-done' }))
}

/** What waits at an office that is closed meanwhile goes on, never to the end: nobody decided it. */
function passedOn(chain: ChainDefinition, step: StepDefinition, at: number): Draft[] {
  return arrivals(chain, at + 1)
    .filter(({ to }) => to !== 'approved')
    .map(({ to }) => ({
      action: 'reassign',
      from: step.id,
      to,
      by: 'system',
      guard: 'passed-over',
    }))
}

function returnMoves(step: StepDefinition): Draft[] {
  return (step.return?.to ?? ['filer']).map(
    (target): Draft => ({
      action: 'return',
      from: step.id,
      to: target === 'filer' ? 'returned' : target,
      by: 'holder',
      label: step.return?.label,
      opinion: step.return?.opinion ?? 'required',
      back: step.return?.['straight-back'] ? step.id : undefined,
    }),
  )
}

/** Later steps that return to this one and want it straight back. */
function returnsTo(chain: ChainDefinition, id: string): readonly string[] {
  return chain.steps
    .filter(
      (it) =>
        it.return?.['straight-back'] &&
        it.return.to.includes(id) &&
        actionsOf(it).includes('return'),
    )
    .map((it) => it.id)
}
