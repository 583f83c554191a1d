import { leafKinds, findKind, type FormDefinition } from '#core/form'
import type { Pack } from '#core/pack'
import { factsIn, namesIn, settle, type Beforehand } from '#core/rules'
import {
  builtInReasons,
  skipReasons,
  type ChainDefinition,
  type Machine,
  type StepDefinition,
  type Transition,
} from '#core/workflow'

/** What a filing is from its submission on: it does not change while somebody decides. */
interface Sort {
  readonly kind: string | undefined
  readonly group: string | undefined
  readonly route: string | undefined
}
interface Asked {
  readonly pack: Pack
  readonly chain: ChainDefinition
  readonly form: FormDefinition
}

/**
 * Moves that some filing can make: a machine has every move its steps allow, but a step that is passed
 * over for one reason and not passed over for the same is in no story. Only what can never be is left
 * out: each kind of filing is asked on its own, and whatever is not sure may be.
 */
export function possibleMoves(pack: Pack, machine: Machine): readonly Transition[] {
  const chain = pack.chains[machine.chain]!
  const asked: Asked = { pack, chain, form: pack.forms[chain.form]! }
  const sorts = sortsOf(asked)
  const moves = machine.transitions.filter((it) => sorts.some((sort) => mayMove(asked, it, sort)))
  const reached = new Set([machine.start])
  for (let size = 0; size < reached.size; ) {
    size = reached.size
    for (const it of moves) if (reached.has(it.from)) reached.add(it.to)
  }
  return moves.filter((it) => reached.has(it.from))
}

function sortsOf({ chain, form }: Asked): readonly Sort[] {
  const kinds: (string | undefined)[] = leafKinds(form.kinds).map((it) => it.id)
  const field = form.fields.find((it) => it.kind === 'kind')
  if (field?.required !== true || kinds.length === 0) kinds.push(undefined)
  const routes = chain.submit?.routes?.map((it) => it.id) ?? [undefined]
  return kinds.flatMap((kind) => {
    const path = kind === undefined ? [] : findKind(form, kind)
    const group = path.length > 1 ? path[0]!.id : undefined
    return routes.map((route) => ({ kind, group, route }))
  })
}

function mayMove(asked: Asked, move: Transition, sort: Sort): boolean {
  const { steps } = asked.chain
  const at = steps.findIndex((it) => it.id === move.from)
  if (at >= 0 && !mayStop(asked, steps[at]!, sort)) return false
  const to = move.to === 'approved' ? steps.length : steps.findIndex((it) => it.id === move.to)
  if (move.from === move.to || to < 0) return true
  // Nothing is given back to a step that would pass it over.
  if (move.action === 'return') return mayStop(asked, steps[to]!, sort)
  if (!['submit', 'approve', 'record'].includes(move.action)) return true
  return headings(asked.chain, move, at).some((from) => mayArrive(asked, from, to, sort))
}

/** Steps a move may head for: the next one, or the one that gave it back and wants it straight back. */
function headings({ steps }: ChainDefinition, move: Transition, at: number): readonly number[] {
  const target = move.action === 'submit' ? 'filer' : move.from
  const back = steps.flatMap((it, index) =>
    it.return?.['straight-back'] && it.return.to.includes(target) ? [index] : [],
  )
  return move.action === 'submit'
    ? [0, ...(move.from === 'returned' ? back : [])]
    : [at + 1, ...back]
}

/** Everything before is passed over, and what is arrived at is not: both at one moment. */
function mayArrive(asked: Asked, from: number, to: number, sort: Sort): boolean {
  const { steps } = asked.chain
  if (from > to) return false
  const target = steps[to]
  if (target && !mayStop(asked, target, sort)) return false
  const fails = new Map(
    (target ? conditionsOf(target) : [])
      .filter((it) => !isOfOffice(asked, it))
      .map((it) => [it, false]),
  )
  return steps.slice(from, to).every((it) => mayPass(asked, it, sort, fails))
}

/** Nothing passes it over for sure. */
const mayStop = (asked: Asked, step: StepDefinition, sort: Sort): boolean =>
  step.auto?.when !== 'always' &&
  conditionsOf(step).every((it) => holdsFor(asked, it, sort) !== true)

function mayPass(
  asked: Asked,
  step: StepDefinition,
  sort: Sort,
  fails: ReadonlyMap<string, boolean>,
): boolean {
  if (step.auto?.when === 'always') return true
  if (skipReasons(step).some((it) => builtInReasons.includes(it))) return true
  return conditionsOf(step).some((it) => holdsFor(asked, it, sort, fails) !== false)
}

/** Conditions that pass a step over. */
const conditionsOf = (step: StepDefinition): readonly string[] => [
  ...skipReasons(step).filter((it) => !builtInReasons.includes(it)),
  ...(step.auto && step.auto.when !== 'always' ? [step.auto.when] : []),
]

const holdsFor = (
  { pack, chain, form }: Asked,
  condition: string,
  sort: Sort,
  assumed?: ReadonlyMap<string, boolean>,
): boolean | undefined =>
  settle({ condition }, pack.conditions, beforehand(chain, form, sort), assumed)

function beforehand(chain: ChainDefinition, form: FormDefinition, sort: Sort): Beforehand {
  const isPost = chain['filed-by'].map((it) => typeof it === 'object')
  const known: Record<string, string | boolean | undefined> = {
    'filing.kind': sort.kind,
    'filing.kind-group': sort.group,
    'submit.route': sort.route,
    ...(form.means.kind !== undefined && { [`field.${form.means.kind}`]: sort.kind }),
    ...(isPost.every((it) => it) && { 'filing.by-office': true }),
    ...(!isPost.includes(true) && { 'filing.by-office': false }),
    ...(!chain.permit && { 'filing.by-permit': false }),
  }
  return (fact) => (Object.hasOwn(known, fact) ? { value: known[fact] } : undefined)
}

/** About the office of a step: true at one and not at another. */
function isOfOffice({ pack }: Asked, condition: string, seen: readonly string[] = []): boolean {
  const test = pack.conditions[condition]?.test
  if (!test || seen.includes(condition)) return false
  return (
    factsIn(test).some((it) => it.startsWith('step.')) ||
    namesIn(test).some((it) => isOfOffice({ pack } as Asked, it, [...seen, condition]))
  )
}
