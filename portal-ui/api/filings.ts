import type { ActBody, Body, FileBody, ListQuery, Query } from '#core/api'
import { call } from './call.ts'

export const readForm = (chain: string, query: Query<'GET /api/forms/:chain'>) =>
  call('GET /api/forms/:chain', { chain }, query)
export const preview = (body: Body<'POST /api/preview'>, signal?: AbortSignal) =>
  call('POST /api/preview', {}, body, signal ? { signal } : {})
export const openFiling = (body: FileBody, key: string) =>
  call('POST /api/filings', {}, body, { key })
export const listFilings = (query: ListQuery) => call('GET /api/filings', {}, query)
export const readFiling = (id: string) => call('GET /api/filings/:id', { id })
export const act = (id: string, body: ActBody, key: string) =>
  call('POST /api/filings/:id/actions', { id }, body, { key })
export const actOnMany = (body: Body<'POST /api/batches'>, key: string) =>
  call('POST /api/batches', {}, body, { key, patience: 120_000 })
export const actOnAll = (body: Body<'POST /api/jobs'>, key: string) =>
  call('POST /api/jobs', {}, body, { key })
export const readJob = (id: string) => call('GET /api/jobs/:id', { id })
