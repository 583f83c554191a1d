/**
 * Every reason the engine refuses something for, with what it means and what `with` carries. The
 * sentence a person reads is the pack's (`texts.issues`), filled from `with`; a pack that lacks one
 * is told so when it is checked.
 */
export const issueCodes = {
  // a filing and who may act on it
  'unknown-chain': 'the pack has no such chain; with: { chain }',
  'may-not-file': 'this identity files nothing on this chain; with: { chain }',
  'not-in-reach': 'the person or office is not within the reach of the post that acts; with: { office }',
  'needs-unmet': 'a named condition does not hold; with: { condition, says }',
  'window-closed': 'outside the days of the year in which this may be filed; with: { from, to, says }',
  'window-year': 'the window takes one year only; with: { year, found, says }',
  'permit-needed': 'nobody has opened this for the person, kind and year; with: { kind, year }',
  'refers-missing': 'it must refer to an earlier filing; with: { chain }',
  'refers-state': 'the earlier filing is not in a state that allows this; with: { state, label }',
  'refers-other': 'kind, year or person differ from the earlier filing; with: { what, expected, found }',
  'duplicate': 'the same thing was filed before; with: { rule, says, title }',
  'form-invalid': 'fields are missing or wrong: see the issues',
  'route-missing': 'the way must be chosen; with: { known }',
  'route-unknown': 'there is no such way; with: { name, known }',
  'route-office-missing': 'the chosen way needs an office; with: { field }',
  'office-unknown': 'there is no such office; with: { office }',
  'office-type': 'an office of this type cannot be chosen here; with: { office, types }',
  'not-possible-now': 'the state has no such action; with: { action, state, label, holders, by, at }',
  'not-your-turn': 'somebody else holds it; with: { holders, label, by, did, at }',
  'not-filer': 'only who filed it may do this; with: { filedBy }',
  'changed-meanwhile': 'it moved on since it was looked at; with: { by, did, at, seq }',
  'already-decided-here': 'this office has approved already and others are awaited; with: { holders }',
  'self-review': 'who filed it may not decide it; with: { name }',
  'decided-already': 'somebody decided since the submission, so it cannot be taken back; with: { by, at }',
  'opinion-required': 'the action needs an opinion; with: { action }',
  'reason-required': 'changed hours need a reason; with: { claimed, awarded }',
  'awarded-not-allowed': 'hours cannot be changed here',
  'awarded-too-high': 'more than was claimed; with: { claimed, awarded }',
  'awarded-step': 'not a multiple of the step of hours, or below zero; with: { step, awarded }',
  'return-where': 'it must be said where it returns to; with: { known }',
  'nobody-there': 'nobody at that office can act on it; with: { office }',
  'not-in-batch': 'this step is decided one by one; with: { step }',
} as const satisfies Record<string, string>
export type IssueCode = keyof typeof issueCodes
