/** How many hours, for which year and subject, under which cap, and why. Knows no filings, no people. */
export type * from './definition.ts'
