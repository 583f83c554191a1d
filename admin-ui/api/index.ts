/** What the configuration interface asks of the server, one file per noun. Draws nothing, keeps nothing. */
export * from './call.ts'
export * from './packs.ts'
export * from './session.ts'
