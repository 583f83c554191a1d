export const verification = { title: '{verification}' } as const
