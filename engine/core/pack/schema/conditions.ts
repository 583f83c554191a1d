import {
  choice,
  id,
  list,
  mapOf,
  object,
  ref,
  text,
  type Properties,
  type Schema,
} from './parts.ts'

const operators = [
  'equal',
  'notEqual',
  'in',
  'notIn',
  'contains',
  'doesNotContain',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
]
const value: Schema = {
  description: '比较的值；可写 { fact: 另一事实 }',
  if: { type: 'object' },
  then: object('另一事实', { fact: text('事实') }),
  else: {
    if: { type: 'array' },
    then: { type: 'array', items: { type: ['string', 'number'] } },
    else: { type: ['string', 'number', 'boolean', 'null'] },
  },
}
/** A test is told apart by its one key; the comparison by `fact`. */
const test: Schema = {
  type: 'object',
  description:
    '条件，json-rules-engine 的写法：all、any、not、condition，或 fact + operator + value',
  'one-of-keys': ['all', 'any', 'not', 'condition', 'fact'],
  allOf: (
    [
      ['all', { all: list(ref('test'), '都成立', 1) }],
      ['any', { any: list(ref('test'), '任一成立', 1) }],
      ['not', { not: ref('test') }],
      ['condition', { condition: id('条件名') }],
      ['fact', { fact: text('事实'), operator: choice(operators, '比较'), value }],
    ] as [string, Properties][]
  ).map(([key, keys]) => ({ if: { type: 'object', required: [key] }, then: object('', keys) })),
}

export const conditionDefs: Readonly<Record<string, Schema>> = {
  test,
  conditions: object('条件', {
    conditions: mapOf(
      object('条件', {
        'says?': text('不成立时的提示'),
        'source?': text('出处'),
        test: ref('test'),
      }),
      '条件，按名称',
    ),
  }),
}
