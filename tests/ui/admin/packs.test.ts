import type { PackView } from '#core/api'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMemoryHistory, createRouter, type Router, RouterView } from 'vue-router'
import PackPage from '../../../admin-ui/pages/packs/PackPage.vue'
import PacksPage from '../../../admin-ui/pages/packs/PacksPage.vue'
import SignInPage from '../../../admin-ui/pages/sign-in/SignInPage.vue'
import { queryClient } from '../../../admin-ui/query-client.ts'
import { type LocalServer, localServer, problem } from '../support/server.ts'
import { form } from '../support/views.ts'

const pack: PackView = {
  id: 'sample',
  title: '样区继续教育',
  hash: 'aaaaaaaaaaaaaaaaaaaa',
  publishedAt: '2026-03-10T01:30:00.000Z',
  versions: 2,
  live: 4,
  older: 3,
  forms: 1,
  chains: 1,
  demo: 2,
  header: {
    platform: '样区平台',
    basis: [
      { id: 'b1', title: '《样区办法》', link: 'https://example.org/a' },
      { id: 'b2', title: '《手册》', link: 'javascript:alert(1)' },
    ],
  },
  formList: [form],
  conditions: {
    'to-authority': { test: { fact: 'submit.route', operator: 'equal', value: 'authority' } },
  },
  machines: [
    {
      chain: 'declaration',
      title: '学时登记',
      form: 'declaration',
      steps: [
        {
          id: 'review',
          title: '初审',
          who: '所在单位',
          skip: '审核权限被关闭时越过',
          nobody: '转入无人处理',
          back: '可退回申报人',
        },
        { id: 'verify', title: '审验', who: '最近的人社部门', nobody: '不处理即为有效' },
      ],
      states: [
        { id: 'draft', label: '待提交', type: 'draft' },
        { id: 'review', label: '待初审', type: 'waiting' },
        { id: 'approved', label: '通过', type: 'approved' },
        { id: 'refused', label: '不予认定', type: 'refused' },
        { id: 'revoked', label: '审验不通过', type: 'revoked' },
      ],
      transitions: [
        {
          from: 'draft',
          action: 'submit',
          to: 'review',
          label: '提交审核',
          by: '申报人',
          effects: [],
        },
        {
          from: 'review',
          action: 'approve',
          to: 'approved',
          label: '通过',
          by: '当前审核机构',
          effects: ['认定学时入账'],
        },
        {
          from: 'approved',
          action: 'reject-verification',
          to: 'revoked',
          label: '审验不通过',
          by: '审验机构',
          effects: ['收回已入账的学时'],
        },
      ],
    },
  ],
  rules: [
    {
      id: 'year',
      group: 'requirement',
      says: '每年不少于 90 学时',
      source: '第八条',
      status: 'official',
    },
    {
      id: 'paper',
      group: 'formula',
      says: '论文每篇 12 学时',
      source: '示例值，非正式政策',
      status: 'demo',
    },
  ],
  roles: [{ id: 'unit-admin', title: '单位管理员', may: ['审核', '查看人员'], at: ['用人单位'] }],
  versionList: [
    {
      hash: 'aaaaaaaaaaaaaaaaaaaa',
      publishedAt: '2026-03-10T01:30:00.000Z',
      by: '秦配',
      note: '修订',
      current: true,
      live: 4,
    },
    {
      hash: 'bbbbbbbbbbbbbbbbbbbb',
      publishedAt: '2026-01-10T01:30:00.000Z',
      by: '秦配',
      note: '首次发布',
      current: false,
      live: 3,
    },
  ],
  hoursStep: 1,
  hoursUnit: '学时',
  subjects: [],
  today: '2026-03-10',
}
const session = {
  name: '秦配',
  region: 'sample',
  identity: { id: 'x', kind: 'post', title: '配置管理员' },
  identities: [
    { id: 'x', kind: 'post', title: '配置管理员' },
    { id: 'y', kind: 'post', title: '另一身份' },
  ],
  mustChangePassword: false,
  demo: true,
}

let server: LocalServer
let wrapper: VueWrapper
let router: Router
let isDenied = false
beforeEach(async () => {
  isDenied = false
  queryClient.clear()
  server = await localServer((seen, response) => {
    const [path = '', query = ''] = seen.path.split('?')
    if (path === '/api/session/identity') {
      isDenied = false
      return session
    }
    if (path === '/api/session') return session
    if (path === '/api/regions') {
      const account = {
        idNumber: '1',
        password: 'demo',
        name: '秦配',
        identity: 'x',
        role: '配置管理员 · 样区',
        hint: '查看配置包',
      }
      return [
        {
          id: 'sample',
          title: '样区',
          short: '样',
          platform: '样',
          terms: {},
          messages: {},
          registrations: [],
          demo: [
            { ...account, seesPacks: true },
            {
              ...account,
              name: '张三',
              identity: 'person',
              role: '学员',
              hint: '申报',
              seesPacks: false,
            },
          ],
        },
      ]
    }
    if (isDenied) {
      response.statusCode = 403
      return problem('not-allowed', '您没有这项权限')
    }
    if (path === '/api/admin/packs') return [pack]
    const isOld = query.includes('bbbb')
    return isOld
      ? { ...pack, hash: 'bbbbbbbbbbbbbbbbbbbb', publishedAt: '2026-01-10T01:30:00.000Z' }
      : pack
  })
})
afterEach(async () => {
  wrapper.unmount()
  await server.close()
})
async function open(path: string) {
  router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/sign-in', component: SignInPage },
      { path: '/packs', component: PacksPage },
      { path: '/packs/:region/:part?', component: PackPage },
    ],
  })
  await router.push(path)
  wrapper = mount(RouterView, {
    global: { plugins: [router, [VueQueryPlugin, { queryClient }]] },
    attachTo: document.body,
  })
  await settled()
}
async function settled() {
  for (let round = 0; round < 8; round += 1) {
    await new Promise((done) => setTimeout(done, 8))
    await flushPromises()
  }
}

test('a card says what is in force, what lives under older versions, what is only an example', async () => {
  await open('/packs')
  const card = wrapper.find('[data-test="pack-sample"]').text()
  expect(card).toContain('2026年3月10日 09:30')
  expect(card).toContain('其中旧版本 3 件')
  expect(card).toContain('2 处没有公开依据')
})
test('who may not look is told, and offered their other identities', async () => {
  isDenied = true
  await open('/packs')
  expect(wrapper.find('[role=alert]').text()).toContain('当前身份不能查看配置')
  await wrapper
    .findAll('button')
    .find((it) => it.text().includes('另一身份'))!
    .trigger('click')
  await settled()
  expect(wrapper.find('[data-test="pack-sample"]').exists()).toBe(true)
})
test('the basis leads to its documents, and to nothing that is not a page', async () => {
  await open('/packs/sample')
  expect(wrapper.findAll('.basis a').map((it) => it.attributes('href'))).toEqual([
    'https://example.org/a',
  ])
  expect(wrapper.text()).toContain('《手册》')
})
test('a form is drawn by the portal’s own components and judged by the same rules', async () => {
  await open('/packs/sample/forms')
  expect(wrapper.find('#field-title').exists()).toBe(true)
  expect(wrapper.find('#field-authority').exists()).toBe(false)
  const before = Number(/需要填写或改正 (\d+)/.exec(wrapper.text())?.[1])
  await wrapper.find('#field-title input, #field-title textarea').setValue('一次培训')
  await settled()
  expect(Number(/需要填写或改正 (\d+)/.exec(wrapper.text())?.[1])).toBe(before - 1)
})
test('a chain reads from top to bottom: who, when passed over, nobody, back, the end, and after it', async () => {
  await open('/packs/sample/chains')
  const nodes = wrapper.findAll('[data-test=flow] > li').map((it) => it.text())
  expect(nodes).toHaveLength(4)
  expect(nodes[0]).toContain('提交审核')
  expect(nodes[1]).toMatch(/第 1 步.*初审/s)
  for (const line of ['所在单位', '审核权限被关闭时越过', '转入无人处理', '可退回申报人'])
    expect(nodes[1]).toContain(line)
  expect(nodes[2]).toContain('认定学时入账')
  expect(nodes[3]).toMatch(/事后办理.*审验.*收回已入账的学时/s)
  expect(wrapper.find('[data-test=moves]').text()).toContain('待初审')
})
test('rules are sentences with their clause; what is only an example says so', async () => {
  await open('/packs/sample/rules')
  expect(wrapper.find('[data-test="group-requirement"]').text()).toMatch(/正式文件.*依据：第八条/s)
  const demo = wrapper.find('[data-test="group-formula"]').text()
  expect(demo.match(/示例值，非正式政策/g)).toHaveLength(1)
  await wrapper.find('[data-test=status]').setValue('demo')
  expect(wrapper.find('[data-test="group-requirement"]').exists()).toBe(false)
  await wrapper.find('input').setValue('没有这种规则')
  expect(wrapper.text()).toContain('没有符合条件的规则')
})
test('any version opens as it was, and says that it is not the one in force', async () => {
  await open('/packs/sample/versions')
  await wrapper.find('[data-test="version-bbbbbbbbbbbb"]').trigger('click')
  await settled()
  expect(router.currentRoute.value.query).toEqual({ hash: 'bbbbbbbbbbbbbbbbbbbb' })
  expect(wrapper.find('[data-test=older]').text()).toContain('3 件仍按它办理')
  await wrapper.find('[data-test=older] a').trigger('click')
  await settled()
  expect(wrapper.find('[data-test=older]').exists()).toBe(false)
})
test('signing in offers the accounts that may look at packs', async () => {
  await open('/sign-in')
  expect(wrapper.findAll('.account')).toHaveLength(1)
  await wrapper.find('[data-test="demo-x"]').trigger('click')
  await settled()
  const sent = server.seen.find((it) => it.method === 'POST')!
  expect(sent.body).toMatchObject({
    region: 'sample',
    idNumber: '1',
    password: 'demo',
    identity: 'x',
  })
  expect(router.currentRoute.value.path).toBe('/packs')
})
