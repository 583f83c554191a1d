import type { FilingState } from '#core/filing'
import type { Pack } from '#core/pack'

/** How several filings of one person and year on a chain are summed up in a list (已处理/未处理, ZJ:66). */
export function groupLabel(
  pack: Pack,
  chain: string,
  all: readonly FilingState[],
): string | undefined {
  const group = pack.chains[chain]?.group
  if (!group) return undefined
  const types = all.map((it) => pack.machines[it.chain]?.states[it.state]?.type ?? it.state)
  const submitted = types.filter((it) => it !== 'draft' && it !== 'deleted')
  const holds = {
    'any-waiting': submitted.includes('waiting'),
    'any-draft': types.includes('draft'),
    'all-decided': submitted.length > 0 && !submitted.includes('waiting'),
  }
  return group.labels.find((it) => holds[it.when])?.label
}
