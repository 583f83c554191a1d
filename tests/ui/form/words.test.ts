import { expect, test } from 'vitest'
import { objectOf } from '../../../portal-ui/form/index.ts'

test.each([
  ['选择调入单位', '调入单位'],
  ['请选择部门', '部门'],
  ['调入单位', '调入单位'],
  ['选择', '选择'],
])('what %s asks to choose is %s', (label, object) => {
  expect(objectOf(label)).toBe(object)
})
