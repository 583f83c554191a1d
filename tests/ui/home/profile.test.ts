import { VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import { queryClient } from '../../../portal-ui/composables/query-client.ts'
import ProfilePage from '../../../portal-ui/pages/profile/ProfilePage.vue'
import { localServer } from '../support/server.ts'
import { chain, portal } from '../support/views.ts'

test('one’s own page is called as in the menu and offers changes of oneself, not hours', async () => {
  queryClient.clear()
  const identity = { id: 'person', kind: 'person', title: '专业技术人员' }
  const server = await localServer(({ path }) =>
    path === '/api/session'
      ? {
          name: '张三',
          region: 'sample',
          identity,
          identities: [],
          mustChangePassword: false,
          demo: false,
        }
      : {
          ...portal,
          chains: [chain, { ...chain, id: 'title-change' }],
          menu: [
            { title: '用户资料管理', page: 'profile' },
            { title: '学时申报', page: 'file', chain: 'declaration' },
            { title: '专业技术职务', page: 'file', chain: 'title-change' },
          ],
          lists: [
            {
              id: 'mine',
              title: '',
              of: 'filings',
              chains: ['declaration'],
              filters: [],
              tabs: [],
              columns: [{ of: 'filing.claimed', title: '申报学时' }],
            },
          ],
        },
  )
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: ProfilePage }],
  })
  await router.push('/profile')
  const page = mount(RouterView, {
    global: { plugins: [router, [VueQueryPlugin, { queryClient }]] },
  })
  for (let round = 0; round < 10; round += 1) {
    await new Promise((done) => setTimeout(done, 8))
    await flushPromises()
  }
  expect(page.get('h1').text()).toBe('用户资料管理')
  expect(page.text()).toContain('专业技术职务')
  expect(page.text()).not.toContain('学时申报')
  page.unmount()
  await server.close()
})
