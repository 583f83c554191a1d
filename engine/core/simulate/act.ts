import type { FieldValues } from '#core/base'
import { previewClaim, type Actor, type FilingState } from '#core/filing'
import { type ActionName, actionNames } from '#core/workflow'
import { type Came, nonsense, carryOn } from './carry-on.ts'
import { print } from './certificates.ts'
import type { ScenarioStep } from './definition.ts'
import { file } from './file.ts'
import { actorOf } from './actors.ts'
import { worldOf } from './world.ts'
import type { Stage } from './stage.ts'
import { strangersIn, valuesOf } from './values.ts'

/** One act of a story, as the portal would do it. */
export function act(stage: Stage, step: ScenarioStep): Came | undefined {
  const named = actionNames.filter((it) => step[it] !== undefined)
  const count =
    named.length + (step.file === undefined ? 0 : 1) + (step.print === undefined ? 0 : 1)
  if (count === 0) return undefined
  if (count > 1) return nonsense('一步只能写一个动作')
  if (step.file !== undefined) return file(stage, step, step.file)
  if (step.print !== undefined) return printed(stage, step, step.print)
  const action = named[0]!
  const target = step[action]!
  if (typeof target === 'string') return onFiling(stage, step, action, target, false)
  const outcomes = target.map((name) => onFiling(stage, step, action, name, true))
  const fault = outcomes.find((it) => it.is === 'nonsense')
  if (fault) return fault
  return outcomes.find((it) => it.is === 'refused') ?? outcomes[0]
}

function onFiling(
  stage: Stage,
  step: ScenarioStep,
  action: ActionName,
  name: string,
  batch: boolean,
): Came {
  const filing = stage.filings.get(name)
  if (!filing) return nonsense(`没有申报件 “${name}”`)
  const actor =
    step.by === undefined ? filerOf(action, filing.state) : actorOf(stage, step.by, filing.state)
  if (!actor)
    return nonsense(step.by === undefined ? '没有写由谁（by）' : `没有人员或岗位 “${step.by}”`)
  const form = stage.pack.forms[stage.pack.chains[filing.state.chain]!.form]!
  const unknown = step.with && !step.expect?.refused ? strangersIn(stage, form, step.with) : []
  if (unknown[0]) return nonsense(unknown[0])
  const data = step.with && merged(filing.state.data, valuesOf(stage, form, step.with))
  return carryOn(stage, step, action, name, actor, data, batch)
}

const filerOf = (action: ActionName, state: FilingState): Actor | undefined =>
  action === 'save' || action === 'submit' || action === 'withdraw' ? state.filedBy : undefined

/** What a step does not name stays; what it names as null goes. */
function merged(before: FieldValues, given: FieldValues): FieldValues {
  return Object.fromEntries(Object.entries({ ...before, ...given }).filter(([, it]) => it !== null))
}

function printed(
  stage: Stage,
  step: ScenarioStep,
  asked: NonNullable<ScenarioStep['print']>,
): Came {
  if (step.by === undefined) return nonsense('没有写由谁（by）')
  const actor = actorOf(stage, step.by)
  if (!actor) return nonsense(`没有人员或岗位 “${step.by}”`)
  if (!stage.pack.certificates[asked.certificate])
    return nonsense(`没有证书 “${asked.certificate}”`)
  if (!stage.people.has(asked.person)) return nonsense(`没有人员 “${asked.person}”`)
  const outcome = print(stage, actor, asked)
  if ('refused' in outcome) return { is: 'refused', refusal: outcome.refused }
  stage.printed.set(asked.as ?? asked.certificate, outcome.certificate)
  stage.covered.rules.add(asked.certificate)
  return { is: 'done' }
}

export const suggestedOf = (stage: Stage, state: FilingState) =>
  previewClaim(stage.pack, state, worldOf(stage, state))
