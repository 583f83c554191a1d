import { call } from './call.ts'

export const listPacks = () => call('GET /api/admin/packs', {})
/** The current version, or the one of this hash. */
export const readPack = (region: string, hash: string) =>
  call('GET /api/admin/packs/:region', { region }, hash === '' ? {} : { hash })
