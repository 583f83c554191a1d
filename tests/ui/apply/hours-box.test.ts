import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import HoursBox from '../../../portal-ui/pages/apply/HoursBox.vue'

const hours = { unit: '学时', step: 1, subjects: [] }
const drawn = (more: object): string => {
  const preview = { reasons: [], route: [], hints: [], issues: [], ...more }
  const props = { preview, failed: false, hours, follows: false } as never
  return mount(HoursBox, { props }).text()
}

test('what a rule will compute is promised; what none computes is not', () => {
  const says = '按培训结业证书载明的学时填写。'
  const entered = drawn({ rule: { title: '按结业证书填写', says, computes: false } })
  expect(entered).toBe(says)
  expect(drawn({})).toBe('这里的学时不由系统计算，请按文件或证书填写。')
  expect(drawn({ rule: { title: '论文', computes: true } })).toContain('系统会算出学时')
})

test('the rule’s own sentence stands under the hours, and leads to its clause', () => {
  const rule = { title: '论文', says: '可以少报，不能多报。', link: 'https://example.org/5' }
  const reasons = [{ rule: 'paper', text: '计 36 学时', facts: {}, source: '第五条' }]
  const text = drawn({ rule: { ...rule, computes: true }, suggested: 36, reasons })
  expect(text).toContain('可以少报，不能多报。')
  expect(text).toContain('查看论文的规定')
})
