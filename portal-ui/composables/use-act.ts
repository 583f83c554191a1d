import type { ActBody, ActedView } from '#core/api'
import { useQueryClient } from '@tanstack/vue-query'
import { shallowRef, type Ref } from 'vue'
import { act, ApiError } from '../api/index.ts'
import { announce } from './announce.ts'
import { errorLine } from './describe-error.ts'
import { useIntent } from './use-intent.ts'

export interface UseAct {
  readonly busy: Readonly<Ref<boolean>>
  /** Why the last one was refused; empty when it was not. */
  readonly refusal: Ref<string>
  /** It had moved on since it was looked at: look again before deciding. */
  readonly stale: Ref<boolean>
  perform(id: string, body: ActBody): Promise<ActedView | undefined>
}

/** One action on one filing: done once however often it is clicked, refusals as sentences. */
export function useAct(): UseAct {
  const queries = useQueryClient()
  const intent = useIntent()
  const busy = shallowRef(false)
  const refusal = shallowRef('')
  const stale = shallowRef(false)

  async function perform(id: string, body: ActBody): Promise<ActedView | undefined> {
    if (busy.value) return undefined
    busy.value = true
    refusal.value = ''
    stale.value = false
    try {
      const acted = await act(id, body, intent.keyFor({ id, ...body }))
      intent.fulfilled()
      announce(acted.says)
      await queries.invalidateQueries()
      return acted
    } catch (error) {
      stale.value = error instanceof ApiError && error.code === 'changed-meanwhile'
      const issues = error instanceof ApiError ? error.issues.map((it) => it.says) : []
      refusal.value = issues.length > 0 ? [...new Set(issues)].join('；') : errorLine(error)
      if (stale.value) await queries.invalidateQueries()
      return undefined
    } finally {
      busy.value = false
    }
  }
  return { busy, refusal, stale, perform }
}
