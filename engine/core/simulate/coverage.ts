import { leafKinds } from '#core/form'
import type { Pack } from '#core/pack'
import type { Machine } from '#core/workflow'
import type { Coverage, ScenarioResult } from './definition.ts'

export interface PackCoverage {
  readonly covered: Coverage
  readonly missing: Coverage
}

/** What of a pack its stories touch, and what they leave out. */
export function coverageOf(pack: Pack, results: readonly ScenarioResult[]): PackCoverage {
  const all = everything(pack)
  const touched = (key: keyof Coverage) => new Set(results.flatMap((it) => it.covered[key]))
  const split = (key: keyof Coverage, isCovered: boolean) => {
    const seen = touched(key)
    return all[key].filter((it) => seen.has(it) === isCovered)
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

/** Handing on by the rescuer is the engine's, not the pack's: no story need show it. */
function movesOf({ chain, transitions }: Machine): readonly string[] {
  return transitions
    .filter((it) => it.action !== 'reassign')
    .map((it) => `${chain}/${it.from}/${it.action}/${it.to}`)
}
