import type { Query } from '#core/api'
import { call } from './call.ts'

export const findPeople = (query: Query<'GET /api/people'>) => call('GET /api/people', {}, query)
export const readPerson = (id: string, list?: string) =>
  call('GET /api/people/:id', { id }, list === undefined ? {} : { list })
export const chooseDepartment = (department: string | null, key: string) =>
  call('PUT /api/profile/department', {}, { department }, { key })
