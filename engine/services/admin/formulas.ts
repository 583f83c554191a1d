import type { Formula } from '#core/hours'
import type { Names } from './names.ts'

const rounds = { down: '不足的舍去', up: '不足的按一个计', nearest: '四舍五入' } as const

/** How many hours an item brings, in one sentence. */
export function sayFormula(names: Names, it: Formula, unit: string): string {
  const item = it['max-per-item'] === undefined ? '' : `，每项最多 ${it['max-per-item']} ${unit}`
  const override = { free: '', lower: '，只能改小', none: '，不能修改' }[it.override ?? 'free']
  return `${sayShape(names, it, unit)}${item}${override}`
}

function sayShape(names: Names, it: Formula, unit: string): string {
  switch (it.shape) {
    case 'entered':
      return `按证书或主办方的学时填写${most(it.max, unit)}`
    case 'half-days': {
      const how = it.count === 'inclusive' ? '首尾两天都计' : '按起止时刻计'
      return `从“${names.field(it.from)}”到“${names.field(it.to)}”，每半天 ${it.per} ${unit}（${how}${weekends(it['skip-weekends'])}）`
    }
    case 'days':
      return `从“${names.field(it.from)}”到“${names.field(it.to)}”，每天 ${it.per} ${unit}${weekends(it['skip-weekends'])}${most(it.max, unit)}`
    case 'fixed':
      return `每项 ${it.hours} ${unit}`
    case 'table':
      return `按${it.by.map((one) => `“${names.field(one)}”`).join('、')}查表${it.rank === undefined ? '' : `（依“${names.field(it.rank)}”）`}：${it.rows.map((row) => sayRow(names, row, unit)).join('；')}`
    case 'rank-steps':
      return `第一名 ${it.base} ${unit}，按“${names.field(it.rank)}”每后一名减 ${it.step}${it.min === undefined ? '' : `，不低于 ${it.min}`}`
    case 'per-unit':
      return `“${names.field(it.of)}”每 ${it.unit} 计 ${it.per} ${unit}（${rounds[it.round ?? 'down']}）${most(it.max, unit)}`
    case 'base-plus-tier': {
      const tiers = it.tiers.map(
        (tier) =>
          `${tier['up-to'] === undefined ? '更多的' : `不超过 ${tier['up-to']} 的`}加 ${tier.add}`,
      )
      return `基数 ${it.base} ${unit}，按“${names.field(it.of)}”${tiers.join('、')}`
    }
    case 'minutes':
      return `“${names.field(it.of)}”每 ${it.minutes} 分钟计 1 ${unit}（${rounds[it.round ?? 'down']}）`
    case 'parts':
      return it.parts.map((part) => `${part.title} ${part.hours} ${unit}`).join('，')
    case 'share':
      return `共 ${it.total} ${unit}，第一名占 ${it.first}%，其余人平分（按“${names.field(it.rank)}”和“${names.field(it.people)}”）`
    default: {
      const never: never = it
      throw new Error(`No such formula: ${JSON.stringify(never)}`)
    }
  }
}

const most = (max: number | undefined, unit: string): string =>
  max === undefined ? '' : `，最多 ${max} ${unit}`
const weekends = (skip: boolean | undefined): string => (skip ? '，周末不计' : '')

type Row = Extract<Formula, { readonly shape: 'table' }>['rows'][number]
function sayRow(names: Names, row: Row, unit: string): string {
  const cells = Object.entries(row.when).map(([field, value]) =>
    (typeof value === 'string' ? [value] : value).map((it) => names.option(field, it)).join('或'),
  )
  const hours = row.ranks ? `依次 ${row.ranks.join('、')}` : String(row.hours ?? 0)
  return `${cells.length > 0 ? cells.join('、') : '其他'} ${hours} ${unit}`
}
