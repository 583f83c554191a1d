import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileConditions, holds, settle, type Facts, type Test } from '#core/rules'

const facts = ['a', 'b', 'c'] as const
const values = fc.constantFrom(1, 2, undefined)
const comparison = fc.record({
  fact: fc.constantFrom(...facts),
  operator: fc.constantFrom('equal', 'notEqual', 'lessThan'),
  value: fc.constantFrom(1, 2),
})
const { test: anyTest } = fc.letrec<{ test: Test }>((tie) => ({
  test: fc.oneof(
    { maxDepth: 3 },
    comparison as fc.Arbitrary<Test>,
    fc.array(tie('test'), { maxLength: 3 }).map((all): Test => ({ all })),
    fc.array(tie('test'), { maxLength: 3 }).map((any): Test => ({ any })),
    tie('test').map((not): Test => ({ not })),
    fc.constant<Test>({ condition: 'other' }),
  ),
}))

test('what is settled beforehand turns out so, whatever the other facts are', () => {
  const all = fc.record({ a: values, b: values, c: values })
  fc.assert(
    fc.property(anyTest, all, fc.subarray([...facts]), (own, whole, given) => {
      const other: Test = { fact: 'a', operator: 'equal', value: 1 }
      const conditions = { own: { test: own }, other: { test: other } }
      const before = settle(own, conditions, (fact) =>
        given.some((it) => it === fact) ? { value: whole[fact as 'a'] } : undefined,
      )
      if (before === undefined) return
      expect(holds(compileConditions(conditions), 'own', whole as Facts)).toBe(before)
    }),
  )
})

test('a condition taken to hold or not does, whatever it tests; a loop ends', () => {
  const conditions = { loop: { test: { condition: 'loop' } } }
  expect(settle({ condition: 'loop' }, conditions, () => undefined)).toBeUndefined()
  const assumed = new Map([['loop', false]])
  expect(settle({ not: { condition: 'loop' } }, conditions, () => undefined, assumed)).toBe(true)
})
