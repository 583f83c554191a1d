/** What a pack is shown in, part by part; the names stand in the address. */
export const parts = ['overview', 'forms', 'chains', 'rules', 'roles', 'versions'] as const
export type Part = (typeof parts)[number]
