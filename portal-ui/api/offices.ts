import type { Query } from '#core/api'
import { call } from './call.ts'

export const findOffices = (query: Query<'GET /api/offices'>, signal?: AbortSignal) =>
  call('GET /api/offices', {}, query, signal ? { signal } : {})
export const readDepartments = (id: string, region?: string) =>
  call('GET /api/offices/:id/departments', { id }, region === undefined ? {} : { region })
export const readAreas = (region?: string) =>
  call('GET /api/areas', {}, region === undefined ? {} : { region })
export const readSubordinates = () => call('GET /api/subordinates', {})
export const closeReview = (id: string, closed: boolean, key: string) =>
  call('POST /api/subordinates/:id/review', { id }, { closed }, { key })
