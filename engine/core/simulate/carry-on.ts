import type { FieldValues } from '#core/base'
import { decide, isMisplaced, type Actor, type Command, type Refusal } from '#core/filing'
import { meaningOf } from '#core/form'
import type { ActionName } from '#core/workflow'
import type { ScenarioStep } from './definition.ts'
import { askForAccount, carryOut } from './effects.ts'
import { note, noteRefusal } from './note.ts'
import { typeOf, worldOf } from './world.ts'
import type { Stage } from './stage.ts'

/** What came of an act: done, refused, or the story itself makes no sense. */
export type Came =
  | { readonly is: 'done'; readonly of?: string }
  | { readonly is: 'refused'; readonly refusal: Refusal; readonly of?: string }
  | { readonly is: 'nonsense'; readonly says: string }

export const nonsense = (says: string): Came => ({ is: 'nonsense', says })

/** One action on a filing, decided, and everything it does to the story's world. */
export function carryOn(
  stage: Stage,
  step: ScenarioStep,
  action: ActionName,
  name: string,
  actor: Actor,
  data: FieldValues | undefined,
  batch: boolean,
): Came {
  const filing = stage.filings.get(name)!
  const route = typeof step.route === 'string' ? { id: step.route } : step.route
  if (
    route &&
    'office' in route &&
    route.office !== undefined &&
    !stage.offices.has(route.office) &&
    !step.expect?.refused
  ) {
    return nonsense(`没有机构 “${route.office}”`)
  }
  const command: Command = {
    action,
    by: actor,
    at: stage.now,
    ...(step.opinion !== undefined && { opinion: step.opinion }),
    ...(step.marks && { marks: step.marks }),
    ...(data && { data }),
    ...(step.awarded !== undefined && { awarded: step.awarded }),
    ...(route && { route: route as NonNullable<Command['route']> }),
    ...(step.to !== undefined && { to: step.to }),
    ...(batch && { batch }),
  }
  const form = stage.pack.forms[stage.pack.chains[filing.state.chain]!.form]!
  const asked = data ? meaningOf(form, data) : filing.state
  const world = worldOf(stage, filing.state, asked)
  const outcome = decide(stage.pack, filing.state, filing.state, command, world)
  if (!outcome.ok) {
    noteRefusal(stage, outcome.issue)
    return { is: 'refused', refusal: outcome.issue, of: name }
  }
  const { entry, state, reasons } = outcome.value
  filing.state = state
  filing.log = [...filing.log, entry]
  note(stage, filing.state, entry.from ?? 'draft', action)
  for (const it of reasons) stage.covered.rules.add(it.rule)
  carryOut(stage, state, entry)
  if (entry.effects.some((it) => moves.has(it.do))) askAgain(stage)
  if (typeOf(stage, state) === 'waiting') askForAccount(stage, state)
  return { is: 'done', of: name }
}

const moves: ReadonlySet<string> = new Set(['move-person', 'move-office', 'apply-change'])

/** Whatever would lie elsewhere in the world as it is now goes there: offices closed, people moved. */
export function askAgain(stage: Stage): void {
  const actor: Actor = { kind: 'system', name: '系统' }
  for (const [name, { state }] of stage.filings) {
    if (!isMisplaced(stage.pack, state, worldOf(stage, state))) continue
    carryOn(stage, {}, 'reassign', name, actor, undefined, false)
  }
}
