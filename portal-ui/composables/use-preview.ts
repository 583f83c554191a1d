import type { Body, PreviewView } from '#core/api'
import { onScopeDispose, type Ref, shallowRef, watch } from 'vue'
import { preview } from '../api/index.ts'

export interface UsePreview {
  readonly view: Readonly<Ref<PreviewView | undefined>>
  readonly failed: Readonly<Ref<boolean>>
  readonly busy: Readonly<Ref<boolean>>
}

/** Hours, year and route of what is typed, asked for after a short pause; late answers are dropped. */
export function usePreview(
  wish: Ref<Body<'POST /api/preview'> | undefined>,
  delay = 500,
): UsePreview {
  const view = shallowRef<PreviewView>()
  const failed = shallowRef(false)
  const busy = shallowRef(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let stop: AbortController | undefined
  let before = ''

  async function ask(body: Body<'POST /api/preview'>) {
    stop?.abort()
    const mine = new AbortController()
    stop = mine
    busy.value = true
    try {
      const answer = await preview(body, mine.signal)
      if (mine.signal.aborted) return
      view.value = answer
      failed.value = false
    } catch {
      if (!mine.signal.aborted) failed.value = true
    } finally {
      if (stop === mine) busy.value = false
    }
  }
  watch(
    wish,
    (body) => {
      const text = JSON.stringify(body ?? null)
      if (!body || text === before) return
      before = text
      clearTimeout(timer)
      timer = setTimeout(() => void ask(body), view.value ? delay : 50)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    clearTimeout(timer)
    stop?.abort()
  })
  return { view, failed, busy }
}
