import { computed, type ComputedRef } from 'vue'
import { dropLocal } from '../../composables/local-drafts.ts'
import { type UseAutosave, useAutosave } from '../../composables/use-autosave.ts'
import { type DraftGiven, type UseDraft, useDraft } from '../../composables/use-draft.ts'
import type { FormState } from '../../form/index.ts'

export interface UseKeptDraft {
  readonly draft: UseDraft
  readonly save: UseAutosave
  /** Its key on this device, and the one it had before the server gave it a number. */
  readonly place: ComputedRef<string>
  readonly startPlace: string
}

/** A filing kept safe while it is written: on this device at once, on the server after a pause. */
export function useKeptDraft(
  state: FormState,
  given: DraftGiven & { readonly region: string },
  onMade: (id: string) => void,
): UseKeptDraft {
  const draft = useDraft(given)
  const place = computed(
    () =>
      `${given.region}/${given.form.chain}/${draft.id.value || `new${given.refers}${given.applicant}`}`,
  )
  const startPlace = place.value
  const save = useAutosave({
    values: state.values,
    sendable: () => state.draft.value.values,
    localKey: () => place.value,
    seq: () => draft.seq.value,
    send: async (values) => {
      const isNew = draft.id.value === ''
      await draft.save(values)
      if (!isNew) return
      await dropLocal(startPlace)
      onMade(draft.id.value)
    },
  })
  return { draft, save, place, startPlace }
}
