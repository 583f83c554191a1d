/** Fields: what is visible, what is valid, what changed. Knows no chains, no hours, no people. */
export type * from './definition.ts'
