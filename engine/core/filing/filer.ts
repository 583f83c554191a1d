import { issue, localTimeAt, type FieldValues, type Issue, type OfficeId } from '#core/base'
import { checkForm, fieldsFor, kindIn, type FieldDefinition } from '#core/form'
import { isWithin } from '#core/org'
import type { Transition } from '#core/workflow'
import { admission, submissionIssue } from './admission.ts'
import { arrive, type Arrival } from './arrive.ts'
import { mayFile } from './authority.ts'
import { caseOf, officeField, type Case } from './case.ts'
import { meets } from './facts.ts'
import { claimIssues, suggestionOf, withData } from './claim.ts'
import type { Command, FilingState, Refusal } from './definition.ts'
import { today } from './getters.ts'
import { anewFrom } from './deciders.ts'
import { heldTo } from './given.ts'
import { decided, moveTo, refused, type Outcome } from './outcome.ts'
import { asPermitted, permitUsed } from './permit.ts'
import { closed, opened } from './state.ts'
import { comesStraightBack } from './straight-back.ts'

/** A draft as it is: incomplete is fine, wrong is not. Nobody but the filer sees it. */
export function save(it: Case, command: Command, move: Transition): Outcome {
  const given = command.data ?? it.state.data
  const checked = readForm(it, given, 'draft')
  if (checked.refusal) return refused(strangerTo(it, command) ?? checked.refusal)
  const next = caseOf(it.pack, checked.state, it.world, it.before)
  const denied = it.state.seq === 0 ? admission(next, command.by) : undefined
  if (denied) return refused(denied)
  const to = { to: move.to, desks: [], passed: [] }
  return decided(
    next,
    command,
    move,
    to,
    { data: checked.state.data },
    { reasons: suggestionOf(next)?.reasons ?? [] },
  )
}

/** The form whole, then everything the chain asks for; then off to the first desk. */
export function submit(it: Case, command: Command, moves: readonly Transition[]): Outcome {
  const checked = readForm(it, command.data ?? it.state.data, 'submit', command)
  if (checked.refusal) return refused(strangerTo(it, command) ?? checked.refusal)
  const next = caseOf(it.pack, checked.state, it.world, it.before)
  const denied = it.state.seq === 0 ? admission(next, command.by) : undefined
  const wrong = denied ?? routeIssue(next, command) ?? submissionIssue(next, moves[0]?.needs ?? [])
  if (wrong) return refused(wrong)
  const { arrival, guard } = destination(asPermitted(next))
  const move = moveTo(next, command, arrival.to, guard)
  const data =
    command.data || it.state.seq === 0 || next.state.data !== it.state.data
      ? next.state.data
      : undefined
  const given = { data, route: command.route }
  const reasons = suggestionOf(next)?.reasons ?? []
  return decided(next, command, move, arrival, given, { effects: permitUsed(next), reasons })
}

/** Whoever may not file this at all is told so, and nothing about the values. */
const strangerTo = (it: Case, command: Command) =>
  it.state.seq === 0 ? mayFile(it, command.by) : undefined

function destination(it: Case): { arrival: Arrival; guard?: 'straight-back' | 'passed-over' } {
  const { back, backOffice } = it.before
  const at = back === undefined ? undefined : it.law.stepAt.get(back)
  if (at !== undefined && comesStraightBack(it.before, it.state)) {
    // Whoever returned it has not decided; if they are gone by now, nobody has.
    const arrival = arrive(anewFrom(it, at), at, false, backOffice)
    return { arrival, guard: arrival.to === back ? 'straight-back' : 'passed-over' }
  }
  const arrival = arrive(anewFrom(it, 0), 0, false)
  const first = it.law.chain.steps[0]?.id ?? 'approved'
  return arrival.to === first ? { arrival } : { arrival, guard: 'passed-over' }
}

type Checked =
  | { readonly refusal: Refusal; readonly state?: undefined }
  | { readonly state: FilingState; readonly refusal?: undefined }

/** Values read by the form: what is hidden is dropped, what is wrong refused, all at once. */
function readForm(
  it: Case,
  given: FieldValues,
  mode: 'draft' | 'submit',
  command?: Command,
): Checked {
  const { form } = it.law
  const withRoute = command ? onRoute(it.state, command.route) : it.state
  const asked = new WeakMap<FieldValues, Case>()
  const holds = (name: string, values: FieldValues) => {
    let one = asked.get(values)
    if (!one)
      asked.set(values, (one = caseOf(it.pack, withData(withRoute, form, values), it.world)))
    return meets(one, name)
  }
  const { file } = it.world
  const { values, issues } = checkForm(form, given, {
    holds,
    today: today(it),
    now: localTimeAt(it.world.now, it.pack.offsetMinutes),
    hoursStep: it.pack.hours.step,
    approvedOnce: it.state.approvedOnce,
    previous: heldTo(it),
    mode,
    subjects: it.pack.hours.subjects.map((one) => one.id),
    known: (id, field) => isKnown(it, id, field, given),
    ...(file && { file }),
  })
  const state = withData(withRoute, form, values)
  const all = [...issues, ...aboutIssues(it, state)]
  if (mode === 'submit' && all.length === 0)
    all.push(...claimIssues(caseOf(it.pack, state, it.world)))
  return all.length > 0
    ? { refusal: { code: 'form-invalid', at: all[0]!.at, issues: all } }
    : { state }
}

function onRoute(state: FilingState, route: FilingState['route']): FilingState {
  if (state.route === route) return state
  const next = opened(state)
  next.route = route
  return closed(next)
}

/** The form cannot say it is about somebody else than the filing. */
function aboutIssues(it: Case, state: FilingState): readonly Issue[] {
  const { applicant } = it.law.form.means
  const named = applicant === undefined ? undefined : state.data[applicant]
  if (applicant === undefined || named === undefined || named === state.person) return []
  return [
    issue('refers-other', [applicant], { what: 'person', expected: state.person, found: named }),
  ]
}

function isKnown(it: Case, id: string, field: FieldDefinition, given: FieldValues): boolean {
  const { org, knowsPerson } = it.world
  if (field.kind === 'office') return officeFits(it, id as OfficeId, field)
  if (field.kind === 'department') {
    const of = field.of === undefined ? it.world.person?.office : given[field.of]
    const office = typeof of === 'string' ? org.office(of as OfficeId) : undefined
    return office?.departments.some((one) => one.id === id && !one.disabled) === true
  }
  if (field.kind === 'person') return id === it.state.person || (knowsPerson?.(id) ?? true)
  return true
}

function officeFits(it: Case, id: OfficeId, field: FieldDefinition): boolean {
  const office = it.world.org.office(id)
  const types = field['office-types']
  if (!office || (types && !types.includes(office.type))) return false
  const { filedBy } = it.state
  if (field.within !== 'own-subtree' || filedBy.kind !== 'post') return true
  return isWithin(it.world.org, id, filedBy.office)
}

/** Which way, when the chain offers several. */
function routeIssue(it: Case, command: Command): Issue | undefined {
  const ways = it.law.chain.submit?.routes
  if (!ways?.length) return undefined
  const known = ways.map((way) => way.id)
  if (!command.route) return issue('route-missing', [], { known })
  const way = ways.find((one) => one.id === command.route?.id)
  if (!way) return issue('route-unknown', [], { name: command.route.id, known })
  if (way.asks === undefined) return undefined
  const chosen = command.route.office ?? officeField(it, way.asks)
  if (!chosen) return issue('route-office-missing', [way.asks], { field: way.asks })
  const office = it.world.org.office(chosen)
  if (!office) return issue('office-unknown', [way.asks], { office: chosen })
  const field = fieldsFor(it.law.form, kindIn(it.law.form, it.state.data)).find(
    (one) => one.id === way.asks,
  )
  if (!field || officeFits(it, chosen, field)) return undefined
  return issue('office-type', [way.asks], {
    office: office.name,
    types: field['office-types'] ?? [],
  })
}
