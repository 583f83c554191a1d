import { flushPromises, mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { createRouter, createWebHistory } from 'vue-router'
import SaidNotice from '../../../portal-ui/shell/SaidNotice.vue'

test('what was done on the last page is said once: beside another tab still, on the next page and after a reload no more', async () => {
  const router = createRouter({
    history: createWebHistory(),
    routes: [{ path: '/:rest(.*)*', component: { template: '<p />' } }],
  })
  await router.push('/filings/1')
  const open = () => mount(SaidNotice, { global: { plugins: [router] } })
  const wrapper = open()
  await router.push({ path: '/results', state: { says: '已删除' } })
  await flushPromises()
  expect(wrapper.text()).toBe('已删除')
  const reloaded = open()
  await flushPromises()
  expect(reloaded.text()).toBe('')
  await router.replace('/results?tab=1')
  await flushPromises()
  expect(wrapper.text()).toBe('已删除')
  await router.push('/home')
  await flushPromises()
  expect(wrapper.text()).toBe('')
  await router.back()
  await new Promise((done) => setTimeout(done, 50))
  await flushPromises()
  expect(wrapper.text(), 'back again').toBe('')
  wrapper.unmount()
  reloaded.unmount()
})
