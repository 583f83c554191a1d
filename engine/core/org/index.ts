/** The offices of a region: who stands where, who may act, who reviews whom, and why. Knows no filings. */
export type * from './definition.ts'
export { orgView } from './view.ts'
export { climb, isWithin, nearest, wayUp, type Climb, type Found, type Leg } from './ways.ts'
export { hasRescuer, isTopRescuer, reachesPlace, type Place } from './reach.ts'
export { superiorIssue } from './superior.ts'
export { coversDepartment, roleMay, whoCanAct } from './who.ts'
