import { expect, test } from 'vitest'
import { dayText, momentText } from '../../../portal-ui/texts/index.ts'

test('an evening is still of its own day: the region’s hours are added once', () => {
  expect(momentText('2026-11-24T12:34:00.000Z', 480)).toBe('2026年11月24日 20:34')
  expect(momentText('2026-11-24T15:59:59.000Z', 480)).toBe('2026年11月24日 23:59')
  expect(momentText('2026-11-24T16:00:00.000Z', 480)).toBe('2026年11月25日 00:00')
  expect(dayText('2026-11-24T12:34:00.000Z', 480)).toBe('2026年11月24日')
})

test('a local time stays as it is', () => {
  expect(momentText('2026-05-07T18:00')).toBe('2026年5月7日 18:00')
  expect(dayText('2026-05-07')).toBe('2026年5月7日')
})
