import { dayAt, monthDayOf, yearOf, type Day } from '#core/base'
import type { Office } from '#core/org'
import type { FactValue } from '#core/rules'
import { aboutOffice, unitOf, type Case } from './case.ts'
import { duplicatesOf, suggestionOf } from './claim.ts'

/** How one fact is read from a case. */
export interface Getter {
  readonly fact: string
  readonly read: (it: Case) => FactValue
  /** About the office a step was resolved to: read again for each. */
  readonly ofStep: boolean
}

/** Fields are not among them: a form tells its own facts. */
export function gettersFor(facts: readonly string[]): readonly Getter[] {
  return facts
    .filter((fact) => !fact.startsWith('field.'))
    .map((fact) => ({ fact, read: readerOf(fact), ofStep: fact.startsWith('step.') }))
}

type Read = Getter['read']

const known: Readonly<Record<string, Read>> = {
  'now.day': (it) => today(it),
  'now.year': (it) => yearOf(today(it)),
  'now.month-day': (it) => monthDayOf(today(it)),
  'filing.kind': (it) => it.state.kind,
  'filing.kind-group': (it) => it.state.kindGroup,
  'filing.year': (it) => it.state.year,
  'filing.years-back': (it) =>
    it.state.year === undefined ? undefined : yearOf(today(it)) - it.state.year,
  'filing.subject': (it) => it.state.subject,
  'filing.claimed': (it) => it.state.claimed,
  'filing.awarded': (it) => it.state.awarded ?? it.state.claimed,
  'filing.suggested': (it) => suggestionOf(it)?.hours,
  'filing.by-office': (it) => it.state.filedBy.kind === 'post',
  'filing.times-returned': (it) => it.state.returns,
  'filing.has-evidence': (it) => {
    const field = it.law.form.means.evidence
    const value = field === undefined ? undefined : it.state.data[field]
    return Array.isArray(value) && value.length > 0
  },
  'filing.by-permit': (it) => it.state.permit !== undefined,
  'submit.route': (it) => it.state.route?.id,
  'person.known': (it) => it.world.person !== undefined,
  'person.has-department': (it) => it.world.person?.department !== undefined,
  'person.pending': (it) => it.world.counts.pending,
  'office.pending': (it) => it.world.counts.officePending,
  'same.filed': (it) => it.world.counts.same.filed,
  'same.waiting': (it) => it.world.counts.same.waiting,
  'same.approved': (it) => it.world.counts.same.approved,
  'same.refused': (it) => it.world.counts.same.refused,
  'refers.state': (it) => it.world.referred?.state,
  'refers.kind': (it) => it.world.referred?.kind,
  'refers.year': (it) => it.world.referred?.year,
  'permit.open': (it) => it.world.counts.permit,
  'standing.passed': (it) => it.world.standing?.verdict === 'passed',
  'standing.total': (it) => it.world.standing?.total,
  'duplicate.found': (it) => duplicatesOf(it).length > 0,
}

function readerOf(fact: string): Read {
  const read = known[fact]
  if (read) return read
  const dot = fact.indexOf('.')
  const owner = fact.slice(0, dot)
  const name = fact.slice(dot + 1)
  switch (owner) {
    case 'person':
      return (it) => it.world.person?.attributes[name]
    case 'standing':
      return (it) => it.world.standing?.subjects[name]
    case 'unit':
      return ofOffice(name, (it) => it.world.org.office(unitOf(it) ?? nowhere))
    case 'office':
      return ofOffice(name, (it) => it.world.org.office(aboutOffice(it) ?? nowhere))
    case 'step':
      return ofOffice(name === 'office-type' ? 'type' : name, (it) => it.stepOffice)
    default:
      return () => undefined
  }
}
const nowhere = '' as Office['id']

function ofOffice(name: string, find: (it: Case) => Office | undefined): Read {
  switch (name) {
    case 'type':
      return (it) => find(it)?.type
    case 'code':
      return (it) => find(it)?.code
    case 'area':
      return (it) => find(it)?.area
    case 'review-closed':
      return (it) => find(it)?.closed === true
    case 'superiors':
      return (it) => {
        const superiors = find(it)?.superiors ?? {}
        return it.law.relations.filter((relation) => (superiors[relation]?.length ?? 0) > 0)
      }
    default:
      return (it) => find(it)?.attributes[name]
  }
}

export const today = (it: Case): Day => dayOf(it.world.now, it.pack.offsetMinutes)

let last = { now: '', offset: 0, day: '' as Day }
/** The same moment is asked for again and again; the answer never changes. */
function dayOf(now: Case['world']['now'], offset: number): Day {
  if (last.now !== now || last.offset !== offset) last = { now, offset, day: dayAt(now, offset) }
  return last.day
}
