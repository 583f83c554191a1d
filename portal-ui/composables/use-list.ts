import type { ListQuery, ListView, PageView } from '#core/api'
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, type ComputedRef, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { listFilings } from '../api/index.ts'
import { useSession } from './use-session.ts'

export interface UseList {
  readonly list: ComputedRef<ListView | undefined>
  readonly tab: Ref<string>
  readonly page: Ref<number>
  /** By source, as the pack's filters name them. */
  readonly filters: Ref<Readonly<Record<string, string>>>
  /** Column it is sorted by, `-` before it for the last first. */
  readonly sort: Ref<string>
  readonly query: ComputedRef<ListQuery>
  readonly data: Ref<PageView | undefined>
  readonly error: Ref<unknown>
  readonly isFetching: Ref<boolean>
  /** What is shown is of the query before; its rows may not belong to this one. */
  readonly isOutdated: Ref<boolean>
  refetch(): Promise<unknown>
}

/** A list of the pack whose tab, filters, order and page live in the address: back, reload and links keep them. */
export function useList(pageName: string, options: { readonly size?: number } = {}): UseList {
  const route = useRoute()
  const router = useRouter()
  const { portal } = useSession()

  const textOf = (name: string) =>
    typeof route.query[name] === 'string' ? String(route.query[name]) : ''
  const list = computed(() => {
    const lists = portal.value?.lists.filter((it) => it.of === 'filings') ?? []
    const named = lists.find((it) => it.id === textOf('list'))
    if (named) return named
    const ofPage = portal.value?.menu.find(
      (it) => it.page === pageName && it.list !== undefined,
    )?.list
    return (
      lists.find((it) => it.chains?.includes(textOf('chain'))) ??
      lists.find((it) => it.id === ofPage) ??
      lists[0]
    )
  })
  const change = (next: Readonly<Record<string, string>>) => {
    const query = { ...route.query, ...next }
    const kept = Object.entries(query).filter(([, value]) => value !== '' && value !== undefined)
    void router.push({ path: route.path, query: Object.fromEntries(kept) })
  }
  const tab = computed({
    get: () => {
      const tabs = list.value?.tabs ?? []
      return tabs.some((it) => it.id === textOf('tab')) ? textOf('tab') : (tabs[0]?.id ?? '')
    },
    set: (id) => change({ tab: id, page: '' }),
  })
  const page = computed({
    get: () => Math.max(1, Number(textOf('page')) || 1),
    set: (n) => change({ page: n === 1 ? '' : String(n) }),
  })
  const filters = computed({
    get: () =>
      Object.fromEntries(
        (list.value?.filters ?? []).flatMap((it) =>
          textOf(`f.${it.of}`) === '' ? [] : [[it.of, textOf(`f.${it.of}`)]],
        ),
      ) as Readonly<Record<string, string>>,
    set: (values) =>
      change({
        page: '',
        ...Object.fromEntries(
          (list.value?.filters ?? []).map((it) => [`f.${it.of}`, values[it.of] ?? '']),
        ),
      }),
  })
  const sort = computed({
    get: () => {
      const { first = '', by = [] } = list.value?.sort ?? {}
      const asked = textOf('sort')
      return by.some((it) => it.of === asked.replace(/^-/, '')) ? asked : first
    },
    set: (of) => change({ sort: of === list.value?.sort?.first ? '' : of, page: '' }),
  })
  const query = computed(
    (): ListQuery => ({
      list: list.value?.id ?? '',
      ...(tab.value === '' ? {} : { tab: tab.value }),
      page: String(page.value),
      size: String(options.size ?? 20),
      ...(sort.value === (list.value?.sort?.first ?? '') ? {} : { sort: sort.value }),
      ...(Object.fromEntries(
        Object.entries(filters.value).map(([of, value]) => [`f.${of}`, value]),
      ) as Record<`f.${string}`, string>),
    }),
  )
  const result = useQuery({
    queryKey: ['filings', query],
    queryFn: () => listFilings(query.value),
    enabled: computed(() => list.value !== undefined),
    placeholderData: keepPreviousData,
  })
  return {
    list,
    tab,
    page,
    filters,
    sort,
    query,
    data: result.data,
    error: result.error,
    isFetching: result.isFetching,
    isOutdated: result.isPlaceholderData,
    refetch: () => result.refetch(),
  }
}
