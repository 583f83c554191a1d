import type { Body } from '#core/api'
import { call } from './call.ts'

export const readSession = () => call('GET /api/session', {}, undefined, { noSignIn: true })
export const signIn = (body: Body<'POST /api/session'>) =>
  call('POST /api/session', {}, body, { noSignIn: true })
export const signOut = () => call('DELETE /api/session', {}, undefined, { noSignIn: true })
export const takeIdentity = (identity: string) =>
  call('POST /api/session/identity', {}, { identity })
export const changePassword = (old: string, next: string) =>
  call('POST /api/password', {}, { old, new: next })
