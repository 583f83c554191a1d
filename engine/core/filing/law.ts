import type { FormDefinition } from '#core/form'
import type { Pack } from '#core/pack'
import { compileConditions, type CompiledConditions } from '#core/rules'
import { actionsOf, type ChainDefinition, type Machine, type StepDefinition } from '#core/workflow'

/** What deciding needs of a pack for one chain, prepared once while the pack lives. */
export interface Law {
  readonly chain: ChainDefinition
  readonly machine: Machine
  readonly form: FormDefinition
  readonly stepAt: ReadonlyMap<string, number>
  /** Relations in the order they count. */
  readonly relations: readonly string[]
  readonly conditions: CompiledConditions
  /** Some step asks for somebody who has not decided before, or may be recorded and not approved. */
  readonly namesDeciders: boolean
}

const laws = new WeakMap<Pack, Map<string, Law>>()

/** Throws when the pack has no such chain: a filing is finished under the pack it was filed under. */
export function lawOf(pack: Pack, chainId: string): Law {
  let known = laws.get(pack)
  if (!known) laws.set(pack, (known = new Map()))
  let law = known.get(chainId)
  if (!law) known.set(chainId, (law = prepare(pack, chainId)))
  return law
}

function prepare(pack: Pack, chainId: string): Law {
  const chain = pack.chains[chainId]
  const machine = pack.machines[chainId]
  const form = chain && pack.forms[chain.form]
  if (!chain || !machine || !form) throw new Error(`The pack has no complete chain "${chainId}".`)
  return {
    chain,
    machine,
    form,
    stepAt: new Map(chain.steps.map((it, at) => [it.id, at])),
    relations: pack.org.relations.map((it) => it.id),
    conditions: compileConditions(pack.conditions),
    namesDeciders: chain.steps.some(
      (it) => it.repeat === 'forbid' || actionsOf(it).includes('record'),
    ),
  }
}

export function stepOf(law: Law, id: string): StepDefinition | undefined {
  const at = law.stepAt.get(id)
  return at === undefined ? undefined : law.chain.steps[at]
}
