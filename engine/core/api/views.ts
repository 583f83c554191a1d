/** Every view by its noun; see the files for what each is. */
export type * from './files.ts'
export type * from './filings.ts'
export type * from './forms.ts'
export type * from './lists.ts'
export type * from './people.ts'
export type * from './portal.ts'
export type * from './problem.ts'
export type * from './years.ts'
