import { issue, type Issue } from '#core/base'
import { mayFile } from './authority.ts'
import type { Case } from './case.ts'
import { unmet } from './facts.ts'
import { duplicatesOf } from './claim.ts'
import type { Actor } from './definition.ts'
import { today } from './getters.ts'
import { permitIssue } from './permit.ts'
import { windowOn } from './window.ts'

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

/** Both ends are within the window, and what is filed is of the year it takes. */
function windowIssue(it: Case): Issue | undefined {
  const { window } = it.law.chain
  if (!window) return undefined
  const year = windowOn(window, today(it))
  if (typeof year !== 'number') return year
  const found = it.state.year
  if (found === undefined || found === year) return undefined
  return issue('window-year', at(it.law.form.means.year), { year, found, says: window.says })
}

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

function duplicateIssue(it: Case): Issue | undefined {
  const found = duplicatesOf(it).find((one) => one.rule.do === 'block')
  if (!found) return undefined
  const { rule, other } = found
  return issue('duplicate', [], { rule: rule.id, says: rule.says, title: other.title })
}

const at = (field: string | undefined): readonly string[] => (field === undefined ? [] : [field])
