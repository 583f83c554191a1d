/** YAML of layers → a checked, frozen, hashed Pack, or all its issues. Joins the rooms above; runs nothing. */
export type * from './definition.ts'
