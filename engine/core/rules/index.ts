/** Named conditions, judged against facts, and why each held or not. Knows nothing of what the names are for. */
export type * from './definition.ts'
export { factPrefixes, knownFacts, type KnownFact } from './facts.ts'
