/** Plays a scenario in memory with the code that decides in production. Stores nothing. */
export type * from './definition.ts'
export { coverageOf, type PackCoverage } from './coverage.ts'
export { play, playAll } from './play.ts'
