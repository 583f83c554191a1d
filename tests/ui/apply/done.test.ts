import { VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import { h } from 'vue'
import SubmitDone from '../../../portal-ui/pages/apply/SubmitDone.vue'
import type { ChainView } from '#core/api'
import { type LocalServer, localServer } from '../support/server.ts'
import { chain, filing } from '../support/views.ts'

let server: LocalServer
let wrapper: VueWrapper
beforeEach(async () => {
  server = await localServer(() => filing)
})
afterEach(async () => {
  wrapper.unmount()
  await server.close()
})
async function open(of: ChainView, stateType = 'waiting') {
  const acted = {
    id: 'f1',
    seq: 2,
    state: 'review',
    stateType,
    label: '待初审',
    says: '',
  }
  const page = () => h(SubmitDone, { acted, chain: of })
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: page }],
  })
  await router.push('/apply/x')
  wrapper = mount(RouterView, { global: { plugins: [router, VueQueryPlugin] } })
  await new Promise((done) => setTimeout(done, 30))
  await flushPromises()
}

test.each([
  ['where another may be filed, it is offered', chain, true],
  ['where a second would be refused, it is not', { ...chain, mayFile: false }, false],
  [
    'what refers to an earlier filing starts from that one, not from here',
    { ...chain, refers: { chain: 'declaration', states: ['approved'] } },
    false,
  ],
] as const)('submitted: %s', async (_, of, isOffered) => {
  await open(of)
  expect(wrapper.text().includes('再填一份')).toBe(isOffered)
})

test('what nobody has to decide any more is not said to wait for a result', async () => {
  await open(chain, 'approved')
  expect(wrapper.text()).toContain('不再需要审批')
  expect(wrapper.text()).not.toContain('有结果时')
})
