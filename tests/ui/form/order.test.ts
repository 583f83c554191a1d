import { flushPromises } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { mountForm } from '../support/mount-form.ts'

test('pictures chosen together stay in the order they were chosen, whichever arrives first', async () => {
  const arrive: Record<string, () => void> = {}
  const form = mountForm({
    fields: [{ id: 'x', kind: 'attachments', label: '佐证材料' }],
    world: {
      upload: (_field: string, _file: Blob, name: string) =>
        new Promise((done) => {
          arrive[name] = () => done({ file: `of-${name}`, name } as never)
        }),
    },
  })
  const input = form.wrapper.find<HTMLInputElement>('input[type=file]').element
  const files = ['1.jpg', '2.jpg', '3.jpg'].map((name) => new File(['x'], name))
  Object.defineProperty(input, 'files', { value: files, configurable: true })
  input.dispatchEvent(new Event('change'))
  await flushPromises()
  for (const name of ['3.jpg', '1.jpg', '2.jpg']) {
    arrive[name]!()
    await flushPromises()
  }
  expect(form.value('x')).toMatchObject(files.map(({ name }) => ({ name })))
  form.wrapper.unmount()
})
