/** The offices of a region: who stands where, who may act, who reviews whom, and why. Knows no filings. */
export type * from './definition.ts'
