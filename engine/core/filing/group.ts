import type { Pack } from '#core/pack'
import type { FilingState } from './definition.ts'
import { lawOf } from './law.ts'

/** The one word for all filings of a person and year on a chain (已处理、未处理); deleted ones do not count. */
export function groupLabel(
  pack: Pack,
  chain: string,
  filings: readonly FilingState[],
): string | undefined {
  const { chain: definition, machine } = lawOf(pack, chain)
  const types = filings.map((it) => machine.states[it.state]?.type).filter((it) => it !== 'deleted')
  if (types.length === 0) return undefined
  const holds = {
    'all-decided': types.every((it) => it !== 'draft' && it !== 'waiting'),
    'any-waiting': types.includes('waiting'),
    'any-draft': types.includes('draft'),
  }
  return definition.group?.labels.find((it) => holds[it.when])?.label
}
