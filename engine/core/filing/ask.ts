import type { FieldValues, Issue, OfficeId } from '#core/base'
import type { Formula, Suggestion } from '#core/hours'
import type { Pack } from '#core/pack'
import type { Facts } from '#core/rules'
import { caseOf } from './case.ts'
import { factsOf, meets } from './facts.ts'
import { claimIssues, duplicatesOf, formulaOf, suggestionOf, withData } from './claim.ts'
import type { FilingState, OtherFiling, World } from './definition.ts'
import { lawOf } from './law.ts'

/** Every fact that some condition of the pack asks for, as it is now. `office`: where a step leads. */
export function caseFacts(pack: Pack, state: FilingState, world: World, office?: OfficeId): Facts {
  const at = office === undefined ? undefined : world.org.office(office)
  return { ...factsOf(caseOf(pack, state, world), at) }
}

export function conditionHolds(
  pack: Pack,
  state: FilingState,
  world: World,
  condition: string,
): boolean {
  return meets(caseOf(pack, state, world), condition)
}

export interface ClaimPreview {
  /** The rule of what is claimed; none where the region says nothing of such hours. */
  readonly formula?: Formula
  readonly suggested?: Suggestion
  readonly issues: readonly Issue[]
  readonly duplicates: readonly {
    readonly rule: string
    readonly do: 'warn' | 'block'
    readonly says: string
    readonly other: OtherFiling
  }[]
}
/** While typing: what the rule would give, what speaks against the claim, what was filed before. */
export function previewClaim(
  pack: Pack,
  state: FilingState,
  world: World,
  draft?: FieldValues,
): ClaimPreview {
  const typed = draft ? withData(state, lawOf(pack, state.chain).form, draft) : state
  const it = caseOf(pack, typed, world)
  const suggested = suggestionOf(it)
  const formula = formulaOf(it)
  return {
    ...(formula && { formula }),
    ...(suggested && { suggested }),
    issues: claimIssues(it),
    duplicates: duplicatesOf(it).map(({ rule, other }) => ({
      rule: rule.id,
      do: rule.do,
      says: rule.says,
      other,
    })),
  }
}
