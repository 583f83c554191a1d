import type { Hours } from '#core/base'
import type { Check, HoursDefinition, RequirementDefinition } from './definition.ts'
import { say, upToStep } from './exact.ts'
import { fits } from './caps.ts'
import type { Remaining } from './remaining.ts'
import { titleOf } from './subjects.ts'
import { reasonOf } from './suggest.ts'

/** What a requirement is held against. */
export interface Earned {
  readonly total: Hours
  readonly subjects: Readonly<Record<string, Hours>>
  readonly remaining: readonly Remaining[]
}

/** The first requirement whose years and condition fit judges the year (R7, R13). */
export function requirementFor(
  hours: HoursDefinition,
  year: number,
  holds: (condition: string) => boolean,
): RequirementDefinition | undefined {
  return hours.requirements.find(
    (it) => fits(it.years, year) && (it.when === undefined || holds(it.when)),
  )
}

/** Every demand of a requirement with what is there, what is needed and what is missing. */
export function checkRequirement(
  hours: HoursDefinition,
  requirement: RequirementDefinition,
  earned: Earned,
): readonly Check[] {
  return [
    ...totalCheck(hours, requirement, earned),
    ...minChecks(hours, requirement, earned),
    ...shareChecks(hours, requirement, earned),
    ...maxChecks(hours, requirement, earned),
    ...courseChecks(requirement, earned),
  ]
}

type Demand = Pick<Check, 'have' | 'need' | 'missing' | 'held' | 'text'> &
  Partial<Pick<Check, 'subject' | 'soft'>> & { readonly source?: string | undefined }

function check(requirement: RequirementDefinition, demand: Demand): Check {
  const { source, ...rest } = demand
  const facts = { have: demand.have, need: demand.need, missing: demand.missing }
  return { ...reasonOf(requirement, '', facts), ...rest, source: source ?? requirement.source }
}

/** `累计 80 学时，要求 90 学时，还差 10 学时` */
function compared(what: string, have: Hours, need: Hours, unit: string): Omit<Demand, 'source'> {
  const missing = Math.max(0, need - have)
  const end = missing === 0 ? '已达到' : `还差 ${say(missing)} ${unit}`
  const text = `${what} ${say(have)} ${unit}，要求不少于 ${say(need)} ${unit}，${end}`
  return { have, need, missing, held: missing === 0, text }
}

function totalCheck(
  hours: HoursDefinition,
  requirement: RequirementDefinition,
  { total }: Earned,
): Check[] {
  if (requirement.total === undefined) return []
  return [check(requirement, compared('累计', total, requirement.total, hours.unit))]
}

function minChecks(
  hours: HoursDefinition,
  requirement: RequirementDefinition,
  { subjects }: Earned,
): Check[] {
  return (requirement.min ?? []).map(({ subject, hours: need, source }) =>
    check(requirement, {
      ...compared(titleOf(hours, subject), subjects[subject] ?? 0, need, hours.unit),
      subject,
      source,
    }),
  )
}

/**
 * den·p ≥ num·t, in whole numbers. Of the required total the need is fixed; of the earned total
 * every hour added to the subject also adds to the total, so that
 * missing = (num·t − den·p) / (den − num): 80 + 70 lacks 90, not 30 (A6-12).
 */
function shareChecks(
  hours: HoursDefinition,
  requirement: RequirementDefinition,
  earned: Earned,
): Check[] {
  return (requirement.shares ?? []).map(({ subject, num, den, basis, soft, source }) => {
    const have = earned.subjects[subject] ?? 0
    const isEarned = basis === 'earned'
    const of = isEarned ? earned.total : (requirement.total ?? 0)
    const short = num * of - den * have
    const held = short <= 0
    const per = isEarned && den > num ? den - num : den
    const missing = held ? 0 : upToStep(short, per, hours.step)
    const need = held ? upToStep(num * of, den, hours.step) : have + missing
    const title = titleOf(hours, subject)
    const whole = `${isEarned ? '已得' : '应达'}总${hours.unit}`
    const end = held ? '已达到' : `还差 ${say(missing)} ${hours.unit}`
    const text = `${title} ${say(have)} ${hours.unit}，不少于${whole} ${say(of)} 的 ${num}/${den}，${end}`
    return check(requirement, {
      have,
      need,
      missing,
      held,
      text,
      subject,
      source,
      ...(soft && { soft }),
    })
  })
}

/** Never fails: hours over it were not counted. */
function maxChecks(
  hours: HoursDefinition,
  requirement: RequirementDefinition,
  { subjects }: Earned,
): Check[] {
  return (requirement.max ?? []).map(({ subject, hours: most, source }) => {
    const have = subjects[subject] ?? 0
    const text = `${titleOf(hours, subject)}最多计 ${say(most)} ${hours.unit}，已计 ${say(have)} ${hours.unit}`
    return check(requirement, { have, need: 0, missing: 0, held: true, text, subject, source })
  })
}

/** Done is done, whatever caps leave of its hours (R5). */
function courseChecks(requirement: RequirementDefinition, { remaining }: Earned): Check[] {
  return (requirement['required-courses'] ?? []).map(({ kind, title }) => {
    const have = remaining.some((it) => it.credit.kind === kind) ? 1 : 0
    const text = `${title}：${have ? '已完成' : '尚未完成'}`
    return check(requirement, { have, need: 1, missing: 1 - have, held: have === 1, text })
  })
}
