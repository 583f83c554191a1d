import { flushPromises, mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { defineComponent, h } from 'vue'
import { type FormWorld, provideFormWorld } from '../../../portal-ui/form/index.ts'
import PersonSearch from '../../../portal-ui/form/PersonSearch.vue'

test('nobody within reach at all is said otherwise than nobody of that name', async () => {
  const world = { findPeople: async () => [], sayError: String } as unknown as FormWorld
  const page = mount(
    defineComponent({
      setup() {
        provideFormWorld(world)
        return () => h(PersonSearch)
      },
    }),
  )
  await flushPromises()
  expect(page.get('[role=status]').text()).toBe('在您可以选择的范围内没有专业技术人员')
  await page.get('input').setValue('没有此人')
  await page.get('form').trigger('submit')
  await flushPromises()
  expect(page.get('[role=status]').text()).toBe('没有符合条件的人员')
  page.unmount()
})
