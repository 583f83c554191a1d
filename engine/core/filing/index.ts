/** One filing from first draft to final word: its log, and what may be added to it. Writes nothing. */
export type * from './definition.ts'
export {
  caseFacts as gatherFacts,
  conditionHolds,
  previewClaim,
  type ClaimPreview,
} from './ask.ts'
export { nameOf } from './authority.ts'
export { comparableOf, registeredTypes, sameValues } from './claim.ts'
export { decide, decideBatch } from './decide.ts'
export { asFilled, earlyIssue } from './early.ts'
export { startingValues, valuesBefore } from './given.ts'
export { blank, foldVersion, replay } from './fold.ts'
export { isMisplaced } from './reassign.ts'
export { mayRescue } from './rescue.ts'
export { openActions, openFiling } from './open.ts'
export { previewRoute } from './preview.ts'
export { type AboutPerson, personFacts, personHolds } from './about-person.ts'
export { groupLabel } from './group.ts'
export { windowOn } from './window.ts'
export { maySee, wasTakenAway } from './see.ts'
export { circleOf } from './seats.ts'
