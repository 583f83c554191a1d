import { leafKinds } from '#core/form'
import type { Pack } from '#core/pack'
import type { Machine, Transition } from '#core/workflow'
import type { Coverage, ScenarioResult } from './definition.ts'
import { possibleMoves } from './possible.ts'

export interface PackCoverage {
  readonly covered: Coverage
  readonly missing: Coverage
}

/** What of a pack its stories touch, and what they leave out. */
export function coverageOf(pack: Pack, results: readonly ScenarioResult[]): PackCoverage {
  const all = everything(pack)
  const impossible = impossibleIn(pack)
  const touched = (key: keyof Coverage) => new Set(results.flatMap((it) => it.covered[key]))
  const split = (key: keyof Coverage, isCovered: boolean) => {
    const seen = touched(key)
    return all[key].filter((it) => seen.has(it) === isCovered && (isCovered || !impossible.has(it)))
  }
  const pick = (isCovered: boolean): Coverage => ({
    states: split('states', isCovered),
    transitions: split('transitions', isCovered),
    kinds: split('kinds', isCovered),
    rules: split('rules', isCovered),
  })
  return { covered: pick(true), missing: pick(false) }
}

function everything(pack: Pack): Coverage {
  const machines = Object.values(pack.machines)
  const { formulas, caps, requirements, duplicates } = pack.hours
  const used = new Set(Object.values(pack.chains).map((it) => it.form))
  const kinds = Object.values(pack.forms)
    .filter((it) => used.has(it.form))
    .flatMap((it) => leafKinds(it.kinds))
  return {
    states: machines.flatMap((it) => Object.keys(it.states).map((state) => `${it.chain}/${state}`)),
    transitions: [...new Set(machines.flatMap(movesOf))],
    kinds: [...new Set(kinds.map((it) => it.id))],
    rules: [
      ...[...formulas, ...caps, ...requirements, ...duplicates].map((it) => it.id),
      ...Object.keys(pack.conditions),
      ...Object.keys(pack.certificates),
    ],
  }
}

/** States and moves that no filing comes to, whatever a story does. */
function impossibleIn(pack: Pack): ReadonlySet<string> {
  return new Set(
    Object.values(pack.machines).flatMap((machine) => {
      const { chain, states } = machine
      const moves = possibleMoves(pack, machine)
      const known = new Set(namesOf(chain, moves))
      const reached = new Set([machine.start, ...moves.map((it) => it.to)])
      return [
        ...movesOf(machine).filter((it) => !known.has(it)),
        ...Object.keys(states).flatMap((it) => (reached.has(it) ? [] : [`${chain}/${it}`])),
      ]
    }),
  )
}

/** Handing on by the rescuer is the engine's, not the pack's: no story need show it. */
const movesOf = ({ chain, transitions }: Machine): readonly string[] => namesOf(chain, transitions)
const namesOf = (chain: string, moves: readonly Transition[]): readonly string[] =>
  moves
    .filter((it) => it.action !== 'reassign')
    .map((it) => `${chain}/${it.from}/${it.action}/${it.to}`)
