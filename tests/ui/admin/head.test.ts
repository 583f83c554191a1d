import { VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { queryClient } from '../../../admin-ui/query-client.ts'
import { endSession, startSession } from '../../../admin-ui/session.ts'
import AdminShell from '../../../admin-ui/shell/AdminShell.vue'
import { type LocalServer, localServer, problem } from '../support/server.ts'

const session = {
  name: '秦配',
  region: 'sample',
  identity: { id: 'x', kind: 'post', title: '配置管理员' },
  identities: [],
  mustChangePassword: false,
  demo: true,
}
let server: LocalServer
beforeEach(async () => {
  queryClient.clear()
  server = await localServer((seen, response) => {
    if (seen.method === 'DELETE') return {}
    response.statusCode = 401
    return problem('signed-out', '请先登录')
  })
})
afterEach(() => server.close())

test('the head says who signed in as soon as somebody did, and lets them leave', async () => {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: { template: '<p />' } }],
  })
  const wrapper = mount(AdminShell, {
    global: { plugins: [router, [VueQueryPlugin, { queryClient }]] },
  })
  const settled = async () => {
    for (let round = 0; round < 8; round += 1) {
      await new Promise((done) => setTimeout(done, 5))
      await flushPromises()
    }
  }
  await settled()
  expect(wrapper.find('[data-test=sign-out]').exists()).toBe(false)
  startSession(session as never)
  await settled()
  expect(wrapper.text()).toContain('秦配')
  await wrapper.find('[data-test=sign-out]').trigger('click')
  await settled()
  expect(wrapper.text()).not.toContain('秦配')
  await endSession()
  wrapper.unmount()
})
