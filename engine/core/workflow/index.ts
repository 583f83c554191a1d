/** Chains compiled to states and moves: what may happen next. Knows no forms, no hours, no people. */
export type * from './definition.ts'
