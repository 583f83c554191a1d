import { expect, test } from 'vitest'
import type { FieldValues } from '#core/base'
import { checkClaim, type Formula, type FormulaShape, uncomputed } from '#core/hours'
import { formula } from './sample.ts'

const fixed = (more: Partial<Formula>) => formula({ shape: 'fixed', hours: 32 }, more)

test.each<[string, Formula | undefined, number | undefined, number | undefined, string[]]>([
  ['nothing claimed yet', fixed({ override: 'none' }), 32, undefined, []],
  ['as suggested', fixed({ override: 'none' }), 32, 32, []],
  [
    'changed where nothing may be changed',
    fixed({ override: 'none' }),
    32,
    30,
    ['claim-not-as-computed'],
  ],
  ['C12-2: non-training set to 30', fixed({ override: 'free' }), 32, 30, []],
  ['more, where free is the default', fixed({}), 32, 40, []],
  ['less, where less is allowed', fixed({ override: 'lower' }), 32, 30, []],
  [
    'more, where only less is allowed',
    fixed({ override: 'lower' }),
    32,
    33,
    ['claim-above-suggested'],
  ],
  ['over the cap for one item', fixed({ 'max-per-item': 25 }), 25, 26, ['over-item-cap']],
  [
    'over the most that may be entered',
    formula({ shape: 'entered', max: 20 }),
    undefined,
    21,
    ['over-item-cap'],
  ],
  ['entered within its bound', formula({ shape: 'entered', max: 20 }), undefined, 20, []],
  ['half an hour where whole ones count', undefined, undefined, 1.5, ['not-a-step']],
  ['nothing at all', undefined, undefined, 0, ['claim-not-positive']],
  ['below zero, and no step', undefined, undefined, -0.5, ['claim-not-positive', 'not-a-step']],
  [
    'everything wrong at once',
    fixed({ override: 'none', 'max-per-item': 25 }),
    25,
    30.5,
    ['not-a-step', 'over-item-cap', 'claim-not-as-computed'],
  ],
])('%s', (_, rule, suggested, claimed, codes) => {
  expect(checkClaim(rule, suggested, claimed, 1).map((it) => it.code)).toEqual(codes)
})

test('an issue stands at the field it is told, with the figures for its sentence', () => {
  expect(checkClaim(fixed({ override: 'lower' }), 32, 40, 1, ['claimed'])).toEqual([
    {
      code: 'claim-above-suggested',
      at: ['claimed'],
      with: { suggested: 32, claimed: 40, rule: '认定标准' },
    },
  ])
})

const inputs: readonly [string, FormulaShape, FieldValues, string[]][] = [
  [
    'half-days without an end',
    { shape: 'half-days', per: 4, count: 'elapsed', from: 'start', to: 'end' },
    { start: '2026-03-01' },
    ['claim-input-missing end'],
  ],
  [
    'a period of which only the beginning is there',
    { shape: 'days', per: 8, from: 'span', to: 'span' },
    { span: ['2026-03-01', ''] },
    ['claim-input-missing span'],
  ],
  [
    'days that run backwards: nothing is missing, and nothing can be computed',
    { shape: 'days', per: 8, from: 'start', to: 'end' },
    { start: '2026-03-02', end: '2026-03-01' },
    ['claim-not-computable claimed'],
  ],
  [
    'a table by level and rank, with neither',
    {
      shape: 'table',
      by: ['level'],
      rank: 'rank',
      rows: [{ when: { level: 'a' }, ranks: [30, 20] }],
    },
    {},
    ['claim-input-missing level', 'claim-input-missing rank'],
  ],
  [
    'a table that has no row for it',
    { shape: 'table', by: ['level'], rows: [{ when: { level: 'a' }, hours: 30 }] },
    { level: 'b' },
    ['claim-not-computable claimed'],
  ],
  [
    'a rank in a table without ranks is not asked for',
    {
      shape: 'table',
      by: ['level'],
      rank: 'rank',
      rows: [{ when: { level: 'a' }, hours: 30 }],
    },
    {},
    ['claim-input-missing level'],
  ],
  [
    'steps by rank',
    { shape: 'rank-steps', base: 30, step: 6, rank: 'rank' },
    { rank: null },
    ['claim-input-missing rank'],
  ],
  [
    'per unit',
    { shape: 'per-unit', of: 'words', unit: 10000, per: 5 },
    { words: '' },
    ['claim-input-missing words'],
  ],
  [
    'a base and tiers',
    { shape: 'base-plus-tier', base: 12, of: 'words', tiers: [{ add: 8 }] },
    {},
    ['claim-input-missing words'],
  ],
  [
    'minutes',
    { shape: 'minutes', of: 'minutes', minutes: 45 },
    {},
    ['claim-input-missing minutes'],
  ],
  [
    'parts of which none is answered',
    {
      shape: 'parts',
      parts: [
        { when: 'course', hours: 10, title: '课程' },
        { when: 'exam', hours: 5, title: '考试' },
      ],
    },
    {},
    ['claim-input-missing course', 'claim-input-missing exam'],
  ],
  [
    'a share without the number of people',
    { shape: 'share', total: 30, first: 60, rank: 'rank', people: 'people' },
    { rank: 1 },
    ['claim-input-missing people'],
  ],
  ['hours that are entered need nothing', { shape: 'entered' }, {}, []],
]
test.each(inputs)('a rule that binds and cannot be computed says what it needs: %s', (...given) => {
  const [, shape, values, expected] = given
  const found = (override: Formula['override']) =>
    uncomputed(formula(shape, { override: override! }), values, ['claimed']).map((it) =>
      [it.code, ...it.at].join(' '),
    )
  expect(found('lower')).toEqual(expected)
  expect(found('none')).toEqual(expected)
  expect(found('free')).toEqual([])
})

test('what is missing is told by the rule that asks for it', () => {
  const rule = formula({ shape: 'minutes', of: 'minutes', minutes: 45 }, { override: 'lower' })
  expect(uncomputed(rule, {}, ['claimed'])).toEqual([
    { code: 'claim-input-missing', at: ['minutes'], with: { rule: '认定标准' } },
  ])
  expect(uncomputed(undefined, {}, ['claimed'])).toEqual([])
})
