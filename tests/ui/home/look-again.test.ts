import { QueryClient, useQuery, VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { defineComponent, h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import SideMenu from '../../../portal-ui/shell/SideMenu.vue'

test('a press on the menu where one is already reads the list again, but nothing that is being filled in', async () => {
  const asked: string[] = []
  const Page = defineComponent(() => {
    for (const of of ['filings', 'form', 'filing-to-edit'])
      useQuery({ queryKey: [of, 1], queryFn: () => asked.push(of), staleTime: 60_000 })
    const menu = [{ title: '学时审核', page: 'inbox', list: 'approvals' }]
    return () => h(SideMenu, { menu })
  })
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: { template: '<p />' } }],
  })
  await router.push('/inbox?list=approvals')
  const wrapper = mount(Page, {
    global: { plugins: [router, [VueQueryPlugin, { queryClient: new QueryClient() }]] },
  })
  await flushPromises()
  expect(asked.splice(0)).toEqual(['filings', 'form', 'filing-to-edit'])
  await wrapper.find('a').trigger('click')
  await flushPromises()
  expect(asked).toEqual(['filings'])
  wrapper.unmount()
})
