import type { FieldValues, Hours } from '#core/base'
import type { Formula, FormulaShape } from './definition.ts'
import { type Rounding, say, sharedHours, wholeUnits } from './exact.ts'
import { elapsedHalfDays, inclusiveHalfDays } from './half-days.ts'
import { amountOf, asKey, asRank, ends, isGiven } from './shape-inputs.ts'

/** A number and how it came about, in one clause: `4 个半天 × 4 学时`. */
export interface Computed {
  readonly hours: Hours
  readonly how: string
  readonly facts: Readonly<Record<string, string | number>>
}
export interface Given {
  readonly values: FieldValues
  readonly step: Hours
  readonly unit: string
  /** How a field's value reads; without it, the value itself. */
  readonly show: (field: string) => string
}
type Shape<Name> = Extract<FormulaShape, { shape: Name }>
type Compute<Name> = (formula: Shape<Name>, given: Given) => Computed | undefined

const halfDays: Compute<'half-days'> = (formula, given) => {
  const [from, to] = ends(formula, given.values)
  const counted = formula.count === 'elapsed' ? elapsedHalfDays : inclusiveHalfDays
  const count = counted(from, to, formula['skip-weekends'])
  if (count === undefined) return undefined
  const weekends = formula['skip-weekends'] ? '（周末不计）' : ''
  return {
    hours: count * formula.per,
    how: `${shown(from)} 至 ${shown(to)} 共 ${count} 个半天${weekends}，每半天 ${say(formula.per)} ${given.unit}`,
    facts: { from, to, 'half-days': count, per: formula.per },
  }
}

const days: Compute<'days'> = (formula, given) => {
  const [from, to] = ends(formula, given.values)
  const halves = inclusiveHalfDays(from, to, formula['skip-weekends'])
  if (halves === undefined) return undefined
  const count = halves / 2
  const weekends = formula['skip-weekends'] ? '（周末不计）' : ''
  return atMost(formula.max, given, {
    hours: count * formula.per,
    how: `${from.slice(0, 10)} 至 ${to.slice(0, 10)} 共 ${count} 天${weekends}，每天 ${say(formula.per)} ${given.unit}`,
    facts: { from, to, days: count, per: formula.per },
  })
}

const fixed: Compute<'fixed'> = ({ hours }, { unit }) => ({
  hours,
  how: `每项 ${say(hours)} ${unit}`,
  facts: { hours },
})

const table: Compute<'table'> = (formula, given) => {
  const cells = formula.by.map((field) => asKey(given.values[field]))
  if (cells.some((it) => it === undefined)) return undefined
  const row = formula.rows.find(({ when }) =>
    Object.entries(when).every(([field, cell]) => {
      const value = asKey(given.values[field])
      return (
        value !== undefined && (typeof cell === 'string' ? cell === value : cell.includes(value))
      )
    }),
  )
  if (!row) return undefined
  const facts = Object.fromEntries(formula.by.map((field, at) => [field, cells[at]!]))
  const level = formula.by.map(given.show).join('、')
  const plain = row.hours
  if (!row.ranks || formula.rank === undefined) {
    return plain === undefined ? undefined : { hours: plain, how: level, facts }
  }
  const rank = asRank(given.values[formula.rank])
  if (rank === undefined) return undefined
  const beyond = formula.beyond === 'last' ? row.ranks.at(-1) : 0
  const hours = row.ranks[rank - 1] ?? beyond ?? 0
  return { hours, how: `${level}，第 ${rank} 位`, facts: { ...facts, rank } }
}

const rankSteps: Compute<'rank-steps'> = (formula, given) => {
  const rank = asRank(given.values[formula.rank])
  if (rank === undefined) return undefined
  const hours = Math.max(formula.base - formula.step * (rank - 1), formula.min ?? 0, 0)
  return {
    hours,
    how: `第 1 位 ${say(formula.base)} ${given.unit}，排序每后一位减 ${say(formula.step)}，第 ${rank} 位`,
    facts: { rank, base: formula.base, step: formula.step },
  }
}

const perUnit: Compute<'per-unit'> = (formula, given) => {
  const amount = amountOf(formula, given.values)
  if (amount === undefined) return undefined
  const { per, unit: size, round } = formula
  const hours = round
    ? wholeUnits(amount, size, round) * per
    : sharedHours(amount, size, per, given.step)
  return atMost(formula.max, given, {
    hours,
    how: `${shownAmount(formula.of, given) ?? say(amount)}，每 ${say(size)} 计 ${say(per)} ${given.unit}${said(round)}`,
    facts: { [formula.of]: amount, unit: size, per },
  })
}

const basePlusTier: Compute<'base-plus-tier'> = (formula, given) => {
  const amount = amountOf(formula, given.values)
  if (amount === undefined) return undefined
  const tier = formula.tiers.find((it) => it['up-to'] === undefined || amount <= it['up-to'])
  const add = tier?.add ?? 0
  const shown = shownAmount(formula.of, given)
  const of = shown === undefined ? '另' : `${shown} `
  return {
    hours: formula.base + add,
    how: `基础 ${say(formula.base)} ${given.unit}，${of}加 ${say(add)} ${given.unit}`,
    facts: { [formula.of]: amount, base: formula.base, add },
  }
}

const minutes: Compute<'minutes'> = (formula, given) => {
  const amount = amountOf(formula, given.values)
  if (amount === undefined) return undefined
  const hours = formula.round
    ? wholeUnits(amount, formula.minutes, formula.round)
    : sharedHours(amount, formula.minutes, 1, given.step)
  return {
    hours,
    how: `${say(amount)} 分钟，每 ${say(formula.minutes)} 分钟计 1 ${given.unit}${said(formula.round)}`,
    facts: { [formula.of]: amount, minutes: formula.minutes },
  }
}

const parts: Compute<'parts'> = (formula, given) => {
  const answered = formula.parts.filter((it) => typeof given.values[it.when] === 'boolean')
  if (answered.length === 0) return undefined
  const done = answered.filter((it) => given.values[it.when] === true)
  return {
    hours: done.reduce((sum, it) => sum + it.hours, 0),
    how:
      done.map((it) => `${it.title} ${say(it.hours)} ${given.unit}`).join('，') || '各部分均未完成',
    facts: Object.fromEntries(done.map((it) => [it.when, it.hours])),
  }
}

/** The first of several takes `first` per cent, the others the rest in equal parts, down to the step. */
const share: Compute<'share'> = (formula, given) => {
  const rank = asRank(given.values[formula.rank])
  const people = asRank(given.values[formula.people])
  if (rank === undefined || people === undefined || rank > people) return undefined
  const { total, first } = formula
  const percent = rank === 1 ? first : 100 - first
  const among = rank === 1 ? 1 : people - 1
  const hours = people === 1 ? total : sharedHours(percent, 100 * among, total, given.step)
  return {
    hours,
    how: `共 ${say(total)} ${given.unit}，第 1 位占 ${first}%，其余均分，${people} 人中第 ${rank} 位`,
    facts: { total, first, rank, people },
  }
}

/** Undefined where there is nothing to compute, or not enough was filled in. */
export function compute(formula: Formula, given: Given): Computed | undefined {
  switch (formula.shape) {
    case 'entered':
      return undefined
    case 'half-days':
      return halfDays(formula, given)
    case 'days':
      return days(formula, given)
    case 'fixed':
      return fixed(formula, given)
    case 'table':
      return table(formula, given)
    case 'rank-steps':
      return rankSteps(formula, given)
    case 'per-unit':
      return perUnit(formula, given)
    case 'base-plus-tier':
      return basePlusTier(formula, given)
    case 'minutes':
      return minutes(formula, given)
    case 'parts':
      return parts(formula, given)
    case 'share':
      return share(formula, given)
    default: {
      const never: never = formula
      throw new Error(`no formula shape "${(never as Formula).shape}"`)
    }
  }
}

function atMost(max: Hours | undefined, { unit }: Given, computed: Computed): Computed {
  if (max === undefined || computed.hours <= max) return computed
  return {
    hours: max,
    how: `${computed.how}，最多 ${say(max)} ${unit}`,
    facts: { ...computed.facts, max },
  }
}
const said = (round: Rounding | undefined): string =>
  round === undefined
    ? ''
    : { down: '，不足不计', up: '，不足按一份计', nearest: '，四舍五入' }[round]
/** As the field shows it; undefined where it is not filled in, or where rows are counted or summed. */
const shownAmount = (field: string, { values, show }: Given): string | undefined =>
  isGiven(values[field]) && !Array.isArray(values[field]) ? show(field) : undefined
const shown = (time: string): string => time.replace('T00:00', '').replace('T', ' ')
