import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  decide,
  isMisplaced,
  openActions,
  replay,
  type Actor,
  type Command,
  type Entry,
  type FilingState,
} from '../../../engine/core/filing/index.ts'
import {
  checkChain,
  transitionsFrom,
  type ActionName,
  type ChainDefinition,
  type StepAction,
  type StepDefinition,
  type Who,
} from '../../../engine/core/workflow/index.ts'
import { tinyChain, tinyPack } from '../../support/tiny-pack.ts'
import {
  filled,
  headOf,
  now,
  personActor,
  postActor,
  worldOf,
  type WorldChange,
} from '../../support/tiny-world.ts'

const who: fc.Arbitrary<Who> = fc.constantFrom<Who>(
  { office: 'subject-unit' },
  { superior: 'any' },
  { nearest: 'hrss' },
  { nearest: 'bureau', above: true },
  { fixed: { type: 'hrss' } },
  { climb: 'any', until: 'hrss' },
  { climb: ['upper'], until: 'hrss', 'start-above': true },
  { climb: 'any', until: 'nowhere' },
  { any: [{ superior: 'any' }, { nearest: 'hrss' }] },
  { all: [{ office: 'subject-unit' }, { superior: 'any' }, { nearest: 'hrss' }] },
  {
    route: [
      { when: 'short', who: { climb: 'any', until: 'hrss' } },
      { who: { office: 'subject-unit' } },
    ],
  },
  { route: [{ when: 'short', who: { nearest: 'hrss' } }] },
)
const maybe = <T>(it: fc.Arbitrary<T>) => fc.option(it, { nil: undefined, freq: 2 })

const stepAt = (at: number): fc.Arbitrary<StepDefinition> =>
  fc
    .record({
      who,
      may: fc.constantFrom<readonly StepAction[] | undefined>(
        undefined,
        ['approve', 'refuse', 'return'],
        ['record'],
        ['approve', 'return'],
        ['approve', 'refuse'],
      ),
      skip: maybe(
        fc.constantFrom(
          'review-closed',
          'no-such-office',
          'short',
          ['review-closed', 'no-such-office'],
          'at-bureau',
        ),
      ),
      nobody: maybe(fc.constantFrom('rescue', 'up')),
      self: maybe(fc.constantFrom('allow', 'forbid', 'up')),
      auto: fc.option(fc.constantFrom('short', 'always'), { nil: undefined, freq: 8 }),
      back: fc.boolean(),
      to: fc.subarray(['filer', ...Array.from({ length: at }, (_, n) => `s${n}`)], {
        minLength: 1,
      }),
      refuseTo: maybe(fc.constantFrom('refused', 'draft')),
      needs: maybe(fc.constant(['short'])),
      roles: maybe(fc.constantFrom(['admin'], ['chief'], ['admin', 'chief'])),
      repeat: maybe(fc.constantFrom('allow', 'forbid')),
    })
    .map(
      (it) =>
        ({
          id: `s${at}`,
          title: `step ${at}`,
          who: it.who,
          ...(it.may && { may: it.may }),
          ...(it.skip && { skip: { when: it.skip } }),
          ...(it.nobody && { nobody: it.nobody }),
          ...(it.self && { self: it.self }),
          ...(it.roles && { roles: it.roles }),
          ...(it.repeat && { repeat: it.repeat }),
          ...(it.auto && { auto: { when: it.auto } }),
          ...(it.may?.includes('return') && { return: { to: it.to, 'straight-back': it.back } }),
          ...(it.refuseTo &&
            (!it.may || it.may.includes('refuse')) && { refuse: { to: it.refuseTo } }),
          ...(it.needs &&
            (!it.may || it.may.includes('approve')) && { approve: { needs: it.needs } }),
          edits: ['awarded'],
        }) as StepDefinition,
    )

const chains: fc.Arbitrary<ChainDefinition> = fc.integer({ min: 0, max: 4 }).chain((count) =>
  fc
    .record({
      steps: fc.tuple(...Array.from({ length: count }, (_, at) => stepAt(at))),
      credits: fc.constantFrom('end', ...Array.from({ length: count }, (_, at) => `s${at}`)),
      withdraw: fc.constantFrom<NonNullable<ChainDefinition['withdraw']>>(
        { while: [], to: 'draft' },
        { while: ['waiting'], to: 'draft' },
        { while: ['waiting'], to: 'draft', before: 'first-decision' },
      ),
      after: fc.boolean(),
      pass: fc.constantFrom('checked', 'verified'),
      resubmit: fc.boolean(),
    })
    .map(
      (it): ChainDefinition => ({
        ...tinyChain,
        'filed-by': ['person', { post: 'declare', for: 'people-below' }],
        labels: {
          draft: 'd',
          waiting: 'w',
          returned: 'r',
          approved: 'a',
          refused: 'x',
          deleted: 'g',
        },
        steps: it.steps,
        credits: { at: it.credits },
        resubmit: { from: it.resubmit ? ['refused', 'revoked'] : [] },
        withdraw: it.withdraw,
        ...(it.after && {
          after: [
            {
              id: 'v1',
              title: 'v1',
              who: { nearest: 'hrss' },
              fail: { label: 'no', state: 'revoked-1', effects: [{ do: 'revoke-credits' }] },
            },
            {
              id: 'v2',
              title: 'v2',
              who: { superior: 'any' },
              pass: { state: it.pass, label: 'ok' },
              fail: { label: 'no', state: 'revoked-2', effects: [] },
            },
          ],
        }),
      }),
    ),
)

interface Turn {
  /** Mostly something that is open to somebody; now and then anything by anybody. */
  readonly wild: boolean
  readonly pick: number
  readonly action: ActionName
  readonly by: number
  readonly target: number
  readonly awarded?: number | undefined
  readonly change: WorldChange
}
const change: fc.Arbitrary<WorldChange> = fc.record({
  closed: fc.subarray(['unit', 'bureau', 'hrss']),
  without: fc.subarray(['unit-admin', 'east-admin', 'bureau-admin', 'hrss-chief']),
  superiors: fc.constantFrom({}, {}, {}, { unit: {} }, { bureau: { upper: ['unit'] } }),
})
const turns: fc.Arbitrary<readonly Turn[]> = fc.array(
  fc.record({
    wild: fc.nat(4).map((it) => it === 0),
    pick: fc.nat(1000),
    action: fc.constantFrom<ActionName>(
      'save',
      'submit',
      'submit',
      'approve',
      'approve',
      'approve',
      'refuse',
      'return',
      'record',
      'withdraw',
      'delete',
      'verify',
      'reject-verification',
      'reassign',
    ),
    by: fc.nat(6),
    target: fc.nat(9),
    awarded: maybe(fc.integer({ min: 0, max: 33 })),
    change: fc.oneof({ arbitrary: fc.constant({}), weight: 3 }, { arbitrary: change, weight: 1 }),
  }),
  { minLength: 15, maxLength: 40 },
)

const decisions: readonly string[] = ['approve', 'record', 'refuse', 'return']
/** By the person, by their unit's reviewer, and from above about that reviewer. */
const filings = fc.constantFrom(
  { filedBy: 0, about: 'li' },
  { filedBy: 1, about: 'li' },
  { filedBy: 3, about: 'wang' },
)
const conditions = {
  short: { test: { fact: 'filing.claimed', operator: 'lessThan', value: 31 } },
  'at-bureau': { test: { fact: 'step.office-type', operator: 'equal', value: 'bureau' } },
} as const

test('whatever a chain is and whoever acts: the log is the filing, and somebody always holds it', () => {
  let moves = 0
  const seen = new Set<string>()
  fc.assert(
    fc.property(chains, turns, filings, (chain, story, { filedBy, about }) => {
      const pack = tinyPack({ chains: [chain], conditions })
      const machine = pack.machines.declaration!
      const actors: readonly Actor[] = [
        personActor('li'),
        ...['unit-admin', 'east-admin', 'bureau-admin', 'hrss-chief'].map((it) =>
          postActor(pack, it),
        ),
        { kind: 'system', name: 'system' },
        personActor('zhao'),
      ]
      const head = headOf(actors[filedBy]!, { person: about as never })
      const own = [`account:${about}`, 'account' in head.filedBy && head.filedBy.account]
      let log: readonly Entry[] = []
      let state: FilingState = replay(pack, head, log)
      let credits = 0
      let verified: readonly unknown[] = []
      for (const turn of story) {
        const world = worldOf(pack, { ...turn.change, person: about })
        const choices = actors.flatMap((by) =>
          openActions(pack, state, by, world)
            .filter((it) => !it.blocked)
            .map((it) => ({ by, action: it.action })),
        )
        const choice = turn.wild ? undefined : choices[turn.pick % Math.max(1, choices.length)]
        const { by, action } = choice ?? { by: actors[turn.by]!, action: turn.action }
        const options = transitionsFrom(machine, state.state).filter((it) => it.action === action)
        const target =
          action === 'reassign'
            ? [undefined, 'unit', 'bureau', 'hrss', 'gone'][turn.target % 5]
            : options[turn.target % Math.max(1, options.length)]?.to
        const command: Command = {
          action,
          by,
          at: now,
          opinion: '意见',
          ...(target !== undefined && { to: target }),
          ...(turn.awarded !== undefined && { awarded: turn.awarded }),
          ...((action === 'save' || state.seq === 0) && {
            data: { ...filled, hours: 28 + (turn.target % 5) },
          }),
        }
        const open = openActions(pack, state, by, world)
        const outcome = decide(pack, head, state, command, world)
        const again = decide(pack, head, log, command, world)
        expect(again).toEqual(outcome)
        if (!outcome.ok) {
          if (machine.states[state.state]!.final)
            expect(['not-possible-now', 'not-your-turn', 'not-filer']).toContain(outcome.issue.code)
          continue
        }
        moves += 1
        expect(open.filter((it) => !it.blocked).map((it) => it.action)).toContain(action)
        const { entry } = outcome.value
        expect(machine.states[state.state]!.final && entry.from !== entry.to).toBe(false)
        expect(
          machine.transitions.some(
            (it) =>
              it.from === (entry.from ?? 'draft') &&
              it.action === entry.action &&
              it.to === entry.to,
          ),
        ).toBe(true)
        seen.add(entry.action)
        if (
          decisions.includes(action) &&
          chain.steps.find((it) => it.id === entry.from)!.self !== 'allow'
        )
          expect(own).not.toContain('account' in by && by.account)
        log = [...log, entry]
        state = outcome.value.state
        expect(replay(pack, head, JSON.parse(JSON.stringify(log)) as Entry[])).toEqual(
          JSON.parse(JSON.stringify(state)),
        )
        const type = machine.states[state.state]!.type
        const held = state.desks.some((it) => !it.done && !it.empty)
        if (type === 'waiting') expect(held || state.stuck).toBe(true)
        else expect(state.stuck).toBe(false)
        if (type === 'waiting' && !isMisplaced(pack, state, world) && held) {
          const can = actors.some((it) =>
            openActions(pack, state, it, world).some((one) => one.action !== 'reassign'),
          )
          expect(can || state.stuck).toBe(true)
        }
        const stands = chain.steps.findIndex((it) => it.id === state.state)
        if (stands >= 0 && stands <= chain.steps.findIndex((it) => it.id === chain.credits!.at))
          expect(state.credited).toBe(false)
        if (type === 'waiting' && (action === 'submit' || action === 'return'))
          expect(isMisplaced(pack, state, world)).toBe(false)
        if (state.stuck && !turn.change.without?.includes('hrss-chief'))
          expect(openActions(pack, state, actors[4]!, world).map((it) => it.action)).toContain(
            'reassign',
          )
        if (type === 'waiting' && isMisplaced(pack, state, world)) {
          const asked: Command = { action: 'reassign', by: actors[5]!, at: now }
          const moved = decide(pack, head, state, asked, world)
          const still = moved.ok && isMisplaced(pack, moved.value.state, world)
          expect([moved.ok, still]).toEqual([true, false])
        }
        if (action === 'submit') verified = []
        if (action === 'verify') {
          expect(verified).not.toContain(entry.after)
          verified = [...verified, entry.after]
        }
        for (const it of entry.effects) {
          if (it.do === 'credit') credits += it.hours
          if (it.do === 'revoke-credits') credits = 0
        }
        expect(credits).toBe(state.credited ? state.awarded : 0)
        if (['draft', 'refused', 'deleted', 'revoked'].includes(type))
          expect(state.credited).toBe(false)
      }
    }),
    { numRuns: 500 },
  )
  expect(moves).toBeGreaterThan(1000)
  expect([...seen].sort()).toEqual([
    'approve',
    'delete',
    'reassign',
    'record',
    'refuse',
    'reject-verification',
    'return',
    'save',
    'submit',
    'verify',
    'withdraw',
  ])
})

test('checking any such chain finds its faults without falling over', () => {
  fc.assert(
    fc.property(chains, (chain) => {
      for (const it of checkChain(chain)) expect(it.path.length).toBeGreaterThan(0)
    }),
  )
})
