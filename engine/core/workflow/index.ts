/** Chains compiled to states and moves: what may happen next. Knows no forms, no hours, no people. */
export type * from './definition.ts'
export { actionNames } from './actions.ts'
export { checkChain, conditionsOf, type ChainIssue } from './check.ts'
export { compileChain, type ActionLabels } from './compile.ts'
export { transitionsFrom, transitionTo } from './machine.ts'
export { actionsOf, builtInReasons, mayPassOver, passState, skipReasons } from './shape.ts'
