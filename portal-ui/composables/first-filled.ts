import { until } from '@vueuse/core'
import { useRoute, useRouter } from 'vue-router'
import type { UseList } from './use-list.ts'

/**
 * Who comes to a list without naming a tab is shown the first that holds something. Asked once: where
 * one is after that, one has chosen, or all of it was empty.
 */
export function showFirstFilled({ list, data, filters }: UseList): void {
  const route = useRoute()
  const router = useRouter()
  void until(data)
    .toBeTruthy()
    .then((now) => {
      const isChosen = route.query['tab'] !== undefined || Object.keys(filters.value).length > 0
      const filled = list.value?.tabs.find((it) => (now.tabs?.[it.id] ?? 0) > 0)
      if (!isChosen && now.total === 0 && filled)
        void router.replace({ path: route.path, query: { ...route.query, tab: filled.id } })
    })
}
