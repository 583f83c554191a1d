import { VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import RegisterForm from '../../../portal-ui/pages/register/RegisterForm.vue'
import { type LocalServer, localServer, type Seen } from '../support/server.ts'
import { formView } from '../support/views.ts'

let server: LocalServer
const sent: Seen[] = []
beforeEach(async () => {
  sessionStorage.clear()
  sent.splice(0)
  server = await localServer((seen) => {
    sent.push(seen)
    return { says: '已提交' }
  })
})
afterEach(() => server.close())

async function open() {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: { template: '<p />' } }],
  })
  const wrapper = mount(RegisterForm, {
    props: { form: formView, region: undefined, regionId: 'sample', title: '注册' } as never,
    global: { plugins: [router, VueQueryPlugin] },
    attachTo: document.body,
  })
  await flushPromises()
  return wrapper
}

test('what was typed of a registration survives a reload, but the password does not', async () => {
  const before = await open()
  await before.find('#field-title input').setValue('高级研修班')
  await before
    .find('[data-test=register-password] input, input[type=password]')
    .setValue('Geheim-2026')
  before.unmount()
  const after = await open()
  expect(after.find<HTMLInputElement>('#field-title input').element.value).toBe('高级研修班')
  expect(after.find<HTMLInputElement>('input[type=password]').element.value).toBe('')
  expect(JSON.stringify({ ...sessionStorage })).not.toContain('Geheim-2026')
  after.unmount()
})
