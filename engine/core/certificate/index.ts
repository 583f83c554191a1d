/** Certificates as pages of placed boxes, numbers and states. Draws nothing, stores nothing. */
export type * from './definition.ts'
export type * from './page.ts'
