/** The words of the shell. The words of the trade come from the region's pack and are put in here. */
export * from './days.ts'
export * from './sentence.ts'
export { term, type TermName, useTerms } from './terms.ts'
export * from './words.ts'
