import { type Issue, issue } from '#core/base'
import { checkDays, readDay, readTime, showTime } from './days.ts'
import { type FieldKindRules, found, isNothing, nothing, wrong } from './kind.ts'

/** From and to, in days (both included) or times. In a draft either may still be ''. */
export const period: FieldKindRules<readonly string[]> = {
  empty: null,
  factType: 'none',
  read(raw, field) {
    if (isNothing(raw)) return nothing
    if (!Array.isArray(raw) || raw.length > 2) {
      return wrong(issue('wrong-type', [], { expected: 'period' }))
    }
    const read = field.with === 'date-time' ? readTime : readDay
    const [from, to] = [read(raw[0]), read(raw[1])]
    const issues = [...from.issues, ...to.issues]
    if (issues.length > 0) return { issues: issues.slice(0, 1) }
    return from.value || to.value ? found([from.value ?? '', to.value ?? '']) : nothing
  },
  check([from = '', to = ''], field, context) {
    if (from === '' || to === '') {
      const isUnfinished = context.mode === 'draft'
      return isUnfinished ? [] : [issue('incomplete-period', [], { missing: from ? 'to' : 'from' })]
    }
    const issues: Issue[] = [...checkDays(from, field, context)]
    if (issues.length === 0) issues.push(...checkDays(to, field, context))
    if (to < from)
      issues.push(issue('end-before-start', [], { from: showTime(from), to: showTime(to) }))
    return issues
  },
  show: ([from = '', to = '']) => `${showTime(from)} 至 ${showTime(to)}`,
}
