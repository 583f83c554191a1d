import { describe, expect, test } from 'vitest'
import { distanceBetween, nearest } from '../../../engine/core/pack/meant.ts'

describe('what was probably meant', () => {
  test.each([
    ['role', ['id', 'who', 'title'], 'who'],
    ['sla', ['window', 'steps'], 'window'],
    ['reject', ['approve', 'refuse', 'return'], 'refuse'],
    ['reveiw-closed', ['review-closed', 'recent-year'], 'review-closed'],
    ['max_length', ['min-length', 'max-length'], 'max-length'],
    ['maxLength', ['min-length', 'max-length'], 'max-length'],
    ['promise-singed', ['promise-signed', 'within-yearly-cap'], 'promise-signed'],
    ['elephant', ['who', 'may', 'label'], undefined],
    ['x', [], undefined],
    ['filing.hours', ['filing.year', 'filing.claimed'], 'filing.claimed'],
    ['<=', ['lessThan', 'lessThanInclusive'], 'lessThanInclusive'],
    ['name', ['number', 'person.name', 'unit.name'], 'person.name'],
    ['person.mobile', ['person.email', 'person.phone'], 'person.phone'],
  ])('%s among %j is %s', (written, known, meant) => {
    expect(nearest(written, known)).toBe(meant)
  })
})

test.each([
  ['', '', 0],
  ['abc', '', 3],
  ['kitten', 'sitting', 3],
  ['reveiw', 'review', 1],
  ['审核', '审验', 1],
])('%s and %s are %i edits apart', (a, b, distance) => {
  expect([distanceBetween(a, b), distanceBetween(b, a)]).toEqual([distance, distance])
})
