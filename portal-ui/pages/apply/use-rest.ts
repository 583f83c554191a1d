import type { FieldValues } from '#core/base'
import { sameValue } from '#core/form'
import { onMounted, type Ref, shallowRef } from 'vue'
import { dropLocal, type LocalDraft, readLocal } from '../../composables/local-drafts.ts'
import type { UseDraft } from '../../composables/use-draft.ts'

export interface UseRest {
  /** What this device still has and nobody has decided about. */
  readonly rest: Readonly<Ref<LocalDraft | undefined>>
  take(): void
  drop(): Promise<void>
}

/** What was typed on this device and had not reached the server when the page was left. */
export function useRest(key: string, values: Ref<FieldValues>, draft: UseDraft): UseRest {
  const rest = shallowRef<LocalDraft>()
  const start = values.value
  onMounted(async () => {
    const kept = await readLocal(key)
    if (!kept || sameValue(kept.values, start)) return
    // Based on what the server has now: simply the rest of what was typed. Otherwise ask.
    if (kept.seq === draft.seq.value && draft.id.value !== '') values.value = kept.values
    else rest.value = kept
  })
  return {
    rest,
    take() {
      if (rest.value) values.value = rest.value.values
      rest.value = undefined
    },
    async drop() {
      rest.value = undefined
      await dropLocal(key)
    },
  }
}
