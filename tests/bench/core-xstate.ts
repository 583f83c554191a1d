import type { Actor as Author, Command, Desk, Entry } from '#core/filing'
import {
  coversDepartment,
  nearest,
  type Office,
  type OrgView,
  roleMay,
  type RoleDefinition,
} from '#core/org'
import { assign, createActor, setup, type SnapshotFrom } from 'xstate'
import type { Player } from './core.ts'
import { type CoreCase } from './core-case.ts'

/** What a list or a page shows of a filing, as ours keeps it. */
type Context = Omit<CoreCase['submitted'], 'state'>
type Event = { readonly type: 'approve' | 'refuse' | 'return'; readonly command: Command }
type Given = { readonly context: Context; readonly event: Event }

/** The world the guards look at; not part of what is persisted. */
interface Around {
  readonly org: OrgView
  readonly roles: readonly RoleDefinition[]
  readonly unit: Office
  readonly stateOwned: boolean
  readonly thisYear: number
}

const few = ({ claimed = 0 }: Context) => claimed < 4
const known = ({ kind = '' }: Context) => kind === 'paper' || ['training', 'course'].includes(kind)

/** Our chain as one writes it for xstate: states and guards by name, who decides looked up in the tree. */
function machineOf(around: Around) {
  const { org, roles, unit } = around
  const recent = ({ year = 0 }: Context) =>
    around.thisYear - year >= 0 && around.thisYear - year <= 1
  const unmoved = ({ context, event }: Given) => event.command.seen === context.seq
  const sits = ({ context, event }: Given) => {
    const { by } = event.command
    const desk =
      by.kind === 'post' && context.desks.find((it) => it.office === by.office && !it.done)
    if (by.kind !== 'post' || !desk) return false
    const office = org.office(by.office)
    const role = roles.find((it) => it.id === by.role)
    return (
      roleMay(role, 'review', context.chain) &&
      office !== undefined &&
      coversDepartment(office, by.department, desk.department)
    )
  }
  const holds = (it: Given) => unmoved(it) && sits(it)
  const said = (it: Given) => holds(it) && Boolean(it.event.command.opinion?.trim())
  const bureau = () => org.office(unit.superiors['upper']?.[0] ?? unit.id)!
  const hrss = ({ kind }: Context) =>
    kind === 'paper' ? org.ofType('hrss')[0]! : nearest(org, unit, 'hrss')!.office
  const deskAt = (office: Office): readonly Desk[] => [
    { office: office.id, officeName: office.name, officeType: office.type },
  ]
  const moved =
    (label: string, desksOf: (context: Context) => readonly Desk[] = () => []) =>
    ({ context, event: { command } }: Given): Partial<Context> => ({
      seq: context.seq + 1,
      since: command.at,
      label,
      desks: desksOf(context),
      decisions: context.decisions + 1,
      last: { seq: context.seq + 1, action: command.action, by: command.by, at: command.at },
    })
  const done = moved('通过认定')
  return setup({
    types: {} as { context: Context; events: Event; input: Context },
    guards: {
      'unit-approves': (it) => holds(it) && known(it.context) && !around.stateOwned,
      'unit-approves-past-bureau': (it) => holds(it) && known(it.context) && around.stateOwned,
      'bureau-approves': (it) => holds(it) && known(it.context),
      'hrss-approves': (it) => holds(it) && recent(it.context) && !few(it.context),
      'holder-says-why': said,
    },
    actions: {
      'to-bureau': assign(moved('待审核', () => deskAt(bureau()))),
      'to-hrss': assign(moved('待审核', (context) => deskAt(hrss(context)))),
      approved: assign((it) => ({
        ...done(it),
        awarded: it.context.claimed ?? 0,
        credited: true,
        approvedOnce: true,
        decidedAt: it.event.command.at,
      })),
      back: assign(moved('已退回')),
      refused: assign(moved('不予认定')),
    },
  }).createMachine({
    id: 'declaration',
    initial: 'unit',
    context: ({ input }) => input,
    states: {
      unit: {
        on: {
          approve: [
            { guard: 'unit-approves', target: 'bureau', actions: 'to-bureau' },
            { guard: 'unit-approves-past-bureau', target: 'hrss', actions: 'to-hrss' },
          ],
          refuse: { guard: 'holder-says-why', target: 'refused', actions: 'refused' },
          return: { guard: 'holder-says-why', target: 'returned', actions: 'back' },
        },
      },
      bureau: {
        on: {
          approve: { guard: 'bureau-approves', target: 'hrss', actions: 'to-hrss' },
          refuse: { guard: 'holder-says-why', target: 'refused', actions: 'refused' },
          return: { guard: 'holder-says-why', target: 'returned', actions: 'back' },
        },
      },
      hrss: {
        on: {
          approve: { guard: 'hrss-approves', target: 'approved', actions: 'approved' },
          refuse: { guard: 'holder-says-why', target: 'refused', actions: 'refused' },
          return: { guard: 'holder-says-why', target: 'returned', actions: 'back' },
        },
      },
      returned: {},
      refused: {},
      approved: {},
    },
  })
}

/** Three approvals by xstate. Its log is kept beside it, line by line, as ours is. */
export function xstatePlayers({ world, submitted, approvals }: CoreCase): Player {
  const { org, roles, person } = world
  const machine = machineOf({
    org,
    roles,
    unit: org.office(person!.office!)!,
    stateOwned: person!.attributes['state-owned'] === true,
    thisYear: Number(world.now.slice(0, 4)),
  })
  const { state: _, ...input } = submitted
  const events = approvals.map((command): Event => ({ type: 'approve', command }))
  const first = JSON.stringify(createActor(machine, { input }).start().getPersistedSnapshot())
  const ended = (value: unknown) => {
    if (value !== 'approved') throw new Error(`xstate ended in ${String(value)}.`)
  }
  return {
    inMemory() {
      const actor = createActor(machine, { input }).start()
      const log: object[] = []
      let from = actor.getSnapshot().value
      for (const event of events) {
        actor.send(event)
        const { value, context } = actor.getSnapshot()
        log.push(entryOf(event.command, from, value, context))
        from = value
      }
      ended(from)
      actor.stop()
      return log
    },
    persisted() {
      let stored = first
      const log: string[] = []
      let from: string = 'unit'
      for (const event of events) {
        const snapshot = JSON.parse(stored) as SnapshotFrom<typeof machine>
        const actor = createActor(machine, { snapshot, input }).start()
        actor.send(event)
        const { value, context } = actor.getSnapshot()
        log.push(JSON.stringify(entryOf(event.command, from, value, context)))
        stored = JSON.stringify(actor.getPersistedSnapshot())
        actor.stop()
        from = value
      }
      ended(from)
      return [log, stored]
    },
  }
}

const entryOf = (
  { action, by, at }: Command,
  from: string,
  to: string,
  { seq, desks, credited, awarded }: Context,
) => ({
  seq,
  action,
  by: by satisfies Author,
  at,
  from,
  to,
  desks,
  passed: [],
  effects: credited ? ([{ do: 'credit', hours: awarded }] as unknown as Entry['effects']) : [],
})
