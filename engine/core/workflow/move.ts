import type { ActionName, DeskGuard, EffectDefinition, StateId, Transition } from './definition.ts'

export interface Draft {
  readonly action: ActionName
  readonly from: StateId
  readonly to: StateId
  readonly by: Transition['by']
  readonly label?: string | undefined
  readonly guard?: DeskGuard | undefined
  readonly needs?: Transition['needs'] | undefined
  readonly opinion?: Transition['opinion'] | undefined
  readonly edits?: Transition['edits'] | undefined
  readonly effects?: readonly EffectDefinition[] | undefined
  readonly back?: StateId | undefined
  readonly after?: string
  readonly capability?: 'delete-filings'
}
