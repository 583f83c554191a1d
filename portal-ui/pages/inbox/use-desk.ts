import type { RowView } from '#core/api'
import { useQueryClient } from '@tanstack/vue-query'
import { computed, type ComputedRef, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { readFiling } from '../../api/index.ts'
import { useList, type UseList } from '../../composables/use-list.ts'
import { useSession } from '../../composables/use-session.ts'

export type DeskPage = 'inbox' | 'verification' | 'rescue'

export interface UseDesk {
  readonly listing: UseList
  /** The pack shows this list on this page to this identity. */
  readonly isOffered: ComputedRef<boolean>
  readonly rows: ComputedRef<readonly RowView[]>
  readonly currentId: ComputedRef<string>
  readonly current: ComputedRef<RowView | undefined>
  /** 1-based over all pages; 0 when what is open is not in the list. */
  readonly position: ComputedRef<number>
  readonly total: ComputedRef<number>
  readonly hasNext: ComputedRef<boolean>
  readonly hasPrevious: ComputedRef<boolean>
  /** Ids opened since the page was entered. */
  readonly opened: ReadonlySet<string>
  open(id: string, how?: 'push' | 'replace'): void
  close(how?: 'push' | 'replace'): void
  next(): void
  previous(): void
  /** The list has been read again after a decision on this one: what comes now in its place. */
  moveOn(decided: string): void
}

/** A list and the one filing of it that is open, both in the address. */
export function useDesk(page: DeskPage): UseDesk {
  const route = useRoute()
  const router = useRouter()
  const queries = useQueryClient()
  const { portal } = useSession()
  const listing = useList(page)
  const opened = new Set<string>()

  const isOffered = computed(
    () =>
      portal.value?.menu.some((it) => it.page === page && it.list === listing.list.value?.id) ??
      true,
  )
  const rows = computed(() => (isOffered.value ? (listing.data.value?.rows ?? []) : []))
  const currentId = computed(() =>
    typeof route.params['id'] === 'string' ? route.params['id'] : '',
  )
  const index = computed(() => rows.value.findIndex((it) => it.id === currentId.value))
  const size = computed(() => listing.data.value?.size ?? 20)
  const total = computed(() => listing.data.value?.total ?? 0)
  const pages = computed(() => Math.max(1, Math.ceil(total.value / size.value)))
  /** Where we were in the list: what is open may have left it. */
  const place = shallowRef(0)
  const arriving = shallowRef<'first' | 'last'>()

  const go = (id: string, how: 'push' | 'replace') => {
    // Somebody leaving for another page is not called back.
    if (route.path.split('/')[1] === page)
      void router[how]({ path: id === '' ? `/${page}` : `/${page}/${id}`, query: route.query })
  }
  const open = (id: string, how: 'push' | 'replace' = 'push') => {
    if (id !== currentId.value) go(id, how)
  }
  function turn(to: number, end: 'first' | 'last') {
    arriving.value = end
    listing.page.value = to
  }
  function next() {
    const at = index.value < 0 ? place.value : index.value + 1
    const row = rows.value[at]
    if (row) open(row.id)
    else if (listing.page.value < pages.value) turn(listing.page.value + 1, 'first')
  }
  function previous() {
    const at = (index.value < 0 ? place.value : index.value) - 1
    const row = rows.value[at]
    if (row) open(row.id)
    else if (listing.page.value > 1) turn(listing.page.value - 1, 'last')
  }
  function moveOn(decided: string) {
    const stays = rows.value[place.value]?.id === decided
    const row =
      rows.value[stays ? place.value + 1 : place.value] ?? (stays ? undefined : rows.value.at(-1))
    if (row) open(row.id, 'replace')
    else if (rows.value.length === 0 && listing.page.value > 1)
      turn(Math.max(1, pages.value), 'first')
    else if (stays && listing.page.value < pages.value) turn(listing.page.value + 1, 'first')
    else go('', 'replace')
  }

  watch(
    [currentId, index],
    ([id, at]) => {
      if (id !== '') opened.add(id)
      if (at >= 0) place.value = at
      const after = at >= 0 ? rows.value[at + 1] : undefined
      // The next one is there before it is asked for.
      if (after)
        void queries.prefetchQuery({
          queryKey: ['filing', after.id],
          queryFn: () => readFiling(after.id),
        })
    },
    { immediate: true },
  )
  watch(rows, (now) => {
    const end = arriving.value
    if (!end || listing.data.value?.page !== listing.page.value) return
    arriving.value = undefined
    const row = end === 'first' ? now[0] : now.at(-1)
    if (row) open(row.id, 'replace')
  })

  return {
    listing,
    isOffered,
    rows,
    currentId,
    current: computed(() => rows.value[index.value]),
    position: computed(() =>
      index.value < 0 ? 0 : (listing.page.value - 1) * size.value + index.value + 1,
    ),
    total,
    hasNext: computed(
      () =>
        (index.value < 0 ? place.value < rows.value.length : index.value < rows.value.length - 1) ||
        listing.page.value < pages.value,
    ),
    hasPrevious: computed(
      () => (index.value < 0 ? place.value : index.value) > 0 || listing.page.value > 1,
    ),
    opened,
    open,
    close: (how = 'push') => go('', how),
    next,
    previous,
    moveOn,
  }
}
