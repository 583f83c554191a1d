import type { FactType } from './definition.ts'

/**
 * Every fact the engine knows by name, with its type. Beside these, a pack may name
 * `field.<field id>` (type by field kind), `person.<attribute>`, `unit.<attribute>` (the office the
 * person belongs to), `office.<attribute>` (the office a filing is about) and `step.<attribute>` (the
 * office a step was resolved to). A condition that names anything else is refused at load.
 */
export const knownFacts = {
  'now.day': 'day',
  'now.year': 'number',
  /** `01-20` */
  'now.month-day': 'text',
  'filing.kind': 'text',
  /** First-level kind of a two-level kind. */
  'filing.kind-group': 'text',
  'filing.year': 'number',
  /** This year minus the filing's year: 0 this year, 1 last year. */
  'filing.years-back': 'number',
  'filing.subject': 'text',
  'filing.claimed': 'number',
  'filing.awarded': 'number',
  'filing.suggested': 'number',
  /** Filed by an office for the person (proxy declaration). */
  'filing.by-office': 'boolean',
  'filing.times-returned': 'number',
  'filing.has-evidence': 'boolean',
  /** Submitted by a permit, which it used up (增补的登记). */
  'filing.by-permit': 'boolean',
  /** Id of the chosen way at submission. */
  'submit.route': 'text',
  'person.known': 'boolean',
  'person.has-department': 'boolean',
  'unit.type': 'text',
  'unit.code': 'text',
  'unit.area': 'text',
  'unit.review-closed': 'boolean',
  /** Relations the unit has a superior by. */
  'unit.superiors': 'list',
  'office.type': 'text',
  'office.area': 'text',
  'office.superiors': 'list',
  'step.office-type': 'text',
  'step.review-closed': 'boolean',
  /** Live filings (submitted, undecided) about the person, on any chain but this filing. */
  'person.pending': 'number',
  /** Live filings about the office, or about people and offices below it. */
  'office.pending': 'number',
  /** Filings of the same person, chain, kind and year that are not deleted, without this one. */
  'same.filed': 'number',
  'same.waiting': 'number',
  'same.approved': 'number',
  'same.refused': 'number',
  /** State of the filing this one refers to. */
  'refers.state': 'text',
  'refers.kind': 'text',
  'refers.year': 'number',
  /** An unused permit of the person for this chain, kind and year. */
  'permit.open': 'boolean',
  'standing.passed': 'boolean',
  'standing.total': 'number',
  'duplicate.found': 'boolean',
} as const satisfies Record<string, FactType>
export type KnownFact = keyof typeof knownFacts
export const factPrefixes = ['field.', 'person.', 'unit.', 'office.', 'step.', 'standing.'] as const
