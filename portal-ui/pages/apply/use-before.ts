import type { FilingView } from '#core/api'
import type { FieldValues } from '#core/base'
import { onMounted, type Ref, shallowRef } from 'vue'
import { readLocal, writeLocal } from '../../composables/local-drafts.ts'

/**
 * What a filing said when it came back, to be shown beside what is changed. Corrections are saved as
 * they are typed, so this device keeps the first sight of each return.
 */
export function useBefore(
  filing: FilingView | undefined,
  start: FieldValues,
): Readonly<Ref<FieldValues | undefined>> {
  const back = [...(filing?.entries ?? [])]
    .reverse()
    .find((it) => it.action === 'return' || it.action === 'refuse')
  const isBack =
    filing !== undefined &&
    (filing.marks.length > 0 || filing.state === 'returned' || filing.stateType === 'refused')
  const before = shallowRef(isBack ? start : undefined)
  onMounted(async () => {
    if (!filing || !isBack || !back) return
    const key = `before/${filing.id}/${back.seq}`
    const kept = await readLocal(key)
    if (kept) before.value = kept.values
    else await writeLocal(key, { values: start, seq: filing.seq, at: Date.now() })
  })
  return before
}
