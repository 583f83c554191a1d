import type { FieldValues, Issue, OfficeId, PersonId } from '#core/base'
import {
  blank,
  decide,
  gatherFacts,
  isMisplaced,
  previewClaim,
  type Actor,
  type Command,
  type FilingHead,
  type FilingState,
  type Refusal,
} from '#core/filing'
import { fieldsFor, kindIn, meaningOf, type FormDefinition } from '#core/form'
import { compileConditions, judge } from '#core/rules'
import type { ActionName } from '#core/workflow'
import { print } from './certificates.ts'
import type { ScenarioStep } from './definition.ts'
import { askForAccount, carryOut } from './effects.ts'
import { accountOf, actorOf, filingId, typeOf, worldOf, type Stage } from './stage.ts'
import { strangersIn, valuesOf } from './values.ts'

/** What came of an act: done, refused, or the story itself makes no sense. */
export type Came =
  | { readonly is: 'done'; readonly of?: string }
  | { readonly is: 'refused'; readonly refusal: Refusal; readonly of?: string }
  | { readonly is: 'nonsense'; readonly says: string }

const actions = [
  'save',
  'submit',
  'approve',
  'refuse',
  'return',
  'record',
  'withdraw',
  'delete',
  'verify',
  'reject-verification',
  'reassign',
] as const satisfies readonly ActionName[]

export const nonsense = (says: string): Came => ({ is: 'nonsense', says })

/** One act of a story, as the portal would do it. */
export function act(stage: Stage, step: ScenarioStep): Came | undefined {
  const named = actions.filter((it) => step[it] !== undefined)
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

function file(stage: Stage, step: ScenarioStep, chainId: string): Came {
  const chain = stage.pack.chains[chainId]
  if (!chain) return nonsense(`没有审批链 “${chainId}”`)
  const name = step.as ?? chainId
  if (stage.filings.has(name)) return nonsense(`申报件 “${name}” 已经有了，请换一个名字（as）`)
  if (step.by === undefined) return nonsense('没有写由谁（by）')
  const actor = actorOf(stage, step.by)
  if (!actor) return nonsense(`没有人员或岗位 “${step.by}”`)
  if (step.refers !== undefined && !stage.filings.has(step.refers))
    return nonsense(`没有申报件 “${step.refers}”`)
  const form = stage.pack.forms[chain.form]!
  const given = step.with ?? {}
  const applicant = form.means.applicant
  const about =
    step.for ?? (applicant === undefined ? undefined : (given[applicant] as string | undefined))
  if (
    about !== undefined &&
    actor.kind === 'post' &&
    !opensAccount(stage, chainId) &&
    !stage.people.has(about) &&
    !stage.offices.has(about)
  ) {
    return nonsense(`没有人员或机构 “${about}”`)
  }
  const number = idNumberIn(form, given)
  const known = number === undefined ? undefined : stage.idNumbers.get(number)
  const head = headOf(stage, {
    name,
    chain: chainId,
    actor,
    about: about ?? registeredAs(stage, chainId, known),
    refers: step.refers,
  })
  const whole =
    applicant !== undefined && given[applicant] === undefined && head.person !== undefined
      ? { ...given, [applicant]: head.person }
      : given
  const state = blank(stage.pack, head)
  stage.filings.set(name, { state, log: [] })
  const came = carryOn(stage, step, 'save', name, head.filedBy, valuesOf(stage, form, whole), false)
  if (came.is !== 'done') stage.filings.delete(name)
  else if (number !== undefined && head.person !== undefined && !known)
    stage.idNumbers.set(number, head.person)
  return came
}

/** A registration is about whoever has this id number already. */
const registeredAs = (
  stage: Stage,
  chain: string,
  known: string | undefined,
): string | undefined => (opensAccount(stage, chain) ? known : undefined)

function idNumberIn(
  form: FormDefinition,
  given: Readonly<Record<string, unknown>>,
): string | undefined {
  const field = fieldsFor(form, kindIn(form, given)).find((it) => it.kind === 'id-number')
  const value = field && given[field.id]
  return typeof value === 'string' ? value.trim().toUpperCase() : undefined
}

function headOf(
  stage: Stage,
  given: {
    readonly name: string
    readonly chain: string
    readonly actor: Actor
    readonly about: string | undefined
    readonly refers: string | undefined
  },
): FilingHead {
  const { actor, about, name } = given
  const isOffice = stage.pack.chains[given.chain]!.about === 'office'
  const asked = about ?? name
  const person =
    actor.kind === 'person'
      ? actor.person
      : actor.kind === 'anyone'
        ? (asked as PersonId)
        : about !== undefined && (stage.people.has(about) || opensAccount(stage, given.chain))
          ? (about as PersonId)
          : undefined
  const office = !isOffice
    ? undefined
    : about !== undefined && stage.offices.has(about)
      ? (about as OfficeId)
      : actor.kind === 'post'
        ? actor.office
        : actor.kind === 'person'
          ? stage.people.get(actor.person)?.office
          : undefined
  const filedBy: Actor = actor.kind === 'anyone' ? { ...actor, account: accountOf(asked) } : actor
  // An office registers somebody the region does not know yet: they get an account of their own.
  const registers = opensAccount(stage, given.chain) && person === undefined
  return {
    id: filingId(name),
    region: stage.pack.header.id,
    pack: stage.pack.hash,
    chain: given.chain,
    filedBy,
    ...(person !== undefined && { person }),
    ...(registers && { person: asked as PersonId, account: accountOf(asked) }),
    ...(office !== undefined && { office }),
    ...(given.refers !== undefined && { refers: filingId(given.refers) }),
  }
}

const opensAccount = (stage: Stage, chain: string): boolean =>
  stage.pack.chains[chain]?.effects?.approved?.some((it) => it.do === 'open-account') === true

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

function carryOn(
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

function note(stage: Stage, state: FilingState, from: string, action: ActionName): void {
  const { covered, pack } = stage
  covered.states.add(`${state.chain}/${from}`).add(`${state.chain}/${state.state}`)
  covered.transitions.add(`${state.chain}/${from}/${action}/${state.state}`)
  if (state.kind !== undefined) covered.kinds.add(state.kind)
  const world = worldOf(stage, state)
  const form = pack.forms[pack.chains[state.chain]!.form]!
  const { formula } = meaningOf(form, state.data)
  if (formula !== undefined && action === 'submit') covered.rules.add(formula)
  for (const it of previewClaim(pack, state, world).duplicates) covered.rules.add(it.rule)
  const facts = gatherFacts(pack, state, world)
  for (const name of judge(compileConditions(pack.conditions), facts)) covered.rules.add(name)
}

function noteRefusal(stage: Stage, refusal: Refusal): void {
  for (const it of [refusal, ...(refusal.issues ?? [])] as readonly Issue[]) {
    for (const key of ['condition', 'rule'] as const) {
      const rule = it.with?.[key]
      if (typeof rule === 'string') stage.covered.rules.add(rule)
    }
  }
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

/** Whatever would lie elsewhere in the world as it is now goes there: offices closed, people moved. */
export function askAgain(stage: Stage): void {
  const actor: Actor = { kind: 'system', name: '系统' }
  for (const [name, { state }] of stage.filings) {
    if (!isMisplaced(stage.pack, state, worldOf(stage, state))) continue
    carryOn(stage, {}, 'reassign', name, actor, undefined, false)
  }
}

export const suggestedOf = (stage: Stage, state: FilingState) =>
  previewClaim(stage.pack, state, worldOf(stage, state))
