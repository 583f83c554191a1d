import type { Pack } from '#core/pack'
import type { Comparison, Test } from '#core/rules'
import { booleans, counts, things } from './facts.ts'
import type { Names } from './names.ts'

type Operator = Comparison['operator']
const operators: Readonly<Record<Operator, string>> = {
  equal: '为',
  notEqual: '不为',
  in: '为',
  notIn: '不为',
  contains: '包含',
  doesNotContain: '不包含',
  lessThan: '小于',
  lessThanInclusive: '不大于',
  greaterThan: '大于',
  greaterThanInclusive: '不小于',
}
/** Of what is counted or measured. */
const amounts: Readonly<Partial<Record<Operator, string>>> = {
  lessThan: '少于',
  lessThanInclusive: '不多于',
  greaterThan: '多于',
  greaterThanInclusive: '不少于',
}
const opposites: Readonly<Record<Operator, Operator>> = {
  equal: 'notEqual',
  notEqual: 'equal',
  in: 'notIn',
  notIn: 'in',
  contains: 'doesNotContain',
  doesNotContain: 'contains',
  lessThan: 'greaterThanInclusive',
  lessThanInclusive: 'greaterThan',
  greaterThan: 'lessThanInclusive',
  greaterThanInclusive: 'lessThan',
}

/** A condition read out: what must hold. */
export function sayCondition(pack: Pack, names: Names, name: string): string {
  const test = pack.conditions[name]?.test
  return test ? sayTest(pack, names, test) : name
}

export function sayTest(pack: Pack, names: Names, test: Test): string {
  const inner = (it: Test) => {
    const text = sayTest(pack, names, it)
    return 'all' in it || 'any' in it ? `（${text}）` : text
  }
  if ('all' in test) return test.all.map(inner).join('，且')
  if ('any' in test) return test.any.map(inner).join('，或')
  if ('not' in test) return sayTest(pack, names, opposite(pack, test.not))
  if ('condition' in test) return sayCondition(pack, names, test.condition)
  return sayComparison(names, test)
}

/** The same said without “not”: comparisons turned round, “all” for “any”. */
function opposite(pack: Pack, test: Test): Test {
  if ('not' in test) return test.not
  if ('all' in test) return { any: test.all.map((it) => opposite(pack, it)) }
  if ('any' in test) return { all: test.any.map((it) => opposite(pack, it)) }
  if ('operator' in test) return { ...test, operator: opposites[test.operator] }
  const named = pack.conditions[test.condition]?.test
  return named ? opposite(pack, named) : test
}

function sayComparison(names: Names, { fact, operator, value }: Comparison): string {
  const isEqual = operator === 'equal' || operator === 'notEqual'
  if (isEqual && typeof value === 'boolean')
    return sayBoolean(names, fact, (operator === 'equal') === value)
  const count = counts[fact]
  if (count && isNone(operator, value)) return count.none
  const unit = count?.unit ?? (isHours(fact) ? names.hoursUnit : undefined)
  const isNumber = unit !== undefined && typeof value === 'number'
  const how = (isNumber ? amounts[operator] : undefined) ?? operators[operator]
  const what = `${how}${isNumber ? ` ${value} ${unit}` : sayValue(names, fact, value)}`
  return `${sayFact(names, fact)}${what}`
}
const isNone = (operator: Operator, value: unknown): boolean =>
  (operator === 'equal' && value === 0) || (operator === 'lessThan' && value === 1)
const isHours = (fact: string): boolean =>
  /^(filing\.(claimed|awarded|suggested)|standing\..+)$/.test(fact)

function sayBoolean(names: Names, fact: string, holds: boolean): string {
  const known = booleans[fact]
  if (known) return known[holds ? 0 : 1]
  const subject = sayFact(names, fact)
  if (fact.startsWith('field.')) return `${subject}为${holds ? '是' : '否'}`
  return holds ? subject : `非${subject}`
}

export function sayFact(names: Names, fact: string): string {
  const known = things[fact] ?? counts[fact]?.title
  if (known) return known
  const dot = fact.indexOf('.')
  const [owner, name] = [fact.slice(0, dot), fact.slice(dot + 1)]
  if (owner === 'field') return `“${names.field(name)}”`
  if (owner === 'person') return names.personAttribute(name)
  if (owner === 'standing') return `年度${names.subject(name)}学时`
  return names.officeAttribute(name)
}

function sayValue(names: Names, fact: string, value: Comparison['value']): string {
  if (Array.isArray(value)) return oneOf(value.map((it) => sayValue(names, fact, it)))
  if (typeof value === 'object' && value !== null && 'fact' in value)
    return sayFact(names, value.fact)
  if (value === null) return '空'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (fact.startsWith('field.')) return names.option(fact.slice(6), value)
  const text = String(value)
  if (fact.endsWith('.type') || fact.endsWith('office-type')) return names.officeType(text)
  if (fact.endsWith('.superiors')) return names.relation(text)
  if (fact === 'submit.route') return `“${names.route(text)}”`
  if (fact.includes('.kind')) return names.kind(text)
  return fact === 'filing.subject' ? names.subject(text) : text
}
const oneOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join('、')}或${words.at(-1)}`
