import type { Formula } from '#core/hours'
import type { Names } from './names.ts'

type Rounding = Extract<Formula, { readonly shape: 'per-unit' }>['round']

/** `每满 10000 计 5 学时`; without rounding a part of the measure brings its part of the hours. */
function sayPer(size: string, hours: string, round: Rounding): string {
  if (round === 'down') return `每满 ${size}计 ${hours}`
  const rest = { up: '不足的按一份计', nearest: '四舍五入' }
  return `每 ${size}计 ${hours}（${round === undefined ? '不足的按比例计' : rest[round]}）`
}

/** How many hours an item brings, in one sentence. */
export function sayFormula(names: Names, it: Formula, unit: string): string {
  const item = it['max-per-item'] === undefined ? '' : `，每项最多 ${it['max-per-item']} ${unit}`
  const override = { free: '', lower: '，只能改小', none: '，不能修改' }[it.override ?? 'free']
  const kind = names.countedBy(it.id)
  // Its fields are called as the kinds call them that it counts.
  const own = { ...names, field: (id: string) => names.field(id, kind) }
  return `${sayShape(own, it, unit)}${absent(it)}${item}${override}`
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
      return `按${it.by.map((one) => `“${names.field(one)}”`).join('、')}查表${it.rank === undefined ? '' : `（依“${names.field(it.rank)}”）`}：${it.rows.map((row) => sayRow(names, it.by, row, unit)).join('；')}`
    case 'rank-steps':
      return `第一名 ${it.base} ${unit}，按“${names.field(it.rank)}”每后一名减 ${it.step}${it.min === undefined ? '' : `，不低于 ${it.min}`}`
    case 'per-unit':
      return `“${names.field(it.of)}”${sayPer(`${it.unit} `, `${it.per} ${unit}`, it.round)}${most(it.max, unit)}`
    case 'base-plus-tier': {
      return `基数 ${it.base} ${unit}，按“${names.field(it.of)}”另加：${it.tiers.map(sayTier).join('，')}`
    }
    case 'minutes':
      return `“${names.field(it.of)}”${sayPer(`${it.minutes} 分钟`, `1 ${unit}`, it.round)}`
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

const absent = (it: Formula): string =>
  'absent' in it && it.absent !== undefined ? `，没有填写的按 ${it.absent} 计` : ''
const most = (max: number | undefined, unit: string): string =>
  max === undefined ? '' : `，最多 ${max} ${unit}`
const weekends = (skip: boolean | undefined): string => (skip ? '，周末不计' : '')

type Tier = Extract<Formula, { readonly shape: 'base-plus-tier' }>['tiers'][number]
function sayTier(tier: Tier): string {
  const reach = { none: '更多的', zero: '为 0 的', some: `${tier['up-to']} 以内的` }
  const upTo = tier['up-to']
  const which = upTo === undefined ? 'none' : upTo === 0 ? 'zero' : 'some'
  return `${reach[which]}${tier.add === 0 ? '不加' : `加 ${tier.add}`}`
}

type Row = Extract<Formula, { readonly shape: 'table' }>['rows'][number]
/** The cells in the order of the table's columns, however the row writes them. */
function sayRow(names: Names, by: readonly string[], row: Row, unit: string): string {
  const cells = by.flatMap((field) => {
    const value = row.when[field]
    if (value === undefined) return []
    const options = typeof value === 'string' ? [value] : value
    return [options.map((it) => names.option(field, it)).join('或')]
  })
  const hours = row.ranks ? `依次 ${row.ranks.join('、')}` : String(row.hours ?? 0)
  return `${cells.length > 0 ? cells.join('、') : '其他'} ${hours} ${unit}`
}
