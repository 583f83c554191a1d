/** One filing from first draft to final word: its log, and what may be added to it. Writes nothing. */
export type * from './definition.ts'
