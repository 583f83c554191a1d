/** YAML of layers → a checked, frozen, hashed Pack, or all its issues. Joins the rooms above; runs nothing. */
export type * from './definition.ts'
export { compilePack, hasErrors, resolve, type Resolution } from './compile.ts'
export { sayIssue } from './complaint.ts'
export { canonicalJson, packHash } from './hash.ts'
export { extendsOf } from './read-yaml.ts'
export { revive } from './revive.ts'
