import type { JobView, ReceiptView, RowView } from '#core/api'
import { useQueryClient } from '@tanstack/vue-query'
import { computed, type ComputedRef, type Ref, shallowRef } from 'vue'
import { actOnMany } from '../../api/index.ts'
import { announce } from '../../composables/announce.ts'
import { describeError } from '../../composables/describe-error.ts'
import { useIntent } from '../../composables/use-intent.ts'
import type { UseList } from '../../composables/use-list.ts'
import { t } from '../../texts/index.ts'
import { hoursOf, isFlagged } from './card-of.ts'
import { useJob } from './use-job.ts'
import type { UseSelection } from './use-selection.ts'

export interface UseBatch {
  /** The action asked about; none while the dialog is closed. */
  readonly asked: Ref<string | undefined>
  readonly isBusy: Readonly<Ref<boolean>>
  readonly refusal: Readonly<Ref<string>>
  readonly isAll: ComputedRef<boolean>
  /** Chosen and decided in this batch. */
  readonly chosen: ComputedRef<readonly RowView[]>
  /** Chosen, flagged and never opened: not decided unseen. */
  readonly unseen: ComputedRef<readonly RowView[]>
  readonly count: ComputedRef<number>
  readonly hours: ComputedRef<number>
  readonly receipt: Ref<ReceiptView | undefined>
  readonly job: Readonly<Ref<JobView | undefined>>
  readonly isJobRunning: ComputedRef<boolean>
  ask(action: string): void
  perform(opinion: string): Promise<void>
  dismissJob(): void
}
interface Given {
  readonly selection: UseSelection
  readonly listing: UseList
  readonly opened: ReadonlySet<string>
  readonly owner: string
  /** These are decided; the list has been read again. */
  readonly whenDone: (ids: ReadonlySet<string>) => void
}

/** What approves; a refusal of a flagged one harms nobody who did not look. */
const approving = ['approve', 'record', 'verify']

/** One decision over all that is chosen: at once with a receipt each, or as a job over all that match. */
export function useBatch({ selection, listing, opened, owner, whenDone }: Given): UseBatch {
  const queries = useQueryClient()
  const intent = useIntent()
  const work = useJob(owner)
  const asked = shallowRef<string>()
  const isBusy = shallowRef(false)
  const refusal = shallowRef('')
  const receipt = shallowRef<ReceiptView>()

  const rows = computed(() => [...selection.picked.value.values()])
  const unseen = computed(() =>
    approving.includes(asked.value ?? '') && !selection.all.value
      ? rows.value.filter((it) => isFlagged(it) && !opened.has(it.id))
      : [],
  )
  const chosen = computed(() => rows.value.filter((it) => !unseen.value.includes(it)))
  const isAll = computed(() => selection.all.value)

  async function many(action: string, opinion: string) {
    const items = chosen.value.map((it) => ({ id: it.id, seen: it.seq }))
    const wish = { action, items, ...(opinion === '' ? {} : { opinion }) }
    const given = await actOnMany(wish, intent.keyFor(wish))
    intent.fulfilled()
    await queries.invalidateQueries()
    const here = new Set((listing.data.value?.rows ?? []).map((it) => it.id))
    const left = given.items.filter(
      (it) => it.outcome === 'not-allowed' || (it.outcome === 'changed' && here.has(it.id)),
    )
    selection.keep(new Set([...left.map((it) => it.id), ...unseen.value.map((it) => it.id)]))
    receipt.value = given
    whenDone(new Set(given.items.flatMap((it) => (it.outcome === 'done' ? [it.id] : []))))
    announce(
      `${t('parts.receipt.done', { n: given.done })} ${given.left > 0 ? t('parts.receipt.left', { n: given.left }) : ''}`,
    )
  }
  async function everything(action: string, opinion: string) {
    const wish = { action, query: listing.query.value, ...(opinion === '' ? {} : { opinion }) }
    await work.start(wish, intent.keyFor(wish))
    intent.fulfilled()
    selection.clear()
  }

  return {
    asked,
    isBusy,
    refusal,
    isAll,
    chosen,
    unseen,
    count: computed(() => (isAll.value ? (listing.data.value?.total ?? 0) : chosen.value.length)),
    hours: computed(() => chosen.value.reduce((sum, it) => sum + hoursOf(it), 0)),
    receipt,
    job: work.job,
    isJobRunning: work.isRunning,
    ask(action) {
      refusal.value = ''
      asked.value = action
    },
    async perform(opinion) {
      const action = asked.value
      if (action === undefined || isBusy.value) return
      isBusy.value = true
      refusal.value = ''
      try {
        await (isAll.value ? everything(action, opinion) : many(action, opinion))
        asked.value = undefined
      } catch (problem) {
        refusal.value = describeError(problem).says
      } finally {
        isBusy.value = false
      }
    },
    dismissJob: work.dismiss,
  }
}
