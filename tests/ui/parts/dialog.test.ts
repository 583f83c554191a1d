import { flushPromises, mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { h } from 'vue'
import { DialogBox } from '../../../portal-ui/parts/index.ts'

test('a dialog is named by its title, and its bars are no landmarks of the page', async () => {
  document.body.innerHTML = ''
  const wrapper = mount(DialogBox, {
    props: { modelValue: true, title: '处理结果' },
    slots: { default: () => '两条已提交', footer: () => h('button', '关闭') },
    attachTo: document.body,
  })
  await new Promise((done) => setTimeout(done, 30))
  await flushPromises()
  const dialog = document.querySelector('[role=dialog]')!
  const title = document.getElementById(dialog.getAttribute('aria-labelledby') ?? '')
  expect(title?.textContent).toBe('处理结果')
  expect(title?.getAttribute('role')).toBe('heading')
  const bars = [...dialog.querySelectorAll('header, footer')]
  expect(bars.map((it) => it.getAttribute('role'))).toEqual(['presentation', 'presentation'])
  wrapper.unmount()
})
