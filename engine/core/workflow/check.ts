import type { ChainDefinition, StepDefinition, Who } from './definition.ts'
import { actionsOf, builtInReasons, mayPassOver, passState, skipReasons } from './shape.ts'
import { statesOf } from './states.ts'

/** What is wrong with a chain in itself; `path` leads to it inside the definition. */
export interface ChainIssue {
  readonly path: readonly (string | number)[]
  readonly code:
    | 'duplicate-step'
    | 'reserved-state'
    | 'step-unreachable'
    | 'return-nowhere'
    | 'return-to-later'
    | 'label-of-no-state'
    | 'missing-label'
    | 'no-such-state'
    | 'credits-at-no-step'
    | 'route-unreachable'
    | 'climb-inside'
    | 'part-without-action'
    | 'action-without-part'
    | 'edits-nothing'
    | 'no-way-out'
    | 'pass-state-twice'
    | 'failure-without-effect'
  readonly with: Readonly<Record<string, unknown>>
}
type Add = (
  path: ChainIssue['path'],
  code: ChainIssue['code'],
  details?: ChainIssue['with'],
) => void

const reserved = ['draft', 'returned', 'approved', 'refused', 'deleted', 'waiting', 'filer', 'end']

/** Everything about a chain that could never take effect, or that would leave a filing nowhere to go. */
export function checkChain(chain: ChainDefinition): ChainIssue[] {
  const issues: ChainIssue[] = []
  const add: Add = (path, code, details = {}) => issues.push({ path, code, with: details })
  checkIds(chain, add)
  chain.steps.forEach((step, at) => checkStep(chain, step, at, add))
  checkReach(chain, add)
  checkStates(chain, add)
  checkVerifications(chain, add)
  checkLabels(chain, add)
  const at = chain.credits?.at
  if (at !== undefined && at !== 'end' && !chain.steps.some((it) => it.id === at)) {
    add(['credits', 'at'], 'credits-at-no-step', { name: at, known: stepIds(chain) })
  }
  return issues
}

const stepIds = (chain: ChainDefinition) => chain.steps.map((it) => it.id)

function checkIds(chain: ChainDefinition, add: Add): void {
  const seen = new Set<string>()
  chain.steps.forEach((step, at) => {
    if (seen.has(step.id)) add(['steps', at, 'id'], 'duplicate-step', { name: step.id })
    if (reserved.includes(step.id)) add(['steps', at, 'id'], 'reserved-state', { name: step.id })
    seen.add(step.id)
  })
  chain.after?.forEach((it, at) => {
    for (const [key, state] of [
      ['fail', it.fail.state],
      ['pass', passState(it)],
    ] as const) {
      if (state !== undefined && (reserved.includes(state) || seen.has(state))) {
        add(['after', at, key, 'state'], 'reserved-state', { name: state })
      }
    }
  })
}

function checkStep(chain: ChainDefinition, step: StepDefinition, at: number, add: Add): void {
  const path = ['steps', at]
  const may = actionsOf(step)
  for (const part of ['approve', 'refuse', 'return', 'record'] as const) {
    if (step[part] && !may.includes(part))
      add([...path, part], 'part-without-action', { action: part })
  }
  if (may.includes('return') && !step.return)
    add([...path, 'may'], 'action-without-part', { action: 'return' })
  step.return?.to.forEach((target, i) => {
    if (target === 'filer') return
    const to = stepIds(chain).indexOf(target)
    const where = [...path, 'return', 'to', i]
    if (to < 0)
      add(where, 'return-nowhere', {
        name: target,
        known: ['filer', ...stepIds(chain).slice(0, at)],
      })
    else if (to >= at) add(where, 'return-to-later', { name: target })
  })
  if (step.edits?.includes('awarded') && !chain.credits) add([...path, 'edits'], 'edits-nothing')
  if (step.awarded && !step.edits?.includes('awarded')) add([...path, 'awarded'], 'edits-nothing')
  checkWho(step.who, [...path, 'who'], false, add)
}

function checkWho(who: Who, path: ChainIssue['path'], inside: boolean, add: Add): void {
  if ('climb' in who && inside) add(path, 'climb-inside')
  if ('all' in who && inside) add(path, 'climb-inside')
  if ('route' in who) {
    who.route.forEach((it, at) => {
      if (!it.when && at < who.route.length - 1) add([...path, 'route', at], 'route-unreachable')
      checkWho(it.who, [...path, 'route', at, 'who'], inside, add)
    })
  }
  const parts = 'any' in who ? who.any : 'all' in who ? who.all : []
  parts.forEach((it, at) => checkWho(it, [...path, 'any' in who ? 'any' : 'all', at], true, add))
}

/** Who stands at the end of a way that nothing passes is never asked. */
function checkReach(chain: ChainDefinition, add: Add): void {
  chain.steps.forEach((step, at) => {
    const before = chain.steps[at - 1]
    const stops = (it: StepDefinition) => {
      const may = actionsOf(it)
      return !may.includes('approve') && !may.includes('record') && !mayPassOver(it)
    }
    if (before && stops(before)) add(['steps', at], 'step-unreachable', { after: before.id })
    if (at === chain.steps.length - 1 && stops(step))
      add(['steps', at, 'may'], 'no-way-out', { name: step.id })
  })
  if (chain.after?.length && !statesOf(chain).approved) add(['after'], 'step-unreachable', {})
}

function checkStates(chain: ChainDefinition, add: Add): void {
  const states = statesOf(chain)
  const known = ['waiting', ...Object.keys(states)]
  const expect = (name: string, path: ChainIssue['path'], fit: readonly string[]) => {
    if (!fit.includes(name)) add(path, 'no-such-state', { name, known: fit })
  }
  const waiting = ['waiting', ...stepIds(chain).filter((it) => states[it])]
  chain.withdraw?.while.forEach((it, at) => expect(it, ['withdraw', 'while', at], waiting))
  chain.delete?.forEach((line, at) =>
    line.while.forEach((it, i) =>
      expect(
        it,
        ['delete', at, 'while', i],
        known.filter((k) => k !== 'deleted'),
      ),
    ),
  )
  const taken = [
    ...(states.refused ? ['refused'] : []),
    ...(chain.after?.length ? ['revoked'] : []),
  ]
  chain.resubmit?.from.forEach((it, at) => expect(it, ['resubmit', 'from', at], taken))
}

/** Each verification is told by the state it passes into, and undoes something when it fails. */
function checkVerifications({ after = [] }: ChainDefinition, add: Add): void {
  const passed = new Set<string>()
  after.forEach((it, at) => {
    const state = passState(it)
    if (it.fail.effects.length === 0)
      add(['after', at, 'fail', 'effects'], 'failure-without-effect')
    if (state === undefined) return
    if (passed.has(state)) add(['after', at, 'pass', 'state'], 'pass-state-twice', { name: state })
    passed.add(state)
  })
}

function checkLabels(chain: ChainDefinition, add: Add): void {
  const states = Object.values(statesOf(chain))
  const needed = new Set<string>()
  for (const it of states) {
    if (it.type === 'waiting') {
      const at = chain.steps.findIndex((step) => step.id === it.id)
      if (!chain.steps[at]?.label && !chain.steps[at - 1]?.labels?.approved) needed.add('waiting')
    } else if (it.label === it.id) needed.add(it.id)
  }
  for (const name of needed) {
    if (!Object.hasOwn(chain.labels, name)) add(['labels'], 'missing-label', { name })
  }
  const known = ['waiting', ...states.map((it) => it.id)]
  for (const name of Object.keys(chain.labels)) {
    if (!known.includes(name)) add(['labels', name], 'label-of-no-state', { name, known })
  }
}

/** Conditions a chain names, with their places: for whoever checks that they exist and are used. */
export function conditionsOf(
  chain: ChainDefinition,
): readonly { readonly path: ChainIssue['path']; readonly name: string }[] {
  const found: { path: ChainIssue['path']; name: string }[] = []
  const list = (names: readonly string[] | undefined, path: ChainIssue['path']) =>
    names?.forEach((name, at) => found.push({ path: [...path, at], name }))
  const inWho = (who: Who, path: ChainIssue['path']): void => {
    if ('route' in who) {
      who.route.forEach((it, at) => {
        if (it.when) found.push({ path: [...path, 'route', at, 'when'], name: it.when })
        inWho(it.who, [...path, 'route', at, 'who'])
      })
    }
    if ('any' in who) who.any.forEach((it, at) => inWho(it, [...path, 'any', at]))
    if ('all' in who) who.all.forEach((it, at) => inWho(it, [...path, 'all', at]))
  }
  list(chain.needs, ['needs'])
  list(chain.submit?.needs, ['submit', 'needs'])
  const needed = chain.permit?.needed
  if (typeof needed === 'object')
    found.push({ path: ['permit', 'needed', 'when'], name: needed.when })
  chain.steps.forEach((step, at) => {
    const path = ['steps', at]
    inWho(step.who, [...path, 'who'])
    list(step.approve?.needs, [...path, 'approve', 'needs'])
    for (const name of skipReasons(step)) {
      if (!builtInReasons.includes(name)) found.push({ path: [...path, 'skip', 'when'], name })
    }
    if (step.auto && step.auto.when !== 'always')
      found.push({ path: [...path, 'auto', 'when'], name: step.auto.when })
  })
  chain.after?.forEach((it, at) => inWho(it.who, ['after', at, 'who']))
  return found
}
