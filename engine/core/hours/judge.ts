import type { Hours } from '#core/base'
import { countCredits } from './caps.ts'
import type { Credit, HoursDefinition, Reason, Standing } from './definition.ts'
import { remainingCredits } from './remaining.ts'
import { checkRequirement, requirementFor } from './requirement.ts'
import { sumBySubject } from './subjects.ts'

/** A person's year judged by that year's own rules, with every number explained. Order of input is no matter. */
export function judgeYear(
  hours: HoursDefinition,
  year: number,
  credits: readonly Credit[],
  holds: (condition: string) => boolean = () => false,
): Standing {
  const remaining = remainingCredits(year, credits)
  const requirement = requirementFor(hours, year, holds)
  const counted = countCredits(hours, year, remaining, requirement)
  const total = counted.reduce((sum, it) => sum + it.counted, 0)
  const booked = counted.map((it) => ({ subject: it.credit.subject, hours: it.counted }))
  const subjects = sumBySubject(hours, booked)
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
  holds?: (condition: string) => boolean,
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
