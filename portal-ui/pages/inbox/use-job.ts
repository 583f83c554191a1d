import type { Body, JobView } from '#core/api'
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { useLocalStorage } from '@vueuse/core'
import { computed, type ComputedRef, type Ref, watch } from 'vue'
import { actOnAll, ApiError, readJob } from '../../api/index.ts'

export interface UseJob {
  readonly job: Readonly<Ref<JobView | undefined>>
  readonly isRunning: ComputedRef<boolean>
  start(body: Body<'POST /api/jobs'>, key: string): Promise<void>
  dismiss(): void
}

/** A decision over all that match, worked through by the server. Its number is remembered: a reload finds it again. */
export function useJob(owner: string): UseJob {
  const queries = useQueryClient()
  const id = useLocalStorage(`job-${owner}`, '')
  const isOver = (it: JobView | undefined) => it?.state === 'done' || it?.state === 'failed'
  const query = useQuery({
    queryKey: ['job', id],
    queryFn: () => readJob(id.value),
    enabled: computed(() => id.value !== ''),
    refetchInterval: (it) => (isOver(it.state.data) ? false : 1000),
  })
  const job = computed(() => (id.value === '' ? undefined : query.data.value))
  watch(
    () => job.value?.state,
    (state, before) => {
      if (state === 'done' && before !== undefined)
        void queries.invalidateQueries({ predicate: (it) => it.queryKey[0] !== 'job' })
    },
  )
  watch(query.error, (error) => {
    if (error instanceof ApiError && error.kind === 'missing') id.value = ''
  })
  return {
    job,
    isRunning: computed(() => job.value !== undefined && !isOver(job.value)),
    async start(body, key) {
      const made = await actOnAll(body, key)
      queries.setQueryData(['job', made.id], made)
      id.value = made.id
    },
    dismiss() {
      id.value = ''
    },
  }
}
