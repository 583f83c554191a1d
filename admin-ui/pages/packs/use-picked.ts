import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** The id that stands in the address under `name`; the first of `ids` where it names none of them. */
export function usePicked(name: string, ids: () => readonly string[]): WritableComputedRef<string> {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get: () => ids().find((it) => it === route.query[name]) ?? ids()[0] ?? '',
    set: (id) => void router.replace({ query: { ...route.query, [name]: id } }),
  })
}
