import type { PortalView, SessionView } from '#core/api'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMemoryHistory, createRouter, type Router, RouterView } from 'vue-router'
import { queryClient } from '../../../portal-ui/composables/query-client.ts'
import FilingsPage from '../../../portal-ui/pages/filings/FilingsPage.vue'
import { type LocalServer, localServer, type Seen } from '../support/server.ts'
import { chain, portal } from '../support/views.ts'

const session: SessionView = {
  name: '张三',
  region: 'sample',
  identity: { id: 'person', kind: 'person', title: '专业技术人员' },
  identities: [],
  mustChangePassword: false,
  demo: false,
}
const view: PortalView = {
  ...portal,
  menu: [{ title: '我的登记', page: 'filings', list: 'mine' }],
  lists: [
    {
      id: 'mine',
      title: '我的登记',
      of: 'filings',
      chains: ['declaration'],
      columns: [
        { of: 'filing.title', title: '名称' },
        { of: 'filing.since', title: '提交时间' },
      ],
      filters: [],
      tabs: [],
      sort: { first: '-filing.since', by: [{ of: 'filing.since', title: '提交时间' }] },
    },
  ],
}

let server: LocalServer
let wrapper: VueWrapper
let router: Router
let shown: PortalView = view
beforeEach(async () => {
  shown = view
  queryClient.clear()
  document.body.innerHTML = ''
  server = await localServer(answer)
})
afterEach(async () => {
  wrapper.unmount()
  await server.close()
})
function answer({ path }: Seen): unknown {
  if (path === '/api/session') return session
  if (path === '/api/portal') return shown
  const row = { id: 'f1', seq: 1, state: 'draft', stateType: 'draft', label: '待提交', hints: [] }
  const cells = { 'filing.title': '培训班', 'filing.since': '2026-03-10 09:00' }
  return { rows: [{ ...row, cells, actions: ['submit', 'delete'] }], total: 1, page: 1, size: 20 }
}
async function open() {
  router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: FilingsPage }],
  })
  await router.push('/filings?list=mine')
  wrapper = mount(RouterView, {
    global: { plugins: [router, [VueQueryPlugin, { queryClient }]] },
    attachTo: document.body,
  })
  await settled()
}
async function settled() {
  for (let round = 0; round < 10; round += 1) {
    await new Promise((done) => setTimeout(done, 8))
    await flushPromises()
  }
}

test('what one has filed is sorted by a heading, and the address keeps it', async () => {
  await open()
  const heading = wrapper.findAll('th button').find((it) => it.text().includes('提交时间'))!
  await heading.trigger('click')
  await settled()
  expect(router.currentRoute.value.query['sort']).toBe('filing.since')
  expect(server.seen.at(-1)!.path).toContain('sort=filing.since')
})
test('several are handed in with the word of their own chain', async () => {
  await open()
  expect(wrapper.find('[data-test=batch-submit]').text()).toBe('批量提交审核')
})
test('where chains of a list call it differently, the plain word stands for all', async () => {
  shown = {
    ...view,
    lists: view.lists.map((it) => ({ ...it, chains: ['declaration', 'supplement'] })),
    chains: [chain, { ...chain, id: 'supplement', submitLabel: '提交申请' }],
  }
  await open()
  expect(wrapper.find('[data-test=batch-submit]').text()).toBe('批量提交')
})
