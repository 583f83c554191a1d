import { decide, type Entry, type FilingState } from '#core/filing'
import { bpmnPlay } from './core-bpmn.ts'
import { coreCase, type CoreCase } from './core-case.ts'
import { xstatePlayers } from './core-xstate.ts'
import { callsASecond, type Figure, inTurns, rate } from './measure.ts'

const rounds = 7
const ms = 250

/**
 * One filing submitted and approved at three offices, per action, with its log. Kept in memory, and
 * as it is in life: read back from what was stored before each action, stored after it.
 */
export async function benchCore(): Promise<Figure[]> {
  const it = coreCase()
  const ours = ourPlayers(it)
  const xstate = xstatePlayers(it)
  const actions = it.commands.length
  const found = await inTurns(rounds, {
    ours: () => callsASecond(ms, ours.inMemory, actions),
    xstate: () => callsASecond(ms, xstate.inMemory, actions),
    oursPersisted: () => callsASecond(ms, ours.persisted, actions),
    xstatePersisted: () => callsASecond(ms, xstate.persisted, actions),
    bpmn: bpmnRate,
  })
  return [
    rate({ name: 'core: action of a three-level approval, in memory', ours: found.ours }, { name: 'xstate 5', value: found.xstate }, 3),
    rate({ name: 'core: the same, restored and persisted each step', ours: found.oursPersisted }, { name: 'xstate 5', value: found.xstatePersisted }, 3),
    rate({ name: 'core: the same', ours: found.oursPersisted }, { name: 'bpmn-engine', value: found.bpmn }, 100),
  ]
}

async function bpmnRate(): Promise<number> {
  const before = performance.now()
  let actions = 0
  for (let filing = 0; filing < 4; filing += 1) actions += await bpmnPlay()
  return (actions * 1000) / (performance.now() - before)
}

function ourPlayers({ pack, world, draft, commands }: CoreCase): { inMemory(): unknown; persisted(): unknown } {
  const next = (state: FilingState, command: CoreCase['commands'][number]) => {
    const decided = decide(pack, state, state, command, world)
    if (!decided.ok) throw new Error(JSON.stringify(decided.issue))
    return decided.value
  }
  const ended = (state: string) => {
    if (state !== 'approved') throw new Error(`Ours ended in ${state}.`)
  }
  const stored = JSON.stringify(draft)
  return {
    inMemory() {
      let state = draft
      const log: Entry[] = []
      for (const command of commands) {
        const decision = next(state, command)
        log.push(decision.entry)
        state = decision.state
      }
      ended(state.state)
      return log
    },
    persisted() {
      let kept = stored
      const log: string[] = []
      for (const command of commands) {
        const { entry, state } = next(JSON.parse(kept) as FilingState, command)
        log.push(JSON.stringify(entry))
        kept = JSON.stringify(state)
      }
      ended((JSON.parse(kept) as FilingState).state)
      return log
    },
  }
}
