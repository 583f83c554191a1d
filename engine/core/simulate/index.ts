/** Plays a scenario in memory with the code that decides in production. Stores nothing. */
export type * from './definition.ts'
