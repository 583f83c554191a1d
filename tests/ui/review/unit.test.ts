import type { PortalView, SessionView, SubordinateRow } from '#core/api'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Component } from 'vue'
import { createMemoryHistory, createRouter, type Router, RouterView } from 'vue-router'
import { queryClient } from '../../../portal-ui/composables/query-client.ts'
import PeoplePage from '../../../portal-ui/pages/people/PeoplePage.vue'
import ResultsPage from '../../../portal-ui/pages/results/ResultsPage.vue'
import UnitPage from '../../../portal-ui/pages/unit/UnitPage.vue'
import { type LocalServer, localServer, type Seen } from '../support/server.ts'
import { portal } from '../support/views.ts'

const view: PortalView = {
  ...portal,
  may: ['see-people', 'close-review'],
  menu: [
    { title: '单位信息', page: 'unit' },
    { title: '人员管理', page: 'people', list: 'people' },
    { title: '审核结果', page: 'results', list: 'decided' },
  ],
  lists: [
    {
      id: 'people',
      title: '人员管理',
      of: 'people',
      columns: [
        { of: 'person.name', title: '姓名' },
        { of: 'person.phone', title: '手机' },
      ],
      filters: [],
      tabs: [],
    },
    {
      id: 'decided',
      title: '审核结果',
      of: 'filings',
      columns: [
        { of: 'filing.title', title: '名称' },
        { of: 'filing.state', title: '状态' },
      ],
      filters: [],
      tabs: [
        { id: '0', title: '通过', states: ['approved'] },
        { id: '1', title: '不通过', states: ['refused'] },
      ],
    },
  ],
}
const session: SessionView = {
  name: '李管',
  region: 'sample',
  identity: { id: 'post-1', kind: 'post', title: '单位管理员', office: '某大学' },
  identities: [],
  mustChangePassword: false,
  demo: false,
}
const below: SubordinateRow = {
  id: 'o2',
  name: '某学院',
  type: '用人单位',
  code: 'D-2',
  reviewers: 0,
  waiting: 3,
  closed: false,
}

let server: LocalServer
let wrapper: VueWrapper
let router: Router
let closed = false
/** The tab that holds the one that was decided. */
let decidedIn = '0'
beforeEach(async () => {
  closed = false
  decidedIn = '0'
  queryClient.clear()
  document.body.innerHTML = ''
  server = await localServer(answer)
})
afterEach(async () => {
  wrapper.unmount()
  await server.close()
})
function answer(seen: Seen): unknown {
  const [path = '', query = ''] = seen.path.split('?')
  if (path === '/api/session') return session
  if (path === '/api/portal') return view
  if (path === '/api/subordinates') return [{ ...below, closed }]
  if (path.startsWith('/api/subordinates/')) {
    closed = (seen.body as { closed: boolean }).closed
    return [{ ...below, closed, waiting: closed ? 0 : 3 }]
  }
  if (path === '/api/offices')
    return {
      rows: [{ id: 'o1', name: '某大学', type: 'employer', code: 'D-1', area: '45' }],
      total: 1,
      page: 1,
      size: 10,
    }
  if (path === '/api/areas') return [{ code: '45', name: '样省', areas: [] }]
  if (path === '/api/people') {
    const isMiss = query.includes(encodeURIComponent('没有'))
    const row = {
      id: 'p1',
      name: '张三',
      idNumber: '*****1234',
      unit: '某大学',
      cells: { 'person.name': '张三', 'person.phone': '139****01' },
    }
    return { rows: isMiss ? [] : [row], total: isMiss ? 0 : 1, page: 1, size: 20 }
  }
  if (path === '/api/filings') {
    const row = {
      id: 'f1',
      seq: 1,
      state: 'approved',
      stateType: 'approved',
      label: '已通过',
      cells: { 'filing.title': '培训班' },
      hints: [],
      actions: [],
    }
    const isThere = query.includes(`tab=${decidedIn}`)
    const tabs = { '0': 0, '1': 0, [decidedIn]: 1 }
    return { rows: isThere ? [row] : [], total: isThere ? 1 : 0, page: 1, size: 20, tabs }
  }
  return []
}
async function open(path: string, component: Component) {
  router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component }],
  })
  await router.push(path)
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
const click = async (selector: string) => {
  document.querySelector<HTMLElement>(selector)!.click()
  await settled()
}

test('the own office is shown with its area by name', async () => {
  await open('/unit', UnitPage)
  expect(wrapper.text()).toContain('D-1')
  expect(wrapper.text()).toContain('样省')
})
test('who closes the review of an office is told first what happens to what waits there', async () => {
  await open('/unit', UnitPage)
  expect(wrapper.text()).toContain('没有审核人员')
  await click('[data-test="review-o2"]')
  expect(document.querySelector('[data-test=consequence]')!.textContent).toContain(
    '3 件会立即转到上级',
  )
  await click('[data-test=confirm]')
  expect(server.seen.find((it) => it.method === 'POST')!.body).toEqual({ closed: true })
  expect(wrapper.text()).toContain('已关闭')
  expect(wrapper.text()).toContain('开启审核权限')
})
test('people are searched by one line, and one of them is opened', async () => {
  await open('/people?list=people', PeoplePage)
  expect(wrapper.text()).toContain('139****01')
  document.querySelector<HTMLElement>('table a, .cards a')!.click()
  await settled()
  expect(router.currentRoute.value.query).toEqual({ list: 'people', person: 'p1' })
  expect(wrapper.find('h1').text()).toBe('张三')
  expect(wrapper.text()).toContain('还没有学时记录')
  await click('[data-test=back]')
  expect(router.currentRoute.value.query).toEqual({ list: 'people' })
})
test('a search that finds nobody says what to try', async () => {
  await open(`/people?list=people&query=${encodeURIComponent('没有')}`, PeoplePage)
  expect(wrapper.text()).toContain('没有符合条件的人员')
})
test('what was decided stands under its tab and leads to its history', async () => {
  await open('/results?list=decided', ResultsPage)
  expect(wrapper.text()).toContain('通过（1）')
  expect(document.querySelector<HTMLAnchorElement>('table a, .cards a')!.getAttribute('href')).toBe(
    '/filings/f1',
  )
  await click('[data-test="tab-1"]')
  expect(router.currentRoute.value.query['tab']).toBe('1')
  expect(wrapper.text()).toContain('其他栏里还有')
})
test('who names no tab is shown the first that holds something', async () => {
  decidedIn = '1'
  await open('/results?list=decided', ResultsPage)
  await vi.waitFor(() => expect(router.currentRoute.value.query['tab']).toBe('1'))
  expect(wrapper.text()).toContain('培训班')
})
