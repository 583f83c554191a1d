import { expect, test } from 'vitest'
import { copiedValues } from '../../../portal-ui/pages/apply/copied-values.ts'
import { formView } from '../support/views.ts'

test('an earlier filing is begun again with its words, not with its hours, days, year and evidence', () => {
  const fields = [
    ...formView.form.fields,
    { id: 'files', kind: 'attachments', label: '附件' },
    { id: 'from', kind: 'date', label: '开始' },
    { id: 'unit', kind: 'text', label: '单位' },
  ] as const
  const fresh = {
    ...formView,
    form: { ...formView.form, fields },
    fixed: ['unit'],
    values: { year: 2026, unit: '甲' },
  }
  const earlier = {
    title: '研修班',
    hours: 16,
    year: 2025,
    from: '2025-03-01',
    unit: '乙',
    files: [{ file: 'f', name: 'a.jpg' }],
    gone: '没有了',
  }
  expect(copiedValues(fresh, earlier)).toEqual({ title: '研修班', year: 2026, unit: '甲' })
})
