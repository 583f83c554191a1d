import type { FilingView } from '#core/api'
import { type Ref, shallowRef, watch } from 'vue'
import { readFiling } from '../../api/index.ts'
import type { UseAutosave } from '../../composables/use-autosave.ts'
import type { UseDraft } from '../../composables/use-draft.ts'
import type { FormState } from '../../form/index.ts'

export interface UseConflict {
  /** The newer version from elsewhere, while nobody has chosen. */
  readonly theirs: Readonly<Ref<FilingView | undefined>>
  look(): Promise<void>
  keepMine(): Promise<void>
  takeTheirs(): Promise<void>
}

/** The same filing changed on another device: neither version goes unseen. */
export function useConflict(state: FormState, draft: UseDraft, save: UseAutosave): UseConflict {
  const theirs = shallowRef<FilingView>()
  async function look() {
    theirs.value = await readFiling(draft.id.value).catch(() => undefined)
  }
  watch(save.state, (now) => {
    if (now === 'conflict') void look()
  })
  return {
    theirs,
    look,
    async keepMine() {
      const other = theirs.value
      if (!other) return
      draft.seq.value = other.seq
      theirs.value = undefined
      save.state.value = 'waiting'
      await save.flush()
    },
    async takeTheirs() {
      const other = theirs.value
      if (!other) return
      theirs.value = undefined
      draft.seq.value = other.seq
      state.values.value = other.form.values
      save.settle(state.draft.value.values)
    },
  }
}
