import type { Pack } from '#core/pack'
import type { Comparison, Test } from '#core/rules'
import type { Names } from './names.ts'

/** What facts are called in a sentence; those of fields and attributes by their own titles. */
const facts: Readonly<Record<string, string>> = {
  'now.day': '办理日期',
  'now.year': '办理年份',
  'now.month-day': '办理的月日',
  'filing.kind': '类型',
  'filing.kind-group': '类型大类',
  'filing.year': '计入年度',
  'filing.years-back': '距今年数',
  'filing.subject': '科目',
  'filing.claimed': '申报学时',
  'filing.awarded': '认定学时',
  'filing.suggested': '系统计算的学时',
  'filing.by-office': '由机构代为申报',
  'filing.times-returned': '被退回的次数',
  'filing.has-evidence': '已上传材料',
  'submit.route': '提交方式',
  'person.known': '已有个人档案',
  'person.has-department': '已选择部门',
  'unit.type': '所在单位类型',
  'unit.code': '所在单位代码',
  'unit.area': '所在单位属地',
  'unit.review-closed': '所在单位审核权限已关闭',
  'unit.superiors': '所在单位的上级关系',
  'office.type': '机构类型',
  'office.area': '机构属地',
  'office.superiors': '机构的上级关系',
  'step.office-type': '审核机构类型',
  'step.review-closed': '审核机构的审核权限已关闭',
  'person.pending': '本人待审件数',
  'office.pending': '机构及下属待审件数',
  'same.filed': '同类已申报件数',
  'same.waiting': '同类待审件数',
  'same.approved': '同类已通过件数',
  'same.refused': '同类未通过件数',
  'refers.state': '所依据申报的状态',
  'refers.kind': '所依据申报的类型',
  'refers.year': '所依据申报的年度',
  'permit.open': '已获准办理',
  'standing.passed': '年度已达标',
  'standing.total': '年度总学时',
  'duplicate.found': '发现重复申报',
}
const operators: Readonly<Record<Comparison['operator'], string>> = {
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
  if ('not' in test) return `并非（${sayTest(pack, names, test.not)}）`
  if ('condition' in test) return sayCondition(pack, names, test.condition)
  return sayComparison(names, test)
}

function sayComparison(names: Names, { fact, operator, value }: Comparison): string {
  const subject = sayFact(names, fact)
  const isEqual = operator === 'equal' || operator === 'notEqual'
  if (isEqual && typeof value === 'boolean') {
    const holds = (operator === 'equal') === value
    return holds ? subject : `并非${subject}`
  }
  return `${subject}${operators[operator]}${sayValue(names, fact, value)}`
}

export function sayFact(names: Names, fact: string): string {
  const known = facts[fact]
  if (known) return known
  const dot = fact.indexOf('.')
  const [owner, name] = [fact.slice(0, dot), fact.slice(dot + 1)]
  if (owner === 'field') return `“${names.field(name)}”`
  if (owner === 'person') return names.personAttribute(name)
  if (owner === 'standing') return `年度${names.subject(name)}学时`
  return names.officeAttribute(name)
}

function sayValue(names: Names, fact: string, value: Comparison['value']): string {
  if (Array.isArray(value)) return value.map((it) => sayValue(names, fact, it)).join('、')
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
