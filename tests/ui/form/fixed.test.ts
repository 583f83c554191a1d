import { afterEach, expect, test } from 'vitest'
import { ref } from 'vue'
import { mountForm, type MountedForm } from '../support/mount-form.ts'

let form: MountedForm
afterEach(() => form.wrapper.unmount())

test('a fixed field is there to be read, offers nothing to change, and says why', () => {
  const unit = { kind: 'office', immutable: 'always', default: { from: 'unit' } } as const
  const number = { kind: 'id-number', required: true, immutable: 'after-approval' } as const
  form = mountForm({
    fields: [
      { id: 'number', label: '身份证号', ...number },
      { id: 'unit', label: '原单位', ...unit },
    ],
    values: { number: '1', unit: 'o1' },
    fixed: ['number', 'unit'],
    world: { names: ref({ o1: '某大学' }) },
  })
  const [first, second] = [form.wrapper.find('#field-number'), form.wrapper.find('#field-unit')]
  expect(first.text()).toContain('审核通过后不能再修改')
  expect(first.text()).not.toContain('必填')
  expect(second.text()).toContain('某大学')
  expect(second.text()).toContain('由系统带出，不能修改')
  expect(form.wrapper.findAll('input, select, button')).toHaveLength(0)
})
