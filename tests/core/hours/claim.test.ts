import { expect, test } from 'vitest'
import { checkClaim, type Formula } from '#core/hours'
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
