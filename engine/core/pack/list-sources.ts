/**
 * What a list of the portal can show and be searched by, beside the attributes, subjects and fields a
 * pack names itself. One closed list: the check admits nothing else, and the services answer each.
 */
export const filingCells = [
  'year',
  'title',
  'state',
  'claimed',
  'awarded',
  'since',
  'submitted',
  'decided',
  'holder',
  'chain',
  'subject',
  'kind',
  'kind-group',
  'by',
] as const
export type FilingCell = (typeof filingCells)[number]

/** With `field.<id>` beside them: text found in the field's value. */
export const filingFilters = [
  'filing.year',
  'filing.state',
  'filing.kind',
  'filing.subject',
  'filing.title',
  'person.name',
  'person.id-number',
  'unit.name',
  'office.name',
] as const
export type FilingFilter = (typeof filingFilters)[number]

/** With `person.<attribute>` beside them. */
export const peopleFilters = [
  'person.name',
  'person.id-number',
  'unit.name',
  'standing.year',
  'standing.verdict',
] as const
export type PeopleFilter = (typeof peopleFilters)[number]

/** Of a list of people or of their years; `unit.<attribute>` and `person.<attribute>` beside them. */
export const personCells = ['name', 'id-number', 'department'] as const
export const unitCells = ['name', 'code', 'type'] as const
/** `standing.<subject>` beside them; a filing's own year is `filing.year`. */
export const standingCells = ['total', 'verdict', 'year'] as const
export type PersonCell = (typeof personCells)[number]
export type UnitCell = (typeof unitCells)[number]
export type StandingCell = (typeof standingCells)[number]

/** Whether a name is one of a closed list. */
export const isOneOf = <T extends string>(list: readonly T[], name: string): name is T =>
  (list as readonly string[]).includes(name)
