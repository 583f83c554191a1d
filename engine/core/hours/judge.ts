import type { Hours } from '#core/base'
import { countCredits, fits } from './caps.ts'
import type {
  Credit,
  HoursDefinition,
  Reason,
  RequirementDefinition,
  Standing,
} from './definition.ts'
import { remainingCredits, type Remaining } from './remaining.ts'
import { checkRequirement, requirementFor } from './requirement.ts'
import { sumBySubject } from './subjects.ts'

/** Judges a named condition of a requirement; `earned` is what the year has before it is chosen. */
export type HoldsFor = (condition: string, earned: Sums) => boolean

/**
 * A person's year judged by that year's own rules, with every number explained. Order of input is no
 * matter. `kept`: the requirement the year was judged by when it ended; it stays with it.
 */
export function judgeYear(
  hours: HoursDefinition,
  year: number,
  credits: readonly Credit[],
  holds: HoldsFor = () => false,
  kept?: string,
): Standing {
  const remaining = remainingCredits(year, credits)
  const requirement = keptFor(hours, year, kept) ?? chosenFor(hours, year, remaining, holds)
  const counted = countCredits(hours, year, remaining, requirement)
  const { total, subjects } = sumsOf(hours, counted)
  if (!requirement) {
    const verdict = { verdict: 'none', label: hours.verdicts.none } as const
    return { year, total, subjects, required: 0, ...verdict, checks: [], counted }
  }
  const checks = checkRequirement(hours, requirement, { total, subjects, remaining })
  const verdict = checks.every((it) => it.held || it.soft) ? 'passed' : 'failed'
  const label = hours.verdicts[verdict]
  const required =
    requirement.total ?? (requirement.min ?? []).reduce((sum, it) => sum + it.hours, 0)
  return {
    year,
    total,
    subjects,
    required,
    verdict,
    label,
    requirement: requirement.id,
    checks,
    counted,
  }
}

const keptFor = (hours: HoursDefinition, year: number, kept: string | undefined) =>
  hours.requirements.find((it) => it.id === kept && fits(it.years, year))

/** What a year has: all of it, and by subject. */
export type Sums = Pick<Standing, 'total' | 'subjects'>

function chosenFor(
  hours: HoursDefinition,
  year: number,
  remaining: readonly Remaining[],
  holds: HoldsFor,
): RequirementDefinition | undefined {
  let earned: Sums | undefined
  const before = () => (earned ??= sumsOf(hours, countCredits(hours, year, remaining, undefined)))
  return requirementFor(hours, year, (condition) => holds(condition, before()))
}

/** The total leaves out subjects that are marks, not hours (`in-total: false`). */
function sumsOf(hours: HoursDefinition, counted: Standing['counted']): Sums {
  const isMark = (id: string) =>
    hours.subjects.some((it) => it.id === id && it['in-total'] === false)
  const booked = counted.map((it) => ({ subject: it.credit.subject, hours: it.counted }))
  return {
    total: booked.reduce((sum, it) => (isMark(it.subject) ? sum : sum + it.hours), 0),
    subjects: sumBySubject(hours, booked),
  }
}

/** A credit that is not one yet: what of it would count, were it approved now. */
export interface Draft {
  readonly kind: string
  readonly subject: string
  readonly hours: Hours
  readonly title?: string
  readonly same?: Credit['same']
}
export interface Room {
  readonly counted: Hours
  readonly reasons: readonly Reason[]
  /** The year with it. */
  readonly after: Standing
}

/** For the hint while typing: 48 小时上限已计 12，本项计 36. Judged after everything already approved. */
export function capRoom(
  hours: HoursDefinition,
  year: number,
  credits: readonly Credit[],
  draft: Draft,
  holds?: HoldsFor,
): Room {
  const { title = '', same, ...rest } = draft
  const credit: Credit = {
    ...rest,
    ...(same && { same }),
    title,
    year,
    id: draftId,
    filing: draftId,
    entry: 1,
    claimed: draft.hours,
    at: draftId,
  }
  const after = judgeYear(hours, year, [...credits, credit], holds)
  const own = after.counted.find((it) => it.credit === credit)
  return { counted: own?.counted ?? 0, reasons: own?.reasons ?? [], after }
}
/** After every instant and every id. */
const draftId = '\uffff'
