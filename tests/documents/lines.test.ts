import fc from 'fast-check'
import { expect, test } from 'vitest'
import { breakLines, fit, pieces } from '../../engine/documents/lines.ts'

/** A grid of cells: Chinese two wide, the rest one. */
const cells = (text: string) =>
  Array.from(text).reduce((sum, it) => sum + (it > '\u2000' ? 2 : 1), 0)

test('words and numbers stay whole, marks stay with their character', () => {
  expect(pieces('共90学时，（公需）OK')).toEqual(['共', '90', '学', '时，', '（公', '需）', 'OK'])
  expect(pieces('买买提·吐尔逊')).toEqual(['买', '买', '提·', '吐', '尔', '逊'])
})

test('a paragraph keeps its indent, and spaces end with their line', () => {
  const lines = breakLines('　　某某 同志 完成', 10, cells)
  expect(lines).toEqual([
    { text: '　　某某', full: true },
    { text: '同志 完成', full: false },
  ])
})

test('whatever is broken, nothing but spaces is lost and no line is too wide', () => {
  const text = fc.string({
    unit: fc.constantFrom('学', '时', '，', '（', '）', 'a', '9', ' ', '“', '\n'),
    maxLength: 60,
  })
  fc.assert(
    fc.property(text, fc.integer({ min: 4, max: 20 }), (text, width) => {
      const lines = breakLines(text, width, cells)
      expect(
        lines
          .map((it) => it.text)
          .join('')
          .replace(/ /g, ''),
      ).toBe(text.replace(/[ \n]/g, ''))
      for (const line of lines) expect(cells(line.text)).toBeLessThanOrEqual(width)
    }),
  )
})

test('wrapped text gets smaller when its lines are too many, and is refused at 60 %', () => {
  const measure = (text: string, size: number) => (cells(text) * size) / 2
  const frame = { width: 40, height: 32, size: 10, lineHeight: 1.2, overflow: 'wrap' } as const
  expect(fit('学'.repeat(8), frame, measure)).toMatchObject({ size: 10 })
  expect(fit('学'.repeat(11), frame, measure)!.size).toBeLessThan(10)
  expect(fit('学'.repeat(40), frame, measure)).toBeUndefined()
})
