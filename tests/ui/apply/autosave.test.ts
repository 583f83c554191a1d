import type { FieldValues } from '#core/base'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { effectScope, shallowRef } from 'vue'
import { ApiError } from '../../../portal-ui/api/index.ts'
import { useAutosave } from '../../../portal-ui/composables/use-autosave.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function autosave(send: (values: FieldValues) => Promise<void>) {
  const values = shallowRef<FieldValues>({})
  const scope = effectScope()
  const save = scope.run(() =>
    useAutosave({
      values,
      sendable: () => values.value,
      localKey: () => 'k',
      seq: () => 1,
      send,
      delay: 1000,
    }),
  )!
  return { values, save, stop: () => scope.stop() }
}

describe('autosave', () => {
  test('waits for a pause, then sends once what was typed last', async () => {
    const sent: FieldValues[] = []
    const { values, save } = autosave(async (it) => void sent.push(it))
    for (const text of ['班', '班名', '班名称']) {
      values.value = { title: text }
      await vi.advanceTimersByTimeAsync(300)
    }
    expect(save.state.value).toBe('waiting')
    await vi.advanceTimersByTimeAsync(1000)
    expect(sent).toEqual([{ title: '班名称' }])
    expect(save.state.value).toBe('saved')
  })

  test('what is typed while saving goes with the next, never beside it', async () => {
    const sent: FieldValues[] = []
    let running = 0
    const { values, save } = autosave(async (it) => {
      running += 1
      expect(running).toBe(1)
      await new Promise((done) => setTimeout(done, 500))
      running -= 1
      sent.push(it)
    })
    values.value = { title: 'a' }
    await vi.advanceTimersByTimeAsync(1100)
    values.value = { title: 'ab' }
    await vi.advanceTimersByTimeAsync(3000)
    expect(sent).toEqual([{ title: 'a' }, { title: 'ab' }])
    expect(save.state.value).toBe('saved')
  })

  test('offline it says so, keeps trying, and is saved once the line is back', async () => {
    let online = false
    const { values, save } = autosave(async () => {
      if (!online) throw new ApiError('offline')
    })
    values.value = { title: 'a' }
    await vi.advanceTimersByTimeAsync(1100)
    expect(save.state.value).toBe('local')
    online = true
    window.dispatchEvent(new Event('online'))
    await vi.advanceTimersByTimeAsync(0)
    expect(save.state.value).toBe('saved')
  })

  test('a change made elsewhere stops saving until somebody chooses', async () => {
    const conflict = new ApiError('refused', 409, {
      code: 'changed-meanwhile',
      says: '',
      issues: [],
      reference: '',
    })
    let times = 0
    const { values, save } = autosave(async () => {
      times += 1
      throw conflict
    })
    values.value = { title: 'a' }
    await vi.advanceTimersByTimeAsync(1100)
    values.value = { title: 'ab' }
    await vi.advanceTimersByTimeAsync(5000)
    expect(save.state.value).toBe('conflict')
    expect(times).toBe(1)
    expect(await save.flush()).toBe(false)
  })

  test('a refusal is shown with its sentence, and the next change is tried again', async () => {
    let refuse = true
    const { values, save } = autosave(async () => {
      if (refuse)
        throw new ApiError('refused', 409, {
          code: 'x',
          says: '年度不对',
          issues: [],
          reference: '',
        })
    })
    values.value = { title: 'a' }
    await vi.advanceTimersByTimeAsync(1100)
    expect([save.state.value, save.says.value]).toEqual(['failed', '年度不对'])
    refuse = false
    values.value = { title: 'ab' }
    await vi.advanceTimersByTimeAsync(1100)
    expect(save.state.value).toBe('saved')
  })

  test('nothing changed, nothing sent', async () => {
    let times = 0
    const { values, save } = autosave(async () => void (times += 1))
    values.value = {}
    await vi.advanceTimersByTimeAsync(3000)
    expect(await save.flush()).toBe(true)
    expect(times).toBe(0)
  })
})
