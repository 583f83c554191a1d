import type { RowView } from '#core/api'
import { computed, type ComputedRef, type Ref, shallowRef, watch } from 'vue'

export interface UseSelection {
  readonly picked: Readonly<Ref<ReadonlyMap<string, RowView>>>
  /** Everything that matches, also on pages not seen. */
  readonly all: Ref<boolean>
  readonly isWholePage: ComputedRef<boolean>
  /** What every chosen row allows. */
  readonly actions: ComputedRef<readonly string[]>
  toggle(row: RowView): void
  togglePage(): void
  keep(ids: ReadonlySet<string>): void
  clear(): void
}

/** What a batch can do; saving and submitting are done in the form, moving elsewhere one by one. */
export const inBatches: readonly string[] = [
  'approve',
  'record',
  'verify',
  'return',
  'refuse',
  'reject-verification',
  'delete',
]

/** Chosen rows, kept across pages of one list; forgotten when the list is another. */
export function useSelection(rows: Ref<readonly RowView[]>, of: Ref<string>): UseSelection {
  const picked = shallowRef<ReadonlyMap<string, RowView>>(new Map())
  const all = shallowRef(false)
  const clear = () => {
    picked.value = new Map()
    all.value = false
  }
  watch(of, clear)
  // What was read again is chosen as it is now: with its present number and actions.
  watch(rows, (now) => {
    const fresh = now.filter((it) => picked.value.has(it.id))
    if (fresh.length > 0)
      picked.value = new Map([...picked.value, ...fresh.map((it) => [it.id, it] as const)])
  })
  const isWholePage = computed(
    () => rows.value.length > 0 && rows.value.every((it) => picked.value.has(it.id)),
  )
  return {
    picked,
    all,
    isWholePage,
    actions: computed(() => {
      const chosen = [...picked.value.values()]
      return chosen.length === 0
        ? []
        : inBatches.filter((it) => chosen.every((row) => row.actions.includes(it)))
    }),
    toggle(row) {
      const next = new Map(picked.value)
      if (!next.delete(row.id)) next.set(row.id, row)
      picked.value = next
      all.value = false
    },
    togglePage() {
      const next = new Map(picked.value)
      const isWhole = isWholePage.value
      for (const row of rows.value) {
        if (isWhole) next.delete(row.id)
        else next.set(row.id, row)
      }
      picked.value = next
      all.value = false
    },
    keep(ids) {
      picked.value = new Map([...picked.value].filter(([id]) => ids.has(id)))
      all.value = false
    },
    clear,
  }
}
