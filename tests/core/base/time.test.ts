import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isDay, isLocalTime } from '../../../engine/core/base/index.ts'

const two = (it: number) => String(it).padStart(2, '0')

test.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2024-02-29', true],
  ['1900-02-29', false],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['2026-04-31', false],
  ['2026-4-30', false],
  ['2026-04-30 ', false],
  ['２０２６-04-30', false],
])('%s is a day of the calendar: %s', (text, is) => {
  expect(isDay(text)).toBe(is)
})

test('a day is what the calendar of the machine calls one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2999 }),
      fc.integer({ min: 0, max: 14 }),
      fc.integer({ min: 0, max: 33 }),
      (year, month, day) => {
        const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
        const parsed = new Date(`${text}T00:00:00.000Z`)
        const is = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text)
        expect(isDay(text)).toBe(is)
      },
    ),
  )
})

test('nothing that is no text of the right form is a time', () => {
  fc.assert(
    fc.property(fc.anything(), fc.string({ minLength: 16, maxLength: 16 }), (it, text) => {
      const said = (value: unknown) =>
        typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value)
      for (const value of [it, text]) if (!said(value)) expect(isLocalTime(value)).toBe(false)
    }),
  )
  expect(
    [
      '2026-06-01T23:59',
      '2026-06-01T24:00',
      '2026-06-01T09:60',
      '2026-06-31T09:00',
      '2026-06-01 09:00',
    ].map(isLocalTime),
  ).toEqual([true, false, false, false, false])
})
