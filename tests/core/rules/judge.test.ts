import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  checkConditions,
  compileConditions,
  explain,
  holds,
  judge,
  type Conditions,
  type FactType,
  type Facts,
  type Test,
} from '../../../engine/core/rules/index.ts'

const names = ['a', 'b', 'c', 'd'] as const
const factNames = ['n', 'm', 't', 'day', 'yes', 'list', 'other']
const scalar = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom('x', 'y', '2026-01-20', '2026-02-01', '3a', ''),
  fc.boolean(),
  fc.constant(null),
)
const factValue = fc.oneof(
  scalar,
  fc.constant(undefined),
  fc.array(fc.constantFrom('x', 'y', '7'), { maxLength: 3 }),
  fc.constant(0.25),
)
const facts: fc.Arbitrary<Facts> = fc.record(
  Object.fromEntries(factNames.map((it) => [it, factValue])),
  { requiredKeys: [] },
)
const comparison = fc.oneof(
  fc.record({
    fact: fc.constantFrom(...factNames),
    operator: fc.constantFrom(
      'equal',
      'notEqual',
      'lessThan',
      'lessThanInclusive',
      'greaterThan',
      'greaterThanInclusive',
      'contains',
      'doesNotContain',
    ),
    value: fc.oneof(scalar, fc.record({ fact: fc.constantFrom(...factNames) })),
  }),
  fc.record({
    fact: fc.constantFrom(...factNames),
    operator: fc.constantFrom('in', 'notIn'),
    value: fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom('x', 'y')), {
      maxLength: 3,
    }),
  }),
) as fc.Arbitrary<Test>

/** A condition may refer to those named before it, so there are no loops. */
const testBelow = (at: number): fc.Arbitrary<Test> =>
  fc.letrec<{ test: Test }>((tie) => ({
    test: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      comparison,
      ...(at > 0 ? [fc.record({ condition: fc.constantFrom(...names.slice(0, at)) })] : []),
      fc.record({ all: fc.array(tie('test'), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('test'), { maxLength: 3 }) }),
      fc.record({ not: tie('test') }),
    ),
  })).test
const conditions: fc.Arbitrary<Conditions> = fc
  .tuple(...names.map((_, at) => testBelow(at)))
  .map((tests) => Object.fromEntries(tests.map((it, at) => [names[at]!, { test: it }])))

test('the compiled judge and json-rules-engine always agree', async () => {
  await fc.assert(
    fc.asyncProperty(conditions, facts, async (given, found) => {
      const held = judge(compileConditions(given), found)
      for (const name of names) {
        const trace = await explain(given, name, found)
        expect([name, held.has(name)]).toEqual([name, trace.held])
      }
    }),
    { numRuns: 2500 },
  )
})

const limits: Conditions = {
  small: {
    says: '不超过三十学时',
    test: { fact: 'filing.claimed', operator: 'lessThanInclusive', value: 30 },
  },
  late: {
    test: {
      all: [
        { fact: 'now.day', operator: 'greaterThan', value: '2026-01-20' },
        { not: { condition: 'small' } },
      ],
    },
  },
}

test('days compare in calendar order, and an unknown fact makes a comparison fail', () => {
  const compiled = compileConditions(limits)
  expect(holds(compiled, 'late', { 'now.day': '2026-01-21', 'filing.claimed': 31 })).toBe(true)
  expect(holds(compiled, 'late', { 'now.day': '2026-01-20', 'filing.claimed': 31 })).toBe(false)
  expect(holds(compiled, 'small', {})).toBe(false)
})

test('an explanation names each fact, what was found and what it was compared with', async () => {
  expect(await explain(limits, 'late', { 'now.day': '2026-01-21', 'filing.claimed': 31 })).toEqual({
    condition: 'late',
    held: true,
    parts: [
      {
        fact: 'now.day',
        operator: 'greaterThan',
        value: '2026-01-20',
        found: '2026-01-21',
        held: true,
        depth: 1,
      },
      {
        fact: 'filing.claimed',
        operator: 'lessThanInclusive',
        value: 30,
        found: 31,
        held: false,
        depth: 3,
      },
    ],
  })
})

test('compiling tells what conditions ask for, and refuses what cannot be judged', () => {
  expect([...compileConditions(limits).asks]).toEqual(['filing.claimed', 'now.day'])
  expect(() => holds(compileConditions(limits), 'tiny', {})).toThrow('no condition "tiny"')
  const loop: Conditions = {
    a: { test: { condition: 'b' } },
    b: { test: { not: { condition: 'a' } } },
  }
  expect(() => compileConditions(loop)).toThrow('refers to itself')
})

const catalogue: Record<string, FactType> = {
  'filing.claimed': 'number',
  'filing.awarded': 'number',
  'filing.kind': 'text',
  'now.day': 'day',
  'person.known': 'boolean',
  'unit.superiors': 'list',
}
const codesOf = (it: Test) =>
  checkConditions({ it: { test: it } }, catalogue).map((one) => `${one.path.join('.')} ${one.code}`)

test.each<[string, Test, readonly string[]]>([
  [
    'a fact nobody knows',
    { fact: 'filing.claimd', operator: 'equal', value: 3 },
    ['it.test.fact unknown-fact'],
  ],
  [
    'an operator nobody knows',
    { fact: 'filing.claimed', operator: 'atMost' as 'equal', value: 3 },
    ['it.test.operator unknown-operator'],
  ],
  [
    'a condition nobody knows',
    { all: [{ condition: 'gone' }] },
    ['it.test.all.0.condition unknown-condition'],
  ],
  [
    'less than on a yes-no',
    { fact: 'person.known', operator: 'lessThan', value: 3 },
    ['it.test fact-type'],
  ],
  [
    'a number compared to a text',
    { fact: 'filing.claimed', operator: 'equal', value: '3' },
    ['it.test fact-type'],
  ],
  [
    'a text compared to a number',
    { fact: 'filing.kind', operator: 'equal', value: 3 },
    ['it.test fact-type'],
  ],
  [
    'one of a list of the wrong type',
    { fact: 'filing.kind', operator: 'in', value: ['a', 3] },
    ['it.test fact-type'],
  ],
  [
    'one of what is no list',
    { fact: 'filing.kind', operator: 'in', value: 'a' },
    ['it.test fact-type'],
  ],
  [
    'contains on what is no list',
    { fact: 'filing.kind', operator: 'contains', value: 'a' },
    ['it.test fact-type'],
  ],
  [
    'two facts of different types',
    { fact: 'filing.kind', operator: 'equal', value: { fact: 'filing.claimed' } },
    ['it.test fact-type'],
  ],
  [
    'two facts, one unknown',
    { fact: 'filing.claimed', operator: 'equal', value: { fact: 'gone' } },
    ['it.test.value unknown-fact'],
  ],
  [
    'two facts of one type',
    { fact: 'filing.awarded', operator: 'lessThan', value: { fact: 'filing.claimed' } },
    [],
  ],
  ['a day after a day', { fact: 'now.day', operator: 'greaterThan', value: '2026-01-20' }, []],
  [
    'a list that contains a text',
    { fact: 'unit.superiors', operator: 'contains', value: 'upper' },
    [],
  ],
  ['nothing', { fact: 'filing.kind', operator: 'equal', value: null }, []],
])('checking finds %s', (_, it, expected) => {
  expect(codesOf(it)).toEqual(expected)
})

test('a loop is found with its way round', () => {
  const loop: Conditions = {
    a: { test: { condition: 'b' } },
    b: { test: { all: [{ condition: 'c' }] } },
    c: { test: { condition: 'a' } },
  }
  expect(checkConditions(loop, catalogue)).toEqual([
    { path: ['a', 'test'], code: 'condition-loop', with: { loop: ['a', 'b', 'c', 'a'] } },
  ])
})
