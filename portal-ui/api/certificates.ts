import type { Body, Query } from '#core/api'
import { call } from './call.ts'

export const listCertificates = (query: Query<'GET /api/certificates'> = {}) =>
  call('GET /api/certificates', {}, query)
export const printCertificate = (body: Body<'POST /api/certificates'>, key: string) =>
  call('POST /api/certificates', {}, body, { key, patience: 60_000 })
export const verifyCertificate = (code: string) =>
  call('GET /api/verify/:code', { code }, undefined, { noSignIn: true })
