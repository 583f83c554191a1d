import { issue, monthDayOf, yearOf, type Issue } from '#core/base'
import type { ChainDefinition } from '#core/workflow'
import { mayFile } from './authority.ts'
import type { Case } from './case.ts'
import { meets, unmet } from './facts.ts'
import { duplicatesOf } from './claim.ts'
import type { Actor } from './definition.ts'
import { today } from './getters.ts'

/** Whether a filing may be opened now by this actor. What depends on its year and kind waits for both. */
export function admission(it: Case, actor: Actor): Issue | undefined {
  return (
    mayFile(it, actor) ?? windowIssue(it) ?? refersIssue(it) ?? needsIssue(it, it.law.chain.needs)
  )
}

/** Judged again, and more, when it is submitted. */
export function submissionIssue(it: Case, needs: readonly string[]): Issue | undefined {
  return (
    windowIssue(it) ??
    refersIssue(it) ??
    needsIssue(it, needs) ??
    permitIssue(it) ??
    duplicateIssue(it)
  )
}

export function needsIssue(it: Case, needs: readonly string[] | undefined): Issue | undefined {
  const condition = needs && unmet(it, needs)
  if (condition === undefined) return undefined
  return issue('needs-unmet', [], {
    condition,
    says: it.pack.conditions[condition]?.says ?? condition,
  })
}

/** Both ends are within the window; one that runs over New Year is of the year it closes in. */
function windowIssue(it: Case): Issue | undefined {
  const { window } = it.law.chain
  if (!window) return undefined
  const day = monthDayOf(today(it))
  const { from, to, says } = window
  const isOpen = from <= to ? from <= day && day <= to : day >= from || day <= to
  if (!isOpen) return issue('window-closed', [], { from, to, says, ...nextWindow(it, window) })
  const closes = yearOf(today(it)) + (from > to && day >= from ? 1 : 0)
  const year = closes - (window.counts === 'previous-year' ? 1 : 0)
  const found = it.state.year
  if (found === undefined || found === year) return undefined
  return issue('window-year', at(it.law.form.means.year), { year, found, says })
}

/** When it opens next, until when, and for which year. */
function nextWindow(
  it: Case,
  { from, to, counts }: Window,
): { opens: string; closes: string; year: number } {
  const opens = yearOf(today(it)) + (monthDayOf(today(it)) < from ? 0 : 1)
  const closes = opens + (from > to ? 1 : 0)
  return {
    opens: `${opens}-${from}`,
    closes: `${closes}-${to}`,
    year: closes - (counts === 'previous-year' ? 1 : 0),
  }
}
type Window = NonNullable<ChainDefinition['window']>

function refersIssue(it: Case): Issue | undefined {
  const { refers } = it.law.chain
  if (!refers) return undefined
  const other = it.world.referred
  if (!other || other.chain !== refers.chain) {
    return issue('refers-missing', [], {
      chain: it.pack.chains[refers.chain]?.title ?? refers.chain,
    })
  }
  if (!refers.states.includes(other.state)) {
    return issue('refers-state', [], { state: other.state, label: other.label })
  }
  if (other.person !== it.state.person) return differs('person', other.person, it.state.person)
  for (const what of refers.same ?? []) {
    const found = it.state[what]
    if (found !== undefined && found !== other[what]) return differs(what, other[what], found)
  }
  return undefined
}
function differs(what: string, expected: unknown, found: unknown): Issue {
  return issue('refers-other', [], { what, expected, found })
}

/** One permit, one filing. What was once let in needs none when it is submitted again for the same thing. */
function permitIssue(it: Case): Issue | undefined {
  if (!needsPermit(it)) return undefined
  return it.world.counts.permit
    ? undefined
    : issue('permit-needed', [], { kind: it.state.kind, year: it.state.year })
}
export function needsPermit(it: Case): boolean {
  const needed: NonNullable<ChainDefinition['permit']>['needed'] | undefined =
    it.law.chain.permit?.needed
  if (needed === undefined) return false
  const { admitted, kind, year } = it.state
  if (admitted && admitted.kind === kind && admitted.year === year) return false
  return needed === 'always' || meets(it, needed.when)
}

function duplicateIssue(it: Case): Issue | undefined {
  const found = duplicatesOf(it).find((one) => one.rule.do === 'block')
  if (!found) return undefined
  const { rule, other } = found
  return issue('duplicate', [], { rule: rule.id, says: rule.says, title: other.title })
}

const at = (field: string | undefined): readonly string[] => (field === undefined ? [] : [field])
