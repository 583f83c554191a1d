import { assign, createActor, setup, type SnapshotFrom } from 'xstate'
import type { Command } from '#core/filing'
import type { CoreCase } from './core-case.ts'

interface Facts {
  readonly kind: string
  readonly claimed: number
  readonly year: number
  readonly stateOwned: boolean
}
interface Context extends Facts {
  readonly seq: number
  readonly offices: Readonly<Record<'unit' | 'bureau' | 'hrss', string>>
  readonly filer: string
  readonly thisYear: number
  readonly awarded: number
  readonly credited: boolean
}
type Event = {
  readonly type: 'submit' | 'approve' | 'refuse' | 'return'
  readonly seen: number
  readonly who: string
  readonly office: string
  readonly opinion?: string
}
type Given = { context: Context; event: Event }

const some = ({ claimed }: Facts) => claimed > 0
const recent = ({ year, thisYear }: Context) => thisYear - year >= 0 && thisYear - year <= 1
const few = ({ claimed }: Facts) => claimed < 4
const known = ({ kind }: Facts) => kind === 'paper' || kind === 'training' || kind === 'course'
const unmoved = ({ context, event }: Given) => event.seen === context.seq
const sitsAt = (step: 'unit' | 'bureau' | 'hrss') => (it: Given) =>
  unmoved(it) && it.event.office === it.context.offices[step]

/** The same machine as xstate wants it: states, guards by name, the filing's figures as context. */
const machine = setup({
  types: {} as { context: Context; events: Event; input: Context },
  guards: {
    'may-submit': ({ context, event }) =>
      unmoved({ context, event }) && event.who === context.filer && some(context) && recent(context),
    'past-unit': ({ context, event }) =>
      unmoved({ context, event }) && event.who === context.filer && some(context) && recent(context) && few(context),
    'unit-approves': (it) => sitsAt('unit')(it) && known(it.context) && !it.context.stateOwned,
    'unit-approves-past-bureau': (it) => sitsAt('unit')(it) && known(it.context) && it.context.stateOwned,
    'bureau-approves': (it) => sitsAt('bureau')(it) && known(it.context),
    'hrss-approves': (it) => sitsAt('hrss')(it) && recent(it.context),
    'at-unit': sitsAt('unit'),
    'at-bureau': sitsAt('bureau'),
    'at-hrss': sitsAt('hrss'),
    'with-opinion-at-unit': (it) => sitsAt('unit')(it) && Boolean(it.event.opinion),
    'with-opinion-at-bureau': (it) => sitsAt('bureau')(it) && Boolean(it.event.opinion),
    'with-opinion-at-hrss': (it) => sitsAt('hrss')(it) && Boolean(it.event.opinion),
  },
  actions: {
    next: assign({ seq: ({ context }) => context.seq + 1 }),
    credit: assign({ seq: ({ context }) => context.seq + 1, awarded: ({ context }) => context.claimed, credited: true }),
  },
}).createMachine({
  id: 'declaration',
  initial: 'draft',
  context: ({ input }) => input,
  states: {
    draft: {
      on: {
        submit: [
          { guard: 'past-unit', target: 'bureau', actions: 'next' },
          { guard: 'may-submit', target: 'unit', actions: 'next' },
        ],
      },
    },
    returned: { on: { submit: { guard: 'may-submit', target: 'unit', actions: 'next' } } },
    unit: {
      on: {
        approve: [
          { guard: 'unit-approves', target: 'bureau', actions: 'next' },
          { guard: 'unit-approves-past-bureau', target: 'hrss', actions: 'next' },
        ],
        refuse: { guard: 'with-opinion-at-unit', target: 'refused', actions: 'next' },
        return: { guard: 'with-opinion-at-unit', target: 'returned', actions: 'next' },
      },
    },
    bureau: {
      on: {
        approve: { guard: 'bureau-approves', target: 'hrss', actions: 'next' },
        refuse: { guard: 'with-opinion-at-bureau', target: 'refused', actions: 'next' },
        return: { guard: 'with-opinion-at-bureau', target: 'returned', actions: 'next' },
      },
    },
    hrss: {
      on: {
        approve: { guard: 'hrss-approves', target: 'approved', actions: 'credit' },
        refuse: { guard: 'with-opinion-at-hrss', target: 'refused', actions: 'next' },
        return: { guard: 'with-opinion-at-hrss', target: 'returned', actions: 'next' },
      },
    },
    approved: {},
    refused: {},
  },
})

export function xstatePlayers({ world, commands }: CoreCase): { inMemory(): unknown; persisted(): unknown } {
  const input = contextOf(world)
  const events = commands.map((it) => ({ event: eventOf(it), command: it }))
  const first = JSON.stringify(createActor(machine, { input }).start().getPersistedSnapshot())
  const ended = (value: unknown) => {
    if (value !== 'approved') throw new Error(`xstate ended in ${String(value)}.`)
  }
  return {
    inMemory() {
      const actor = createActor(machine, { input }).start()
      const log: unknown[] = []
      for (const { event, command } of events) {
        const from = actor.getSnapshot().value
        actor.send(event)
        log.push({ seq: log.length + 1, ...command, from, to: actor.getSnapshot().value })
      }
      ended(actor.getSnapshot().value)
      actor.stop()
      return log
    },
    persisted() {
      let stored = first
      const log: string[] = []
      for (const { event, command } of events) {
        const snapshot = JSON.parse(stored) as SnapshotFrom<typeof machine>
        const actor = createActor(machine, { snapshot, input }).start()
        actor.send(event)
        log.push(JSON.stringify({ seq: log.length + 1, ...command, from: snapshot.value, to: actor.getSnapshot().value }))
        stored = JSON.stringify(actor.getPersistedSnapshot())
        actor.stop()
      }
      ended(JSON.parse(stored).value)
      return log
    },
  }
}

const contextOf = (world: CoreCase['world']): Context => ({
  seq: 0,
  kind: 'training',
  claimed: 32,
  year: 2026,
  thisYear: Number(world.now.slice(0, 4)),
  stateOwned: world.person?.attributes['state-owned'] === true,
  offices: { unit: 'unit', bureau: 'bureau', hrss: 'hrss' },
  filer: 'li',
  awarded: 0,
  credited: false,
})

const eventOf = ({ action, by, seen = 0 }: Command): Event => ({
  type: action as Event['type'],
  seen,
  who: by.kind === 'person' ? by.person : by.name,
  office: by.kind === 'post' ? by.office : '',
})
