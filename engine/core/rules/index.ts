/** Named conditions, judged against facts, and why each held or not. Knows nothing of what the names are for. */
export type * from './definition.ts'
export { factPrefixes, knownFacts, type KnownFact } from './facts.ts'
export {
  checkConditions,
  factsIn,
  namesIn,
  type ConditionIssue,
  type FactCatalogue,
} from './check.ts'
export { compileConditions, operatorNames, type CompiledConditions } from './compile.ts'
export { explain } from './explain.ts'
export { holds, judge } from './judge.ts'
export { settle, type Beforehand } from './settle.ts'
