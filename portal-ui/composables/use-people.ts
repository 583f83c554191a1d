import type { ListView, PageView, PersonRow } from '#core/api'
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, type ComputedRef, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { findPeople } from '../api/index.ts'
import { t, term } from '../texts/index.ts'

type Texts = Readonly<Record<string, string>>
export interface UsePeople {
  readonly columns: ComputedRef<ListView['columns']>
  readonly filterList: ComputedRef<ListView['filters']>
  readonly filters: Ref<Texts>
  readonly page: Ref<number>
  readonly data: Ref<PageView<PersonRow> | undefined>
  readonly error: Ref<unknown>
  refetch(): Promise<unknown>
}

/** A list of people, or of their years, whose filters and page live in the address. */
export function usePeople(
  list: Readonly<Ref<ListView | undefined>>,
  isOn: Readonly<Ref<boolean>>,
): UsePeople {
  const route = useRoute()
  const router = useRouter()
  const textOf = (name: string) =>
    typeof route.query[name] === 'string' ? String(route.query[name]) : ''

  /** As the address has them; a list without filters of its own is searched by name or id number. */
  const filterList = computed(() => {
    const own = (list.value?.filters ?? []).map((it) => ({ ...it, of: `f.${it.of}` }))
    const isSearched = own.some((it) => it.of !== 'f.standing.year')
    return isSearched ? own : [{ of: 'query', title: t('people.query'), as: 'text' }, ...own]
  })
  const go = (query: Texts) => {
    const kept: Texts = textOf('list') === '' ? {} : { list: textOf('list') }
    void router.push({ query: { ...kept, ...query } })
  }
  const filters = computed({
    get: (): Texts => {
      const set = filterList.value.filter(({ of }) => textOf(of) !== '')
      return Object.fromEntries(set.map(({ of }) => [of, textOf(of)]))
    },
    set: go,
  })
  const page = computed({
    get: () => Math.max(1, Number(textOf('page')) || 1),
    set: (n) => go({ ...filters.value, page: String(n) }),
  })
  const asked = computed(() => ({
    ...(list.value ? { list: list.value.id } : {}),
    ...filters.value,
    page: String(page.value),
    size: '20',
  }))
  const found = useQuery({
    queryKey: ['people', asked],
    queryFn: () => findPeople(asked.value),
    enabled: isOn,
    placeholderData: keepPreviousData,
  })
  return {
    columns: computed(() => list.value?.columns ?? [{ of: 'person.name', title: term('name') }]),
    filterList,
    filters,
    page,
    data: found.data,
    error: found.error,
    refetch: () => found.refetch(),
  }
}
