import type { VerifyView } from '#core/api'
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMemoryHistory, createRouter, type Router, RouterView } from 'vue-router'
import VerifyPage from '../../../portal-ui/pages/verify/VerifyPage.vue'
import { type LocalServer, localServer, problem } from '../support/server.ts'

const found = (
  state: VerifyView['state'],
  says: string,
  more: Partial<VerifyView> = {},
): VerifyView => ({
  found: true,
  says,
  ...(state ? { state } : {}),
  region: '样区',
  title: '继续教育证书',
  lines: [
    { label: '姓名', text: '张**' },
    { label: '总学时', text: '90 学时' },
  ],
  checkedAt: '2026-03-10T01:30:00.000Z',
  ...more,
})
const codes: Readonly<Record<string, VerifyView>> = {
  good: found('valid', '证书有效。'),
  fallen: found('void', '学时被收回，证书已失效。'),
  older: found('replaced', '已被新证书替换。', { replacedBy: '样证2026000002' }),
}

let server: LocalServer
let wrapper: VueWrapper
let router: Router
beforeEach(async () => {
  server = await localServer((seen, response) => {
    const code = decodeURIComponent(seen.path.split('/').at(-1) ?? '')
    if (code === 'often') {
      response.statusCode = 429
      return problem('too-many-tries', '查询过于频繁，请 15 分钟后再试。')
    }
    return (
      codes[code] ?? {
        found: false,
        says: '没有查到这张证书。',
        lines: [],
        checkedAt: '2026-03-10T01:30:00.000Z',
      }
    )
  })
})
afterEach(async () => {
  wrapper.unmount()
  await server.close()
})
async function open(path: string) {
  router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/verify/:code?', component: VerifyPage }],
  })
  await router.push(path)
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  wrapper = mount(RouterView, {
    global: { plugins: [router, [VueQueryPlugin, { queryClient }]] },
    attachTo: document.body,
  })
  await settled()
}
async function settled() {
  for (let round = 0; round < 6; round += 1) {
    await new Promise((done) => setTimeout(done, 8))
    await flushPromises()
  }
}

test.each([
  ['good', '有效', '✓'],
  ['fallen', '已失效', '✕'],
  ['older', '已被替换', '↻'],
  ['nobody', '没有找到', '?'],
])('%s is said in one large word and a sign', async (code, word, sign) => {
  await open(`/verify/${code}`)
  expect(wrapper.find('[data-test=state]').text()).toBe(word)
  expect(wrapper.find('[data-test=result] .sign').text()).toBe(sign)
  expect(wrapper.text()).toContain('2026年3月10日 09:30')
})
test('what is shown is masked as it came, with the successor named', async () => {
  await open('/verify/older')
  expect(wrapper.text()).toContain('张**')
  expect(wrapper.text()).toContain('样证2026000002')
})
test('without a code it asks for one, and takes full-width letters', async () => {
  await open('/verify')
  expect(server.seen).toHaveLength(0)
  await wrapper.find('form').trigger('submit')
  expect(wrapper.find('[role=alert]').text()).toBe('请输入核验码')
  await wrapper.find('input').setValue(' ｇｏｏｄ ')
  await wrapper.find('form').trigger('submit')
  await settled()
  expect(router.currentRoute.value.path).toBe('/verify/good')
  expect(wrapper.find('[data-test=state]').text()).toBe('有效')
})
test('who asks too often is told when to come back', async () => {
  await open('/verify/often')
  expect(wrapper.find('[role=alert]').text()).toContain('15 分钟后再试')
})
