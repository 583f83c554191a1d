import type { FilingView } from '#core/api'
import type { FieldValues } from '#core/base'
import { onMounted, type Ref, shallowRef } from 'vue'
import { readLocal, writeLocal } from '../../composables/local-drafts.ts'
import { cameBack } from '../../composables/came-back.ts'

/**
 * What a filing said when it came back, to be shown beside what is changed. Corrections are saved as
 * they are typed, so this device keeps the first sight of each return.
 */
export function useBefore(
  filing: FilingView | undefined,
  start: FieldValues,
): Readonly<Ref<FieldValues | undefined>> {
  const back = cameBack(filing)
  const before = shallowRef(back ? start : undefined)
  onMounted(async () => {
    if (!filing || !back) return
    const key = `before/${filing.id}/${back.seq}`
    const kept = await readLocal(key)
    if (kept) before.value = kept.values
    else await writeLocal(key, { values: start, seq: filing.seq, at: Date.now() })
  })
  return before
}
