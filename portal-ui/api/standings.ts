import { call } from './call.ts'

export const readStandings = (person?: string) =>
  call('GET /api/standings', {}, person === undefined ? {} : { person })
