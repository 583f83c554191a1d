import type { FieldValues } from '#core/base'
import { sameValue } from '#core/form'
import { onScopeDispose, type Ref, shallowRef, watch } from 'vue'
import { ApiError } from '../api/index.ts'
import { errorLine } from './describe-error.ts'
import { dropLocal, writeLocal } from './local-drafts.ts'

export type SaveState = 'idle' | 'waiting' | 'saving' | 'saved' | 'local' | 'failed' | 'conflict'
export interface AutosaveOptions {
  /** Everything as typed: what this device keeps. */
  readonly values: Ref<FieldValues>
  /** What may be sent: without values the server would refuse. */
  readonly sendable: () => FieldValues
  readonly localKey: () => string
  readonly seq: () => number
  readonly send: (values: FieldValues) => Promise<void>
  readonly delay?: number
}
export interface UseAutosave {
  readonly state: Ref<SaveState>
  readonly at: Ref<number>
  readonly says: Ref<string>
  /** Saves now what is not saved; resolves when the server has it, false when it has not. */
  flush(): Promise<boolean>
  /** These are what the server has: nothing to save. */
  settle(values: FieldValues): void
}

/**
 * Keeps a form safe: on this device at once, on the server at most two seconds after a pause. One
 * request at a time; what is typed meanwhile goes with the next.
 */
export function useAutosave(options: AutosaveOptions): UseAutosave {
  const state = shallowRef<SaveState>('idle')
  const at = shallowRef(0)
  const says = shallowRef('')
  let saved: FieldValues = options.sendable()
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<boolean> | undefined

  const isSettled = () => sameValue(saved, options.sendable())

  async function send(): Promise<boolean> {
    const values = options.sendable()
    state.value = 'saving'
    try {
      await options.send(values)
    } catch (error) {
      fail(error)
      return false
    }
    saved = values
    at.value = Date.now()
    if (!isSettled()) return send()
    state.value = 'saved'
    says.value = ''
    await dropLocal(options.localKey())
    return true
  }
  function fail(error: unknown) {
    at.value = Date.now()
    const known = error instanceof ApiError ? error : undefined
    if (known?.code === 'changed-meanwhile') state.value = 'conflict'
    else if (known && ['offline', 'timeout', 'broken', 'signed-out'].includes(known.kind)) {
      state.value = 'local'
      later(10_000)
    } else {
      state.value = 'failed'
      says.value = errorLine(error)
    }
  }
  function later(delay: number) {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), delay)
  }
  function flush(): Promise<boolean> {
    clearTimeout(timer)
    if (state.value === 'conflict') return Promise.resolve(false)
    if (!running && isSettled()) return Promise.resolve(true)
    running ??= send().finally(() => {
      running = undefined
    })
    return running
  }
  const keep = () =>
    writeLocal(options.localKey(), {
      values: options.values.value,
      seq: options.seq(),
      at: Date.now(),
    })

  watch(options.values, () => {
    if (isSettled()) return
    void keep()
    if (state.value === 'conflict') return
    if (!running) state.value = 'waiting'
    later(options.delay ?? 1200)
  })
  const online = () => {
    if (!isSettled()) void flush()
  }
  const leave = () => {
    if (!isSettled()) void keep()
  }
  window.addEventListener('online', online)
  window.addEventListener('pagehide', leave)
  onScopeDispose(() => {
    clearTimeout(timer)
    window.removeEventListener('online', online)
    window.removeEventListener('pagehide', leave)
  })

  return {
    state,
    at,
    says,
    flush,
    settle(values) {
      saved = values
      clearTimeout(timer)
      state.value = 'idle'
    },
  }
}
