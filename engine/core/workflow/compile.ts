import type {
  ActionName,
  ChainDefinition,
  DeskGuard,
  EffectDefinition,
  Machine,
  StateId,
  StepDefinition,
  Transition,
} from './definition.ts'
import { actionsOf, builtInReasons, mayBe, mayPassOver, passState, skipReasons } from './shape.ts'
import { statesOf } from './states.ts'

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
    const key = [it.action, it.to, it.by, it.guard, it.capability].join(' ')
    return !seen.has(key) && seen.add(key)
  })
}

interface Draft {
  readonly action: ActionName
  readonly from: StateId
  readonly to: StateId
  readonly by: Transition['by']
  readonly label?: string | undefined
  readonly guard?: DeskGuard | undefined
  readonly needs?: Transition['needs'] | undefined
  readonly opinion?: Transition['opinion'] | undefined
  readonly edits?: Transition['edits'] | undefined
  readonly effects?: readonly EffectDefinition[] | undefined
  readonly back?: StateId | undefined
  readonly capability?: 'delete-filings'
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
    ...(it.capability && { capability: it.capability }),
  })
  return [
    ...filerMoves(chain),
    ...chain.steps.flatMap((step, at) => holderMoves(chain, step, at)),
    ...verifierMoves(chain),
    ...deleteMoves(chain),
  ].map(move)
}

/**
 * Where one may arrive when heading for step `at`: it, or what follows if it is passed over. What
 * nobody has decided reaches the end only by a rule of the pack, never by closed or missing offices.
 */
function arrivals(
  chain: ChainDefinition,
  at: number,
  decided = true,
): readonly { to: StateId; passed: boolean }[] {
  const found: { to: StateId; passed: boolean }[] = []
  const ahead = chain.steps.slice(at)
  for (const [i, step] of ahead.entries()) {
    found.push({ to: step.id, passed: i > 0 })
    if (!mayPassOver(step) || (i === ahead.length - 1 && onlyClosed(step))) return found
  }
  const byRule = ahead.some((step) => step.auto) || ahead.every(hasConditionSkip)
  return decided || byRule ? [...found, { to: 'approved', passed: ahead.length > 0 }] : found
}
/** Closed at the last step, it goes further up instead. */
const onlyClosed = (step: StepDefinition) =>
  !step.auto && skipReasons(step).every((it) => it === 'review-closed')
const hasConditionSkip = (step: StepDefinition) =>
  step.auto !== undefined || skipReasons(step).some((it) => !builtInReasons.includes(it))

/** Hours count once: at their step, or at the end if that step was passed over. */
function effectsInto(
  chain: ChainDefinition,
  to: StateId,
  leaving?: StepDefinition,
): EffectDefinition[] {
  const credit: EffectDefinition[] = [{ do: 'credit' }]
  const counts =
    chain.credits !== undefined && (to === 'approved' || chain.credits.at === leaving?.id)
  const end = to === 'approved' ? (chain.effects?.approved ?? []) : []
  return counts && !end.some((it) => it.do === 'credit') ? [...credit, ...end] : [...end]
}

function filerMoves(chain: ChainDefinition): Draft[] {
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

/** Passing over a step the system approves may let the hours count on the way. */
function passedEffects(chain: ChainDefinition, to: StateId): EffectDefinition[] {
  const end = chain.steps.findIndex((it) => it.id === to)
  const passed = end < 0 ? chain.steps : chain.steps.slice(0, end)
  const auto = passed.find((it) => it.auto && it.id === chain.credits?.at)
  return effectsInto(chain, to, auto)
}

function holderMoves(chain: ChainDefinition, step: StepDefinition, at: number): Draft[] {
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
    for (const back of returnsTo(chain, step.id)) {
      for (const { to, passed } of arrivals(
        chain,
        chain.steps.findIndex((it) => it.id === back),
      )) {
        const effects = effectsInto(chain, to, step)
        moves.push({ ...common, to, guard: passed ? 'passed-over' : 'straight-back', effects })
      }
    }
    for (const { to, passed } of arrivals(chain, at + 1)) {
      const effects = effectsInto(chain, to, step)
      moves.push({ ...common, to, guard: passed ? 'passed-over' : undefined, effects })
    }
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
  return moves
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

function verifierMoves(chain: ChainDefinition): Draft[] {
  const after = chain.after ?? []
  return after.flatMap((it): Draft[] => {
    const others = after.filter((other) => other !== it).map(passState)
    const from = [
      'approved',
      ...new Set(others.filter((state) => state !== undefined && state !== passState(it))),
    ]
    const pass = passState(it)
    return (from as string[]).flatMap((state): Draft[] => [
      ...(pass === undefined
        ? []
        : [
            {
              action: 'verify',
              from: state,
              to: pass,
              by: 'verifier',
              label: (it.pass || undefined)?.label,
              opinion: 'optional',
            } as const,
          ]),
      {
        action: 'reject-verification',
        from: state,
        to: it.fail.state,
        by: 'verifier',
        label: it.fail.label,
        opinion: it.fail.opinion ?? 'required',
        effects: it.fail.effects,
      },
    ])
  })
}

function deleteMoves(chain: ChainDefinition): Draft[] {
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
