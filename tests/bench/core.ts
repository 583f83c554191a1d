import type { Entry, FilingState } from '#core/filing'
import { bpmnPlay } from './core-bpmn.ts'
import { coreCase, type CoreCase, next } from './core-case.ts'
import { xstatePlayers } from './core-xstate.ts'
import { callsASecond, type Figure, inTurns, rate } from './measure.ts'

const rounds = 9
const ms = 150

/** Plays three approvals of a filing that waits at the first of three offices. */
export interface Player {
  inMemory(): unknown
  /** As it is in life: read back from what was stored before each action, stored after it. */
  persisted(): unknown
}

/** One filing approved at three offices, per action: conditions judged, offices found, the log kept. */
export async function benchCore(): Promise<Figure[]> {
  const it = coreCase()
  const ours = ourPlayer(it)
  const xstate = xstatePlayers(it)
  const actions = it.approvals.length
  const found = await inTurns(rounds, {
    ours: () => callsASecond(ms, ours.inMemory, actions),
    xstate: () => callsASecond(ms, xstate.inMemory, actions),
    oursPersisted: () => callsASecond(ms, ours.persisted, actions),
    xstatePersisted: () => callsASecond(ms, xstate.persisted, actions),
    submissions: () => callsASecond(ms, () => next(it, it.draft, it.submission)),
    bpmn: bpmnRate,
  })
  return [
    rate(
      { name: 'core: action of a three-level approval, in memory', ours: found.ours },
      { name: 'xstate 5', value: found.xstate },
      3,
    ),
    rate(
      { name: 'core: the same, restored and persisted each step', ours: found.oursPersisted },
      { name: 'xstate 5', value: found.xstatePersisted },
      3,
    ),
    rate(
      { name: 'core: the same', ours: found.oursPersisted },
      { name: 'bpmn-engine', value: found.bpmn },
      100,
    ),
    rate(
      { name: 'core: a submission, its form read whole', ours: found.submissions },
      { name: 'xstate 5, an approval', value: found.xstate },
    ),
  ]
}

async function bpmnRate(): Promise<number> {
  const before = process.cpuUsage()
  let actions = 0
  for (let filing = 0; filing < 4; filing += 1) actions += await bpmnPlay()
  const { user, system } = process.cpuUsage(before)
  return (actions * 1_000_000) / (user + system)
}

export function ourPlayer(it: CoreCase): Player {
  const ended = (state: FilingState) => {
    if (state.state !== 'approved' || !state.credited)
      throw new Error(`Ours ended in ${state.state}.`)
  }
  const stored = JSON.stringify(it.submitted)
  return {
    inMemory() {
      let state = it.submitted
      const log: Entry[] = []
      for (const command of it.approvals) {
        const decision = next(it, state, command)
        log.push(decision.entry)
        state = decision.state
      }
      ended(state)
      return log
    },
    persisted() {
      let kept = stored
      const log: string[] = []
      let state = it.submitted
      for (const command of it.approvals) {
        const decision = next(it, JSON.parse(kept) as FilingState, command)
        log.push(JSON.stringify(decision.entry))
        state = decision.state
        kept = JSON.stringify(state)
      }
      ended(state)
      return [log, kept]
    },
  }
}
