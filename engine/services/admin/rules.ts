import type { RuleView } from '#core/api'
import type { CertificateDefinition } from '#core/certificate'
import type {
  CapDefinition,
  DuplicateDefinition,
  RequirementDefinition,
  YearSpan,
} from '#core/hours'
import type { Pack } from '#core/pack'
import { sayFormula } from './formulas.ts'
import type { Names } from './names.ts'
import { sayCondition } from './tests.ts'

/** Every rule of a pack as a sentence, with its clause: what the year asks, what an item brings, … */
export function rulesOf(pack: Pack, names: Names): readonly RuleView[] {
  const { hours } = pack
  const { unit } = hours
  const sourced = (it: { readonly source?: string; readonly status?: RuleView['status'] }) => ({
    ...(it.source !== undefined && { source: it.source }),
    ...(it.status !== undefined && { status: it.status }),
  })
  return [
    ...hours.requirements.map((it) => ({
      id: it.id,
      group: 'requirement' as const,
      says: sayRequirement(pack, names, it),
      ...sourced(it),
    })),
    ...hours.formulas.map((it) => ({
      id: it.id,
      group: 'formula' as const,
      says: `${it.title}：${sayFormula(names, it, unit)}`,
      ...sourced(it),
    })),
    ...hours.caps.map((it) => ({
      id: it.id,
      group: 'cap' as const,
      says: sayCap(names, it, unit),
      ...sourced(it),
    })),
    ...hours.duplicates.map((it) => ({
      id: it.id,
      group: 'duplicate' as const,
      says: sayDuplicate(names, it),
      ...sourced(it),
    })),
    ...Object.entries(pack.conditions).map(([id, it]) => ({
      id,
      group: 'condition' as const,
      says: sayCondition(pack, names, id),
      ...sourced(it),
    })),
    ...Object.values(pack.certificates).map((it) => ({
      id: it.certificate,
      group: 'certificate' as const,
      says: sayCertificate(pack, names, it),
      ...sourced(it),
    })),
  ]
}

function sayYears(years: YearSpan | undefined): string {
  const { from, to } = years ?? {}
  if (from === undefined && to === undefined) return '各年度'
  if (from === to) return `${from} 年度`
  if (to === undefined) return `${from} 年度起`
  return from === undefined ? `${to} 年度及以前` : `${from} 至 ${to} 年度`
}

function sayRequirement(pack: Pack, names: Names, it: RequirementDefinition): string {
  const { unit } = pack.hours
  const parts = [
    ...(it.total === undefined ? [] : [`总计不少于 ${it.total} ${unit}`]),
    ...(it.min ?? []).map((one) => `${names.subject(one.subject)}不少于 ${one.hours} ${unit}`),
    ...(it.max ?? []).map((one) => `${names.subject(one.subject)}最多计 ${one.hours} ${unit}`),
    ...(it.shares ?? []).map((one) => {
      const whole = one.basis === 'earned' ? '已得总数' : '应达总数'
      return `${names.subject(one.subject)}不少于${whole}的 ${one.num}/${one.den}${one.soft ? '（仅提示）' : ''}`
    }),
    ...(it['required-courses'] ?? []).map((one) => `完成${one.title}`),
  ]
  const who = it.when === undefined ? '' : `（${sayCondition(pack, names, it.when)}）`
  return `${sayYears(it.years)}${who}：${parts.join('，')}`
}

function sayCap(names: Names, it: CapDefinition, unit: string): string {
  const of = [
    ...(it.kinds ? [it.kinds.map(names.kind).join('、')] : []),
    ...(it.subject === undefined ? [] : [names.subject(it.subject)]),
  ]
  const what = of.length > 0 ? of.join('，') : '全部'
  if (it.of === 'best-only')
    return `${it.title}：${what}中${it.same.map((one) => names.field(one, it.kinds?.[0])).join('、')}相同的，只计最高一项`
  const limit =
    'count' in it && it.count !== undefined
      ? `${it.count} 项`
      : `${(it as { hours: number }).hours} ${unit}`
  return `${it.title}：${what}每年最多计 ${limit}${it.years ? `（${sayYears(it.years)}）` : ''}`
}

const matches: Readonly<Record<DuplicateDefinition['match'], string>> = {
  'certificate-number': '证书编号相同',
  'overlapping-dates': '起止时间重叠',
  'same-fields': '内容相同',
}
function sayDuplicate(names: Names, it: DuplicateDefinition): string {
  const same = it.same?.length
    ? `（${it.same.map((one) => names.field(one, it.kinds?.[0])).join('、')}）`
    : ''
  return `${it.title}：${matches[it.match]}${same}，${it.do === 'block' ? '不能提交' : '提示申报人和审核人'}`
}

const voidSays = {
  'hours-taken-back': '该年度学时被收回时自动失效',
  'standing-falls': '年度结果不再达到时自动失效',
  never: '不因学时变化失效',
} as const

function sayCertificate(pack: Pack, names: Names, it: CertificateDefinition): string {
  const needs = [
    ...(it.needs.standing === 'passed' ? [`年度结果为“${pack.hours.verdicts.passed}”`] : []),
    ...(it.needs.conditions ?? []).map((one) => sayCondition(pack, names, one)),
  ]
  const by = it['printed-by'].map((one) =>
    one === 'person' ? names.term('person', '本人') : '有打印权限的管理员',
  )
  const end = voidSays[it['void-when']]
  const valid = it.valid?.years === undefined ? '' : `，有效期 ${it.valid.years} 年`
  return `${it.title}：${needs.join('，且')}，由${by.join('、')}打印${valid}，${end}`
}
