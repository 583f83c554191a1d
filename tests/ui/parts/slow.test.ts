import { mount } from '@vue/test-utils'
import { nextTick } from 'vue'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SlowNote } from '../../../portal-ui/parts/index.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('a quick answer needs no words; a slow one says what is done, then that it may be waited for', async () => {
  const note = mount(SlowNote, { props: { busy: true, says: '正在提交…' } })
  const after = async (ms: number) => {
    vi.advanceTimersByTime(ms)
    await nextTick()
    return note.text()
  }
  expect(note.attributes('role')).toBe('status')
  expect(await after(900)).toBe('')
  expect(await after(200)).toBe('正在提交…')
  expect(await after(9000)).toContain('重试也不会重复办理')
  await note.setProps({ busy: false })
  expect(note.text()).toBe('')
  expect(await after(20_000)).toBe('')
  note.unmount()
})
