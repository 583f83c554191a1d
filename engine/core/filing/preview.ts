import type { Pack } from '#core/pack'
import type { Post } from '#core/org'
import { skipReasons, type StepDefinition, transitionsFrom } from '#core/workflow'
import { arrive } from './arrive.ts'
import { caseOf, officeField, type Case } from './case.ts'
import { withData } from './claim.ts'
import type {
  Command,
  Desk,
  Entry,
  FilingState,
  Passed,
  RouteStep,
  Why,
  World,
} from './definition.ts'
import { asPermitted } from './permit.ts'
import { reviewersAt, seatsOf, type Seat } from './seats.ts'

/**
 * The way a filing goes from here: what is behind it, where it is, and what would follow if everybody
 * approved, with the offices, how they were found, and where nobody could act. Read from the world as
 * it is now. `draft`: values as typed, not yet saved.
 */
export function previewRoute(
  pack: Pack,
  state: FilingState,
  world: World,
  options: {
    readonly draft?: FilingState['data']
    readonly route?: Command['route']
    readonly log?: readonly Entry[]
  } = {},
): readonly RouteStep[] {
  const typed = options.draft
    ? withData(state, caseOf(pack, state, world).law.form, options.draft)
    : state
  const routed = caseOf(pack, options.route ? { ...typed, route: options.route } : typed, world)
  const type = typeAhead(routed, options.draft !== undefined)
  const it = type === 'draft' ? asPermitted(routed) : routed
  const now = it.law.stepAt.get(state.state)
  const isOver = type !== 'draft' && type !== 'waiting'
  return it.law.chain.steps.flatMap((step, at) => {
    if (isOver || (now !== undefined && at < now)) return behind(it, step, options.log ?? [])
    return at === now ? present(it, step) : ahead(it, step, at)
  })
}

/** Taken up again, what was refused is as good as a draft: its whole way is before it. */
function typeAhead({ law, state }: Case, isTyped: boolean) {
  const again = isTyped && transitionsFrom(law.machine, state.state).some(isSubmission)
  return again ? 'draft' : law.machine.states[state.state]?.type
}
const isSubmission = (it: { readonly action: string }) => it.action === 'submit'

function behind(it: Case, step: StepDefinition, log: readonly Entry[]): RouteStep[] {
  const entries = log.filter(
    (entry) =>
      entry.from === step.id &&
      (entry.action === 'approve' || entry.action === 'record' || entry.action === 'refuse'),
  )
  const passed = passedAt(log, step.id)
  const offices = entries.flatMap(({ by }) =>
    by.kind === 'post'
      ? [
          {
            id: by.office,
            name: by.officeName,
            posts: 0,
            people: 0,
            why: { how: 'desk', office: by.office } as Why,
            done: true,
          },
        ]
      : [],
  )
  if (offices.length === 0 && passed.length === 0 && log.length > 0 && it.state.decidedAt) return []
  return [
    {
      step: step.id,
      title: step.title,
      state: offices.length === 0 && passed.length > 0 ? 'passed' : 'done',
      mode: 'one',
      offices,
      passed,
    },
  ]
}
const passedAt = (log: readonly Entry[], step: string): readonly Passed[] =>
  log.flatMap((entry) => entry.passed.filter((line) => line.step === step))

function present(it: Case, step: StepDefinition): RouteStep[] {
  const found = seatsOf(it, step.who)
  const held = it.state.desks.map((desk) => officeAt(it, step, desk, whyOf(found.seats, desk)))
  const later =
    found.mode === 'climb'
      ? found.seats.slice(
          1 + found.seats.findIndex((seat) => seat.office.id === it.state.desks[0]?.office),
        )
      : []
  const line: RouteStep = {
    step: step.id,
    title: step.title,
    state: 'now',
    mode: modeOf(found.mode),
    offices: held,
    passed: [],
    ...(it.state.stuck && { nobody: 'stuck' }),
  }
  return [line, ...planned(it, step, later)]
}

/** A climb is one line for each office on its way. */
function planned(it: Case, step: StepDefinition, seats: readonly Seat[]): RouteStep[] {
  return seats.map((seat) => {
    const office = seated(it, step, seat)
    return {
      step: step.id,
      title: step.title,
      state: 'planned',
      mode: 'one',
      offices: [office],
      passed: [],
      ...(office.posts === 0 && { nobody: step.nobody === 'up' ? 'up' : 'stuck' }),
    }
  })
}

function ahead(it: Case, step: StepDefinition, at: number): RouteStep[] {
  const arrival = arrive(it, at, true)
  const passed = arrival.passed.filter((line) => line.step === step.id)
  const found = seatsOf(it, step.who)
  const base = { step: step.id, title: step.title, mode: modeOf(found.mode), passed } as const
  if (isUnchosen(it, step)) return [{ ...base, state: 'planned', offices: [] }]
  if (arrival.to !== step.id) {
    return passed.length > 0
      ? [{ ...base, state: 'passed', offices: [] }]
      : [{ ...base, state: 'planned', offices: [], nobody: 'stuck' }]
  }
  const offices = arrival.desks.map((desk) => officeAt(it, step, desk, whyOf(found.seats, desk)))
  const isEmpty = offices.every((office) => office.posts === 0)
  const later =
    found.mode === 'climb'
      ? found.seats.slice(1 + found.seats.findIndex((seat) => seat.office.id === offices[0]?.id))
      : []
  const lines: RouteStep[] = [
    { ...base, state: 'planned', offices, ...(isEmpty && { nobody: 'stuck' }) },
    ...planned(it, step, later),
  ]
  const isLost =
    found.mode === 'climb' && !found.complete && !skipReasons(step).includes('no-such-office')
  return isLost && offices.length > 0
    ? [...lines, { ...base, state: 'planned', offices: [], passed: [], nobody: 'stuck' }]
    : lines
}

/** Its office is a field nobody has filled in yet: not known, which is not the same as nobody. */
const isUnchosen = (it: Case, { who }: StepDefinition) =>
  'chosen' in who && officeField(it, who.chosen) === undefined

const modeOf = (mode: 'one' | 'any' | 'all' | 'climb') => (mode === 'climb' ? 'one' : mode)
const whyOf = (seats: readonly Seat[], desk: Desk): Why =>
  seats.find((seat) => seat.office.id === desk.office)?.why ?? { how: 'desk', office: desk.office }

function officeAt(
  it: Case,
  step: StepDefinition,
  desk: Desk,
  why: Why,
): RouteStep['offices'][number] {
  const posts = reviewersAt(it, step, desk.office)
  return {
    ...counted(posts),
    ...phoneOf(it, desk.office),
    id: desk.office,
    name: desk.officeName,
    why,
    ...(desk.done && { done: true }),
  }
}
function seated(it: Case, step: StepDefinition, seat: Seat): RouteStep['offices'][number] {
  const posts = reviewersAt(it, step, seat.office.id)
  return {
    ...counted(posts),
    ...phoneOf(it, seat.office.id),
    id: seat.office.id,
    name: seat.office.name,
    why: seat.why,
  }
}
const counted = (posts: readonly Post[]) => ({
  posts: posts.length,
  people: peopleOf(posts),
  ...(posts.some((post) => post.department !== undefined) && {
    departments: [...new Set(posts.map((post) => post.department))].map((id) => ({
      ...(id !== undefined && { id }),
      people: peopleOf(posts.filter((post) => post.department === id)),
    })),
  }),
})
const peopleOf = (posts: readonly Post[]) => new Set(posts.map((post) => post.account)).size
function phoneOf(it: Case, office: Desk['office']): { readonly phone?: string } {
  const phone = it.world.org.office(office)?.phone
  return phone === undefined ? {} : { phone }
}
