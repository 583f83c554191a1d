import type { PreviewView } from '#core/api'
import { sameValue } from '#core/form'
import { type Ref, shallowRef, watch } from 'vue'
import type { FormState } from '../../form/index.ts'

export interface UseSuggestedHours {
  /** The field holds what the rule gives, until somebody writes something else. */
  readonly follows: Readonly<Ref<boolean>>
  /** Back to what the rule gives. */
  restore(): void
}

/** The hours field, filled in by the region's rule as long as nobody has touched it. */
export function useSuggestedHours(
  state: FormState,
  field: string | undefined,
  preview: Readonly<Ref<PreviewView | undefined>>,
): UseSuggestedHours {
  const start = state.values.value
  const claimed = () => (field === undefined ? undefined : state.values.value[field])
  const follows = shallowRef(field !== undefined && claimed() === undefined)
  let filled = claimed()
  let isFirst = true

  function put(hours: number | undefined) {
    if (field === undefined || claimed() === hours) return
    filled = hours
    state.set(field, hours)
  }
  watch(claimed, (value) => {
    if (value !== filled) follows.value = value !== undefined && value === preview.value?.suggested
  })
  watch(preview, (view) => {
    // A draft that holds what the rule gives was filled in by it.
    if (isFirst && claimed() !== undefined) follows.value = claimed() === view?.suggested
    isFirst = false
    // Looking at a form writes nothing.
    if (follows.value && !sameValue(state.values.value, start)) put(view?.suggested)
  })
  return {
    follows,
    restore() {
      follows.value = true
      put(preview.value?.suggested)
    },
  }
}
